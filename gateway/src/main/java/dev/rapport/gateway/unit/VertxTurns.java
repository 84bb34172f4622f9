package dev.rapport.gateway.unit;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/// The turns of a Vert.x context.
public final class VertxTurns implements Turns {
  private final Vertx vertx;
  private final Context context;

  public VertxTurns(Context context) {
    this.vertx = context.owner();
    this.context = context;
  }

  @Override
  public void run(Runnable action) {
    context.runOnContext(_ -> action.run());
  }

  @Override
  public Later after(long delayMs, Runnable action) {
    long timer = vertx.setTimer(Math.max(1, delayMs), _ -> run(action));
    return () -> vertx.cancelTimer(timer);
  }

  @Override
  public Later every(long periodMs, Runnable action) {
    long timer = vertx.setPeriodic(periodMs, _ -> run(action));
    return () -> vertx.cancelTimer(timer);
  }

  /// On Vert.x' own threads, one after the other.
  @Override
  public <T> Future<T> blocking(Callable<T> work) {
    return context.executeBlocking(work).map(Objects::requireNonNull);
  }

  @Override
  public long ticks() {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
  }
}
