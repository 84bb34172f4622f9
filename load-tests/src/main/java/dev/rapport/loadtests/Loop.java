package dev.rapport.loadtests;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/// The one event loop that all simulated people live on. One thread, so that the load takes little
/// from the process it measures, and so that plain collections are safe: touch them from [#await]
/// or from a handler only.
final class Loop implements AutoCloseable {
  private static final Duration CLOSING = Duration.ofSeconds(10);

  private final Vertx vertx;

  private Loop(Vertx vertx) {
    this.vertx = vertx;
  }

  static Loop open() {
    var options =
        new VertxOptions()
            .setEventLoopPoolSize(1)
            .setWorkerPoolSize(1)
            .setInternalBlockingPoolSize(2);
    return new Loop(Vertx.vertx(options));
  }

  Vertx vertx() {
    return vertx;
  }

  /// Runs `work` on the loop and blocks the caller, never the loop, until its future is complete.
  ///
  /// @throws IllegalStateException when it fails or takes longer than `limit`
  <T> T await(String what, Duration limit, Supplier<Future<T>> work) {
    var result =
        Future.<T>future(promise -> vertx.runOnContext(_ -> started(work).onComplete(promise)));
    try {
      return result
          .toCompletionStage()
          .toCompletableFuture()
          .get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new IllegalStateException(what + " failed: " + e.getCause(), e.getCause());
    } catch (TimeoutException e) {
      throw new IllegalStateException(what + " took longer than " + limit, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(what + " was interrupted", e);
    }
  }

  /// Completes after `millis`.
  Future<Void> after(long millis) {
    return Future.future(promise -> vertx.setTimer(Math.max(1, millis), _ -> promise.complete()));
  }

  private static <T> Future<T> started(Supplier<Future<T>> work) {
    try {
      return work.get();
    } catch (RuntimeException e) {
      return Future.failedFuture(e);
    }
  }

  @Override
  public void close() {
    try {
      vertx
          .close()
          .toCompletionStage()
          .toCompletableFuture()
          .get(CLOSING.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      System.err.println("the event loop did not close: " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
