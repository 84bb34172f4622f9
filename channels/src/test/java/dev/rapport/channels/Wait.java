package dev.rapport.channels;

import io.vertx.core.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/// Waits for what must come; that it never comes is the only thing told by the clock.
public final class Wait {

  private static final long PATIENCE_SECONDS = 20;

  private Wait() {}

  public static <T> T until(Future<T> future) {
    try {
      return future.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError("It did not come about", e);
    }
  }

  /// Asks again until it is so.
  public static void until(BooleanSupplier question) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!question.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("It never became so");
      }
      Thread.onSpinWait();
    }
  }
}
