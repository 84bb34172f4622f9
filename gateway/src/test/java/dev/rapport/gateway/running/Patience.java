package dev.rapport.gateway.running;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// How long a test waits for what must happen. Nothing is measured by it: a machine that is slow
/// makes a test slow, not red.
final class Patience {
  static final Duration LIMIT = Duration.ofSeconds(60);

  private Patience() {}

  static <T> T await(CompletableFuture<T> future) {
    return future.orTimeout(LIMIT.toMillis(), TimeUnit.MILLISECONDS).join();
  }

  /// Asks again until it is so; `question` itself takes a round trip to the process.
  static void until(String what, BooleanSupplier question) {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (!question.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new CompletionException(new AssertionError("it never became so: " + what));
      }
      Thread.onSpinWait();
    }
  }
}
