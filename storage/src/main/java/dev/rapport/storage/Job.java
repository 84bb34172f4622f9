package dev.rapport.storage;

import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/// One piece of work for the writer, and what came of it. What came of it is kept here until the
/// commit that carries it is durable; only then the future hears of it.
final class Job<T extends @Nullable Object> {
  final CompletableFuture<T> future = new CompletableFuture<>();
  final boolean essential;
  private final Function<DSLContext, T> work;
  private @Nullable Runnable outcome;

  Job(Function<DSLContext, T> work, boolean essential) {
    this.work = work;
    this.essential = essential;
  }

  void run(DSLContext dsl) {
    T result = work.apply(dsl);
    outcome = () -> future.complete(result);
  }

  void failWith(Throwable reason) {
    outcome = () -> future.completeExceptionally(reason);
  }

  void tell() {
    if (outcome != null) {
      outcome.run();
    }
  }
}
