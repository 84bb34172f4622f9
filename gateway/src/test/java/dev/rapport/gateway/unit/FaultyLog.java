package dev.rapport.gateway.unit;

import dev.rapport.routing.Event;
import dev.rapport.routing.EventLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// An event log in memory that fails, or takes its time, when it is told to.
public final class FaultyLog implements EventLog {
  private final List<Kept> kept = new ArrayList<>();
  private final List<Runnable> held = new ArrayList<>();
  private final List<CompletableFuture<Long>> heldAnswers = new ArrayList<>();
  private @Nullable Snapshot snapshot;
  private boolean holding;
  private boolean failing;
  private int replaysToFail;

  private record Kept(Event event, long at) {}

  synchronized void hold() {
    holding = true;
  }

  synchronized void release() {
    holding = false;
    held.forEach(Runnable::run);
    held.clear();
    heldAnswers.clear();
  }

  /// Everything that is held fails, as a disk that is gone fails all.
  synchronized void failHeld() {
    holding = false;
    heldAnswers.forEach(a -> a.completeExceptionally(new IllegalStateException("no disk")));
    held.clear();
    heldAnswers.clear();
  }

  synchronized void failNext() {
    failing = true;
  }

  synchronized void failReplays(int times) {
    replaysToFail = times;
  }

  synchronized int size() {
    return kept.size();
  }

  /// When each event was decided, as it is written.
  synchronized List<Long> times() {
    return kept.stream().map(Kept::at).toList();
  }

  @Override
  public synchronized CompletionStage<Long> append(List<Event> events, long at) {
    CompletableFuture<Long> answer = new CompletableFuture<>();
    if (failing) {
      failing = false;
      answer.completeExceptionally(new IllegalStateException("no disk"));
      return answer;
    }
    Runnable write =
        () -> {
          events.forEach(event -> kept.add(new Kept(event, at)));
          answer.complete((long) kept.size());
        };
    if (holding) {
      held.add(write);
      heldAnswers.add(answer);
    } else {
      write.run();
    }
    return answer;
  }

  @Override
  public synchronized long replay(long afterSequence, Reader reader) {
    if (replaysToFail > 0) {
      replaysToFail--;
      throw new IllegalStateException("cannot be read");
    }
    for (int i = (int) afterSequence; i < kept.size(); i++) {
      reader.event(i + 1L, kept.get(i).at(), kept.get(i).event());
    }
    return kept.size();
  }

  @Override
  public synchronized Optional<Snapshot> newestSnapshot() {
    return Optional.ofNullable(snapshot);
  }

  @Override
  public synchronized void saveSnapshot(Snapshot saved) {
    snapshot = saved;
  }
}
