package dev.rapport.gateway.unit;

import io.vertx.core.Future;
import java.util.concurrent.Callable;

/// Where something runs that has a state of its own: one thing after the other, never two at once.
/// It is also the clock that says when.
public interface Turns {
  /// Soon, and in turn. From any thread.
  void run(Runnable action);

  /// Once, in turn, when so many milliseconds are over; at least one.
  Later after(long delayMs, Runnable action);

  /// Again and again, in turn.
  Later every(long periodMs, Runnable action);

  /// Runs what may block; what came of it is told in turn.
  <T> Future<T> blocking(Callable<T> work);

  /// Milliseconds of a clock that only goes forward; from no moment in particular.
  long ticks();

  /// What will run later.
  @FunctionalInterface
  interface Later {
    /// Not any more; nothing when it has run.
    void cancel();
  }
}
