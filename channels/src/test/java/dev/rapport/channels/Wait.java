package dev.rapport.channels;

import io.vertx.core.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

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
}
