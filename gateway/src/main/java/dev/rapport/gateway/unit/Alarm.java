package dev.rapport.gateway.unit;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.InstantSource;

/// The core's time: what it is, and one timer for the next thing that is due. On the unit's
/// context.
final class Alarm {
  private static final long NO_TIMER = -1;
  private static final long LONGEST_MS = 3_600_000;

  private final Vertx vertx;
  private final Context context;
  private final InstantSource clock;
  private long lastNow;
  private long timer = NO_TIMER;

  Alarm(Vertx vertx, Context context, InstantSource clock) {
    this.vertx = vertx;
    this.context = context;
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
    if (deadline == Long.MAX_VALUE) {
      return;
    }
    long delay = Math.clamp(deadline - now(), 1, LONGEST_MS);
    timer =
        vertx.setTimer(
            delay,
            _ -> {
              timer = NO_TIMER;
              context.runOnContext(_ -> action.run());
            });
  }

  void cancel() {
    if (timer != NO_TIMER) {
      vertx.cancelTimer(timer);
      timer = NO_TIMER;
    }
  }
}
