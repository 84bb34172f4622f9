package dev.rapport.storage;

import static dev.rapport.storage.schema.Tables.IDEMPOTENCY;

import dev.rapport.storage.schema.tables.records.IdempotencyRecord;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jooq.DSLContext;

/// Answers given under an `Idempotency-Key`, so that the same request sent again gets the same
/// answer and does nothing (P4). The answer is stored in the transaction of what it answers.
public final class SqlIdempotency {
  private final Store store;

  public SqlIdempotency(Store store) {
    this.store = store;
  }

  /// One request as far as repeats are concerned.
  ///
  /// @param key what the caller sent as `Idempotency-Key`, already checked for length
  /// @param bodyHash tells one body from another, in any form
  /// @param now epoch milliseconds
  public record Request(String centre, String key, String bodyHash, long now) {}

  /// @param status the HTTP status
  /// @param response the body
  public record Answer(int status, String response) {}

  /// What came of a request.
  public sealed interface Outcome {
    /// It was done now.
    record First(Answer answer) implements Outcome {}

    /// It was done before; this is the answer given then.
    record Repeated(Answer answer) implements Outcome {}

    /// The key was used with another body.
    record Conflict() implements Outcome {}
  }

  /// Does the work unless it was done before. The work runs inside the write, see [Store#write].
  public CompletableFuture<Outcome> once(Request request, Function<DSLContext, Answer> work) {
    return store.write(dsl -> once(dsl, request, work));
  }

  /// The same inside a write that is already running.
  public static Outcome once(DSLContext dsl, Request request, Function<DSLContext, Answer> work) {
    IdempotencyRecord earlier =
        dsl.selectFrom(IDEMPOTENCY)
            .where(IDEMPOTENCY.CENTRE.eq(request.centre()))
            .and(IDEMPOTENCY.IDEMPOTENCY_KEY.eq(request.key()))
            .fetchOne();
    if (earlier != null) {
      return earlier.getBodyHash().equals(request.bodyHash())
          ? new Outcome.Repeated(new Answer(earlier.getStatus(), earlier.getResponse()))
          : new Outcome.Conflict();
    }
    Answer answer = work.apply(dsl);
    IdempotencyRecord row = new IdempotencyRecord();
    row.setCentre(request.centre());
    row.setIdempotencyKey(request.key());
    row.setBodyHash(request.bodyHash());
    row.setStatus(answer.status());
    row.setResponse(answer.response());
    row.setCreatedAt(request.now());
    dsl.insertInto(IDEMPOTENCY).set(row).execute();
    return new Outcome.First(answer);
  }

  /// Forgets what was answered before a moment; completes with how many.
  public CompletableFuture<Integer> sweep(long before) {
    return store.write(
        dsl -> dsl.deleteFrom(IDEMPOTENCY).where(IDEMPOTENCY.CREATED_AT.lt(before)).execute());
  }
}
