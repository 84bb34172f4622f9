package dev.rapport.gateway.unit;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// The turns of a thread of its own, for what nothing else may hold up. What blocks blocks the
/// thread.
public final class OwnThread implements Turns, AutoCloseable {
  private static final long LAST_TURN_MS = 1_000;
  private static final Later NEVER = () -> {};

  private final ScheduledThreadPoolExecutor thread;

  public OwnThread(String name) {
    thread = new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().name(name).daemon().factory());
    thread.setRemoveOnCancelPolicy(true);
    thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  @Override
  public void run(Runnable action) {
    try {
      thread.execute(action);
    } catch (RejectedExecutionException e) {
      // It has ended.
    }
  }

  @Override
  public Later after(long delayMs, Runnable action) {
    try {
      return cancelling(thread.schedule(action, delayMs, TimeUnit.MILLISECONDS));
    } catch (RejectedExecutionException e) {
      return NEVER;
    }
  }

  @Override
  public Later every(long periodMs, Runnable action) {
    try {
      return cancelling(
          thread.scheduleAtFixedRate(action, periodMs, periodMs, TimeUnit.MILLISECONDS));
    } catch (RejectedExecutionException e) {
      return NEVER;
    }
  }

  private static Later cancelling(ScheduledFuture<?> later) {
    return () -> later.cancel(false);
  }

  @Override
  public <T> Future<T> blocking(Callable<T> work) {
    Promise<T> done = Promise.promise();
    run(() -> {
      T result;
      try {
        result = work.call();
      } catch (Exception e) {
        done.fail(e);
        return;
      }
      done.complete(result);
    });
    return done.future();
  }

  @Override
  public long ticks() {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
  }

  /// Nothing more runs; what runs now has a moment to end.
  @Override
  public void close() {
    thread.shutdown();
    try {
      var _ = thread.awaitTermination(LAST_TURN_MS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
