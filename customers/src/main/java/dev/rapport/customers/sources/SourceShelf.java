package dev.rapport.customers.sources;

import dev.rapport.customers.view.Holding;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/// One source with what it said last: asked at most once at a time for each customer, at most
/// [#MAX_ASKED] at once, not at all while its breaker is open.
final class SourceShelf {
  /// Customers whose things are remembered; the longest unasked goes first.
  static final int MOST_REMEMBERED = 10_000;

  /// Questions under way to one source.
  static final int MAX_ASKED = 16;

  private static final int FAILURES = 5;
  private static final long REST_MS = 30_000;

  private final HoldingSource source;
  private final long freshMs;
  private final InstantSource clock;
  private final Executor executor;
  private final Breaker breaker = new Breaker(FAILURES, REST_MS);
  private final Semaphore room = new Semaphore(MAX_ASKED);
  private final Map<String, Known> known =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
          return size() > MOST_REMEMBERED;
        }
      };
  private final Map<String, CompletableFuture<@Nullable String>> asked = new HashMap<>();

  private record Known(long asOf, List<Holding> items) {}

  /// @param freshMs how long an answer counts as of now
  SourceShelf(HoldingSource source, long freshMs, InstantSource clock, Executor executor) {
    this.source = source;
    this.freshMs = freshMs;
    this.clock = clock;
    this.executor = executor;
  }

  /// A question under way, or none when what is known is fresh. It completes with null, or with why
  /// there is no answer; never exceptionally.
  synchronized @Nullable CompletableFuture<@Nullable String> ask(Whom whom) {
    Known last = known.get(whom.customer());
    if (last != null && clock.millis() - last.asOf() < freshMs) {
      return null;
    }
    CompletableFuture<@Nullable String> running = asked.get(whom.customer());
    if (running != null) {
      return running;
    }
    if (!room.tryAcquire()) {
      return CompletableFuture.completedFuture("is asked too much at the moment");
    }
    if (!breaker.allows(clock.millis())) {
      room.release();
      return CompletableFuture.completedFuture("does not answer and is left alone for a while");
    }
    return start(whom);
  }

  private CompletableFuture<@Nullable String> start(Whom whom) {
    CompletableFuture<@Nullable String> answer = new CompletableFuture<>();
    asked.put(whom.customer(), answer);
    try {
      executor.execute(() -> answer.complete(askNow(whom)));
    } catch (RejectedExecutionException stopping) {
      asked.remove(whom.customer());
      room.release();
      breaker.failed(clock.millis());
      answer.complete("is not asked any more");
    }
    return answer;
  }

  private @Nullable String askNow(Whom whom) {
    try {
      List<Holding> items = source.holdings(whom).stream().limit(HoldingSource.MAX_ITEMS).toList();
      breaker.succeeded();
      synchronized (this) {
        known.put(whom.customer(), new Known(clock.millis(), items));
      }
      return null;
    } catch (HoldingSource.SourceFailed failed) {
      breaker.failed(clock.millis());
      return failed.reason();
    } catch (RuntimeException fault) {
      breaker.failed(clock.millis());
      System.getLogger(SourceShelf.class.getName())
          .log(System.Logger.Level.WARNING, "source " + source.name(), fault);
      return "failed";
    } finally {
      room.release();
      synchronized (this) {
        asked.remove(whom.customer());
      }
    }
  }

  /// What is known now.
  ///
  /// @param problem why it was not asked anew, or null
  synchronized Held held(String customer, @Nullable String problem) {
    Known last = known.get(customer);
    if (last == null) {
      return new Held(source.name(), Held.State.MISSING, null, List.of(), problem);
    }
    boolean fresh = clock.millis() - last.asOf() < freshMs;
    return new Held(
        source.name(),
        fresh ? Held.State.FRESH : Held.State.STALE,
        last.asOf(),
        last.items(),
        fresh ? null : problem);
  }
}
