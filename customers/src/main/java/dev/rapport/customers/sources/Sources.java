package dev.rapport.customers.sources;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// All sources of a centre, asked together. A view waits for them a moment and no longer; whoever
/// answers after that is heard with the next view, which is asked for at once.
public final class Sources {
  /// A centre without any.
  public static final Sources NONE =
      new Sources(List.of(), Duration.ZERO, InstantSource.system(), Runnable::run, _ -> {});

  private static final String LATE = "has not answered yet";

  private final List<SourceShelf> shelves;
  private final Duration wait;
  private final Consumer<String> late;

  /// A source, and how long its answer counts as of now.
  public record Source(HoldingSource source, Duration fresh) {}

  /// @param wait how long a view waits for all of them together
  /// @param executor asks them; it may block, a virtual thread for each is meant
  /// @param late told the customer about whom an answer came after a view had gone on without it
  public Sources(
      List<Source> sources,
      Duration wait,
      InstantSource clock,
      Executor executor,
      Consumer<String> late) {
    this.shelves =
        sources.stream()
            .map(each -> new SourceShelf(each.source(), each.fresh().toMillis(), clock, executor))
            .toList();
    this.wait = wait;
    this.late = late;
  }

  public boolean none() {
    return shelves.isEmpty();
  }

  /// What all of them say, in the order of the settings. Blocks, up to the time a view waits; never
  /// throws.
  public List<Held> of(Whom whom) {
    List<@Nullable CompletableFuture<@Nullable String>> asked = new ArrayList<>();
    shelves.forEach(shelf -> asked.add(shelf.ask(whom)));
    long until = System.nanoTime() + wait.toNanos();
    List<Held> held = new ArrayList<>();
    for (int i = 0; i < shelves.size(); i++) {
      held.add(shelves.get(i).held(whom.customer(), answer(asked.get(i), until, whom)));
    }
    return held;
  }

  private @Nullable String answer(
      @Nullable CompletableFuture<@Nullable String> asked, long until, Whom whom) {
    if (asked == null) {
      return null;
    }
    try {
      return asked.get(Math.max(0, until - System.nanoTime()), TimeUnit.NANOSECONDS);
    } catch (TimeoutException tooLate) {
      var _ =
          asked.thenAccept(problem -> {
            if (problem == null) {
              late.accept(whom.customer());
            }
          });
      return LATE;
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      return LATE;
    } catch (ExecutionException never) {
      return "failed";
    }
  }
}
