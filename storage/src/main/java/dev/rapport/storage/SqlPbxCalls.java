package dev.rapport.storage;

import static dev.rapport.storage.schema.Tables.PBX_CALL;

import dev.rapport.storage.schema.tables.records.PbxCallRecord;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/// What is known of calls that a PBX keeps: each word of the PBX is merged into its call's row.
public final class SqlPbxCalls {
  /// The most rows [#open] reads.
  private static final int MOST_OPEN = 20_000;

  private final Store store;

  public SqlPbxCalls(Store store) {
    this.store = store;
  }

  /// One call.
  ///
  /// @param id the PBX's
  /// @param contact null until the call was told of and stored
  /// @param caller null until the call was told of
  /// @param answeredBy the PBX's name for whoever answered last; null while nobody has
  /// @param answeredAt epoch milliseconds of that answer, 0 for none
  /// @param cause why it ended, in the PBX's words
  public record Call(
      String id,
      @Nullable String contact,
      @Nullable String caller,
      @Nullable String dialled,
      @Nullable String answeredBy,
      long answeredAt,
      boolean ended,
      @Nullable String cause) {

    static Call unheard(String id) {
      return new Call(id, null, null, null, null, 0, false, null);
    }

    public Call is(String contact) {
      return new Call(id, contact, caller, dialled, answeredBy, answeredAt, ended, cause);
    }

    /// What was said first of who calls stands.
    public Call from(String caller, String dialled) {
      return this.caller != null
          ? this
          : new Call(id, contact, caller, dialled, answeredBy, answeredAt, ended, cause);
    }

    /// Of several answers the latest stands, in whatever order they come.
    public Call answered(String by, long at) {
      return answeredBy != null && answeredAt > at
          ? this
          : new Call(id, contact, caller, dialled, by, at, ended, cause);
    }

    public Call over(@Nullable String cause) {
      return ended
          ? this
          : new Call(id, contact, caller, dialled, answeredBy, answeredAt, true, cause);
    }
  }

  /// Merges a word into a call; completes with the call as it is then, once that is durable.
  ///
  /// @param now epoch milliseconds
  public CompletableFuture<Call> merge(
      String centre, String id, long now, UnaryOperator<Call> word) {
    return store.writeEssential(sql -> {
      PbxCallRecord found = find(sql, centre, id);
      Call before = found == null ? Call.unheard(id) : call(found);
      Call after = word.apply(before);
      if (found == null) {
        sql.insertInto(PBX_CALL).set(row(centre, now, after)).execute();
      } else if (!after.equals(before)) {
        sql.update(PBX_CALL)
            .set(row(centre, now, after))
            .where(PBX_CALL.CENTRE.eq(centre), PBX_CALL.CALL_ID.eq(id))
            .execute();
      }
      return after;
    });
  }

  private static @Nullable PbxCallRecord find(DSLContext sql, String centre, String id) {
    return sql.selectFrom(PBX_CALL)
        .where(PBX_CALL.CENTRE.eq(centre), PBX_CALL.CALL_ID.eq(id))
        .fetchOne();
  }

  private static PbxCallRecord row(String centre, long now, Call call) {
    PbxCallRecord row = new PbxCallRecord();
    row.setCentre(centre);
    row.setCallId(call.id());
    row.setContact(call.contact());
    row.setCaller(call.caller());
    row.setDialled(call.dialled());
    row.setAnsweredBy(call.answeredBy());
    row.setAnsweredAt(call.answeredAt());
    row.setEnded(call.ended());
    row.setCause(call.cause());
    row.setHeardAt(now);
    return row;
  }

  private static Call call(PbxCallRecord row) {
    return new Call(
        row.getCallId(),
        row.getContact(),
        row.getCaller(),
        row.getDialled(),
        row.getAnsweredBy(),
        row.getAnsweredAt(),
        row.getEnded(),
        row.getCause());
  }

  /// The calls that go on, as far as is known. Blocks.
  public List<Call> open(String centre) {
    return store.read(sql ->
        sql.selectFrom(PBX_CALL)
            .where(PBX_CALL.CENTRE.eq(centre), PBX_CALL.ENDED.eq(false))
            .limit(MOST_OPEN)
            .fetch(SqlPbxCalls::call));
  }

  /// Forgets calls of which nothing was heard since a moment; completes with how many.
  public CompletableFuture<Integer> sweep(String centre, long before) {
    return store.write(sql ->
        sql.deleteFrom(PBX_CALL)
            .where(PBX_CALL.CENTRE.eq(centre), PBX_CALL.HEARD_AT.lt(before))
            .execute());
  }
}
