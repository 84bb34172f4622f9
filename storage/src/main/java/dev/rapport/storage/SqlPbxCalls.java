package dev.rapport.storage;

import static dev.rapport.storage.schema.Tables.PBX_CALL;

import dev.rapport.storage.schema.tables.records.PbxCallRecord;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/// What is known of calls that a PBX keeps: each word of the PBX is merged into its call's row.
public final class SqlPbxCalls {
  /// The most rows [#ringing] reads.
  private static final int MOST_RINGING = 2_000;

  /// Names kept of whose telephones a call rings at.
  private static final int MOST_RINGS = 200;

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
  /// @param rings whose telephones it has rung at, as the PBX calls them
  public record Call(
      String id,
      @Nullable String contact,
      @Nullable String caller,
      @Nullable String dialled,
      @Nullable String answeredBy,
      long answeredAt,
      boolean ended,
      @Nullable String cause,
      List<String> rings) {
    public Call {
      rings = List.copyOf(rings);
    }

    public static Call unheard(String id) {
      return new Call(id, null, null, null, null, 0, false, null, List.of());
    }

    public Call is(String contact) {
      return new Call(id, contact, caller, dialled, answeredBy, answeredAt, ended, cause, rings);
    }

    /// What was said first of who calls stands.
    public Call from(String caller, String dialled) {
      return this.caller != null
          ? this
          : new Call(id, contact, caller, dialled, answeredBy, answeredAt, ended, cause, rings);
    }

    /// It rings at these as well.
    public Call rings(List<String> names) {
      List<String> all =
          Stream.concat(rings.stream(), names.stream().map(name -> name.replace('\n', ' ')))
              .distinct()
              .limit(MOST_RINGS)
              .toList();
      return new Call(id, contact, caller, dialled, answeredBy, answeredAt, ended, cause, all);
    }

    /// Of several answers the latest stands, in whatever order they come.
    public Call answered(String by, long at) {
      return answeredBy != null && answeredAt > at
          ? this
          : new Call(id, contact, caller, dialled, by, at, ended, cause, rings);
    }

    public Call over(@Nullable String cause) {
      return ended
          ? this
          : new Call(id, contact, caller, dialled, answeredBy, answeredAt, true, cause, rings);
    }

    /// Whether nobody has picked up, as far as is known.
    public boolean unanswered() {
      return !ended && answeredBy == null;
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
    row.setRings(String.join("\n", call.rings));
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
        row.getCause(),
        row.getRings().isEmpty() ? List.of() : List.of(row.getRings().split("\n")));
  }

  /// What is known of a call. Blocks.
  public Optional<Call> find(String centre, String id) {
    return store.read(sql -> Optional.ofNullable(find(sql, centre, id)).map(SqlPbxCalls::call));
  }

  /// Whether a contact is a call of the PBX that goes on, as far as is known. Blocks.
  public boolean has(String centre, String contact) {
    return store.read(sql ->
        sql.fetchExists(
            PBX_CALL,
            PBX_CALL.CENTRE.eq(centre),
            PBX_CALL.CONTACT.eq(contact),
            PBX_CALL.ENDED.eq(false)));
  }

  /// The calls that ring at somebody's telephone, as far as is known. Blocks.
  public List<Call> ringing(String centre) {
    return store.read(sql ->
        sql.selectFrom(PBX_CALL)
            .where(
                PBX_CALL.CENTRE.eq(centre),
                PBX_CALL.ENDED.eq(false),
                PBX_CALL.ANSWERED_BY.isNull(),
                PBX_CALL.RINGS.ne(""))
            .limit(MOST_RINGING)
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
