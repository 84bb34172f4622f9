package dev.rapport.storage;

import static dev.rapport.storage.schema.Tables.EVENT;

import dev.rapport.storage.schema.tables.records.EventRecord;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.TableField;
import org.jspecify.annotations.Nullable;

/// One row of the table `event`. Its hash covers everything else in it, the hash before it
/// included.
record EventRow(
    String centre,
    long sequence,
    long at,
    String type,
    int version,
    @Nullable String contact,
    @Nullable String agent,
    String payload,
    String previousHash,
    String hash) {

  static EventRow of(EventRecord row) {
    return new EventRow(
        row.getCentre(),
        row.getSeq(),
        row.getAt(),
        row.getType(),
        row.getVersion(),
        row.getContact(),
        row.getAgent(),
        row.getPayload(),
        row.getPrevHash(),
        row.getHash());
  }

  /// Never null as they were written; a file changed behind SQLite's back may say otherwise.
  private static final List<TableField<EventRecord, ?>> ALWAYS_THERE =
      List.of(
          EVENT.CENTRE,
          EVENT.SEQ,
          EVENT.AT,
          EVENT.TYPE,
          EVENT.VERSION,
          EVENT.PAYLOAD,
          EVENT.PREV_HASH,
          EVENT.HASH);

  private static final Rendered FROM =
      Rendered.of(sql ->
          sql.select(
                  EVENT.CENTRE,
                  EVENT.SEQ,
                  EVENT.AT,
                  EVENT.TYPE,
                  EVENT.VERSION,
                  EVENT.CONTACT,
                  EVENT.AGENT,
                  EVENT.PAYLOAD,
                  EVENT.PREV_HASH,
                  EVENT.HASH)
              .from(EVENT)
              .where(EVENT.CENTRE.eq(""), EVENT.SEQ.ge(0L))
              .orderBy(EVENT.SEQ));

  /// At most so many rows of a log from a number on, in order.
  static List<EventRow> page(DSLContext dsl, String centre, long from, int most) {
    return dsl.selectFrom(EVENT)
        .where(EVENT.CENTRE.eq(centre))
        .and(EVENT.SEQ.ge(from))
        .orderBy(EVENT.SEQ)
        .limit(most)
        .fetch(EventRow::of);
  }

  /// Is shown each row; null for one of which a part is missing.
  interface Visitor {
    void row(@Nullable EventRow row);
  }

  /// Shows the rows of a log from a number on.
  static void each(DSLContext dsl, String centre, long from, Visitor visitor) {
    FROM.each(dsl, row -> visitor.row(read(row)), centre, from);
  }

  /// As [#of]; null when a part is missing.
  static @Nullable EventRow whole(EventRecord row) {
    return ALWAYS_THERE.stream().anyMatch(column -> row.get(column) == null) ? null : of(row);
  }

  private static @Nullable EventRow read(ResultSet row) throws SQLException {
    String centre = row.getString(1);
    Long sequence = Rendered.number(row, 2);
    Long at = Rendered.number(row, 3);
    String type = row.getString(4);
    Long version = Rendered.number(row, 5);
    String payload = row.getString(8);
    String previous = row.getString(9);
    String hash = row.getString(10);
    return centre == null
            || sequence == null
            || at == null
            || type == null
            || version == null
            || version != version.intValue()
            || payload == null
            || previous == null
            || hash == null
        ? null
        : new EventRow(
            centre,
            sequence,
            at,
            type,
            version.intValue(),
            row.getString(6),
            row.getString(7),
            payload,
            previous,
            hash);
  }

  /// The same with the hash it should have.
  EventRow sealed() {
    return new EventRow(
        centre,
        sequence,
        at,
        type,
        version,
        contact,
        agent,
        payload,
        previousHash,
        rightHash(new HashChain()));
  }

  /// The hash it should have.
  ///
  /// @param chain begun anew
  String rightHash(HashChain chain) {
    return chain
        .add(previousHash)
        .add(centre)
        .add(sequence)
        .add(at)
        .add(type)
        .add(version)
        .add(contact)
        .add(agent)
        .add(payload)
        .hash();
  }
}
