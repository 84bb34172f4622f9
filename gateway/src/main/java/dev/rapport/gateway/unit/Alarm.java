package dev.rapport.gateway.unit;

import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// The core's time: what it is, and one timer for the next thing that is due. In the unit's turns.
final class Alarm {
  private static final long LONGEST_MS = 3_600_000;

  private final Turns turns;
  private final InstantSource clock;
  private long lastNow;
  private Turns.@Nullable Later timer;

  Alarm(Turns turns, InstantSource clock) {
    this.turns = turns;
    this.clock = clock;
  }

  /// Never backwards, whatever the wall clock does.
  long now() {
    lastNow = Math.max(lastNow, clock.millis());
    return lastNow;
  }

  /// Instead of what was set before.
  ///
  /// @param deadline epoch milliseconds; the largest there is for never
  void set(long deadline, Runnable action) {
    cancel();
    if (deadline != Long.MAX_VALUE) {
      timer = turns.after(Math.clamp(deadline - now(), 1, LONGEST_MS), action);
    }
  }

  void cancel() {
    Turns.Later before = timer;
    timer = null;
    if (before != null) {
      before.cancel();
    }
  }
}
