package dev.rapport.storage;

import static dev.rapport.storage.schema.Tables.CONTACT;
import static dev.rapport.storage.schema.Tables.CONVERSATION;
import static dev.rapport.storage.schema.Tables.LOG_END;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.row;

import dev.rapport.channels.ChannelKind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/// Reads contacts as they stand. Blocks. The routing columns follow the event log in its own
/// transactions, so what is read here is never ahead of it.
public final class SqlContacts {
  private static final Rendered FIND =
      Rendered.of(sql ->
          sql.select(
                  CONTACT.CENTRE,
                  CONTACT.ID,
                  CONTACT.CONVERSATION,
                  CONTACT.CUSTOMER,
                  CONTACT.CHANNEL,
                  CONTACT.SUBJECT,
                  CONTACT.STATE,
                  CONTACT.QUEUE,
                  CONTACT.AGENT,
                  CONTACT.FATE,
                  CONTACT.CREATED_AT,
                  CONTACT.ARRIVED_AT,
                  CONTACT.OFFERED_AT,
                  CONTACT.ACCEPTED_AT,
                  CONTACT.ENDED_AT)
              .from(CONTACT)
              .where(CONTACT.CENTRE.eq(""), CONTACT.ID.eq("")));

  /// Of a call that was asked for in a chat, the chat; of everything else its own channel.
  private static final Field<String> TOLD_IN =
      DSL.when(
              CONTACT.CHANNEL.eq(DSL.inline(ChannelKind.PHONE.wireName())),
              DSL.field(
                  DSL.select(CONVERSATION.CHANNEL)
                      .from(CONVERSATION)
                      .where(
                          CONVERSATION.CENTRE.eq(CONTACT.CENTRE),
                          CONVERSATION.ID.eq(CONTACT.CONVERSATION))))
          .otherwise(CONTACT.CHANNEL);

  private static final Rendered OPEN =
      Rendered.of(sql ->
          sql.select(CONTACT.ID, CONTACT.CONVERSATION, TOLD_IN)
              .from(CONTACT)
              .where(CONTACT.CENTRE.eq(""), CONTACT.STATE.ne(DSL.inline(ContactRow.ENDED))));

  private final Store store;

  public SqlContacts(Store store) {
    this.store = store;
  }

  public Optional<ContactRow> find(String centre, String id) {
    return store.read(sql -> FIND.one(sql, SqlContacts::contact, centre, id));
  }

  /// Newest first.
  ///
  /// @param before the id of the last contact of the page before; null for the first page
  public List<ContactRow> page(
      String centre,
      @Nullable String state,
      @Nullable String channel,
      @Nullable String before,
      int limit) {
    return store.read(sql -> {
      Condition where =
          CONTACT
              .CENTRE
              .eq(centre)
              .and(state == null ? noCondition() : CONTACT.STATE.eq(state))
              .and(channel == null ? noCondition() : CONTACT.CHANNEL.eq(channel));
      if (before != null) {
        var last =
            sql.select(CONTACT.CREATED_AT)
                .from(CONTACT)
                .where(CONTACT.CENTRE.eq(centre).and(CONTACT.ID.eq(before)))
                .fetchOne(CONTACT.CREATED_AT);
        where = where.and(row(CONTACT.CREATED_AT, CONTACT.ID).lt(last == null ? 0L : last, before));
      }
      return sql.selectFrom(CONTACT)
          .where(where)
          .orderBy(CONTACT.CREATED_AT.desc(), CONTACT.ID.desc())
          .limit(limit)
          .fetch(SqlContacts::contact);
    });
  }

  /// Everything that has not ended; there may be very many.
  public List<ContactPlace> open(String centre) {
    return store.read(sql ->
        OPEN.list(
            sql,
            row -> new ContactPlace(row.getString(1), row.getString(2), row.getString(3)),
            centre));
  }

  /// How many contacts arrived since a time, by channel and fate; those without a fate count under
  /// their state.
  ///
  /// @param upTo the last event of the centre that is in it
  public record Counted(Map<String, Map<String, Integer>> byChannel, long upTo) {}

  /// What was counted since then, all at one moment.
  public Counted counts(String centre, long since) {
    return store.read(sql -> {
      Map<String, Map<String, Integer>> counts = new TreeMap<>();
      sql.select(CONTACT.CHANNEL, CONTACT.FATE, CONTACT.STATE, count())
          .from(CONTACT)
          .where(CONTACT.CENTRE.eq(centre).and(CONTACT.CREATED_AT.ge(since)))
          .groupBy(CONTACT.CHANNEL, CONTACT.FATE, CONTACT.STATE)
          .forEach(r -> {
            String fate = r.value2() == null ? r.value3() : r.value2();
            counts
                .computeIfAbsent(r.value1(), _ -> new TreeMap<>())
                .merge(fate, r.value4(), Integer::sum);
          });
      long upTo =
          sql.select(LOG_END.SEQ)
              .from(LOG_END)
              .where(LOG_END.CENTRE.eq(centre))
              .fetchOptional(LOG_END.SEQ)
              .orElse(0L);
      return new Counted(counts, upTo);
    });
  }

  private static ContactRow contact(ResultSet row) throws SQLException {
    return new ContactRow(
        row.getString(1),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        row.getString(5),
        row.getString(6),
        row.getString(7),
        row.getString(8),
        row.getString(9),
        row.getString(10),
        row.getLong(11),
        Rendered.number(row, 12),
        Rendered.number(row, 13),
        Rendered.number(row, 14),
        Rendered.number(row, 15));
  }

  static ContactRow contact(Record r) {
    return new ContactRow(
        r.get(CONTACT.CENTRE),
        r.get(CONTACT.ID),
        r.get(CONTACT.CONVERSATION),
        r.get(CONTACT.CUSTOMER),
        r.get(CONTACT.CHANNEL),
        r.get(CONTACT.SUBJECT),
        r.get(CONTACT.STATE),
        r.get(CONTACT.QUEUE),
        r.get(CONTACT.AGENT),
        r.get(CONTACT.FATE),
        r.get(CONTACT.CREATED_AT),
        r.get(CONTACT.ARRIVED_AT),
        r.get(CONTACT.OFFERED_AT),
        r.get(CONTACT.ACCEPTED_AT),
        r.get(CONTACT.ENDED_AT));
  }
}
