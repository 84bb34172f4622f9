package dev.rapport.storage;

import static dev.rapport.storage.schema.Tables.CONTACT;
import static dev.rapport.storage.schema.Tables.CONTACT_NOTE;
import static dev.rapport.storage.schema.Tables.EARLIER_CONTACT;
import static dev.rapport.storage.schema.Tables.MESSAGE;
import static dev.rapport.storage.schema.Tables.PROMISE;
import static dev.rapport.storage.schema.Tables.PURCHASE;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.row;

import dev.rapport.customers.Money;
import dev.rapport.customers.view.Picture;
import dev.rapport.customers.view.TimelineEntry;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Query;
import org.jspecify.annotations.Nullable;

/// The timeline, gathered from where each kind of entry is kept: the newest of each kind, merged.
///
/// Messages and notes are joined by `CROSS JOIN`, which SQLite reads in the order it is written:
/// left to its planner, it reads all messages of the centre to find those of one customer's
/// contacts.
final class TimelineRows {
  private static final Comparator<TimelineEntry> NEWEST =
      Comparator.comparingLong(TimelineEntry::at)
          .thenComparing(TimelineEntry::ref)
          .thenComparing(TimelineEntry::kind)
          .reversed();

  /// Before it comes everything.
  private static final TimelineEntry.Cursor END = new TimelineEntry.Cursor(Long.MAX_VALUE, "");

  /// From the start.
  private static final OfPerson NEWEST_MESSAGES =
      OfPerson.of((sql, theirs) -> messages(sql, theirs, noCondition()));

  private static final OfPerson MESSAGES =
      OfPerson.of((sql, theirs) -> messages(sql, theirs, older(MESSAGE.AT, MESSAGE.ID)));

  private static final OfPerson NOTES =
      OfPerson.of((sql, theirs) ->
          sql.select(
                  CONTACT_NOTE.CREATED_AT,
                  CONTACT_NOTE.ID,
                  CONTACT_NOTE.AGENT,
                  CONTACT_NOTE.TEXT,
                  CONTACT.CHANNEL,
                  CONTACT.ID)
              .from(CONTACT)
              .crossJoin(CONTACT_NOTE)
              .where(CONTACT.CENTRE.eq(""))
              .and(theirs.in(CONTACT.CUSTOMER))
              .and(CONTACT_NOTE.CENTRE.eq(CONTACT.CENTRE))
              .and(CONTACT_NOTE.CONTACT.eq(CONTACT.ID))
              .and(older(CONTACT_NOTE.CREATED_AT, CONTACT_NOTE.ID))
              .orderBy(CONTACT_NOTE.CREATED_AT.desc(), CONTACT_NOTE.ID.desc())
              .limit(1));

  private static final OfPerson PROMISES =
      OfPerson.of((sql, theirs) ->
          sql.select(PROMISE.MADE_AT, PROMISE.ID, PROMISE.CONTACT, PROMISE.MADE_BY, PROMISE.WHAT)
              .from(PROMISE)
              .where(PROMISE.CENTRE.eq(""))
              .and(theirs.in(PROMISE.CUSTOMER))
              .and(older(PROMISE.MADE_AT, PROMISE.ID))
              .orderBy(PROMISE.MADE_AT.desc(), PROMISE.ID.desc())
              .limit(1));

  private static final OfPerson PURCHASES =
      OfPerson.of((sql, theirs) ->
          sql.select(
                  PURCHASE.AT,
                  PURCHASE.ID,
                  PURCHASE.SOURCE,
                  PURCHASE.AMOUNT_MINOR,
                  PURCHASE.CURRENCY,
                  PURCHASE.WHAT)
              .from(PURCHASE)
              .where(PURCHASE.CENTRE.eq(""))
              .and(theirs.in(PURCHASE.CUSTOMER))
              .and(older(PURCHASE.AT, PURCHASE.ID))
              .orderBy(PURCHASE.AT.desc(), PURCHASE.ID.desc())
              .limit(1));

  private static final OfPerson EARLIER =
      OfPerson.of((sql, theirs) ->
          sql.select(
                  EARLIER_CONTACT.AT,
                  EARLIER_CONTACT.DIRECTION,
                  EARLIER_CONTACT.ID,
                  EARLIER_CONTACT.CHANNEL,
                  EARLIER_CONTACT.SAID_BY,
                  EARLIER_CONTACT.TEXT)
              .from(EARLIER_CONTACT)
              .where(EARLIER_CONTACT.CENTRE.eq(""))
              .and(theirs.in(EARLIER_CONTACT.CUSTOMER))
              .and(older(EARLIER_CONTACT.AT, EARLIER_CONTACT.ID))
              .orderBy(EARLIER_CONTACT.AT.desc(), EARLIER_CONTACT.ID.desc())
              .limit(1));

  private static final OfPerson CONTACTS_SINCE =
      OfPerson.of((sql, theirs) ->
          sql.select(count())
              .from(CONTACT)
              .where(CONTACT.CENTRE.eq(""))
              .and(theirs.in(CONTACT.CUSTOMER))
              .and(CONTACT.CREATED_AT.gt(0L)));

  private static final OfPerson MESSAGES_SINCE =
      OfPerson.of((sql, theirs) ->
          sql.select(count())
              .from(CONTACT)
              .crossJoin(MESSAGE)
              .where(CONTACT.CENTRE.eq(""))
              .and(theirs.in(CONTACT.CUSTOMER))
              .and(MESSAGE.CENTRE.eq(CONTACT.CENTRE))
              .and(MESSAGE.CONTACT.eq(CONTACT.ID))
              .and(MESSAGE.AT.gt(0L)));

  private static final OfPerson PURCHASES_SINCE =
      OfPerson.of((sql, theirs) ->
          sql.select(count())
              .from(PURCHASE)
              .where(PURCHASE.CENTRE.eq(""))
              .and(theirs.in(PURCHASE.CUSTOMER))
              .and(PURCHASE.AT.gt(0L)));

  private static final OfPerson PROMISES_SINCE =
      OfPerson.of((sql, theirs) ->
          sql.select(count())
              .from(PROMISE)
              .where(PROMISE.CENTRE.eq(""))
              .and(theirs.in(PROMISE.CUSTOMER))
              .and(PROMISE.MADE_AT.gt(0L).or(PROMISE.CLOSED_AT.gt(0L))));

  private TimelineRows() {}

  /// Which they are is told by the keys alone, which the indexes have; only those are read.
  private static Query messages(DSLContext sql, OfPerson.Theirs theirs, Condition which) {
    var keys =
        sql.select(MESSAGE.CENTRE, MESSAGE.AT, MESSAGE.ID)
            .from(CONTACT)
            .crossJoin(MESSAGE)
            .where(CONTACT.CENTRE.eq(""))
            .and(theirs.in(CONTACT.CUSTOMER))
            .and(MESSAGE.CENTRE.eq(CONTACT.CENTRE))
            .and(MESSAGE.CONTACT.eq(CONTACT.ID))
            .and(which)
            .orderBy(MESSAGE.AT.desc(), MESSAGE.ID.desc())
            .limit(1)
            .asTable("shown");
    var said = MESSAGE.as("said");
    return sql.select(
            said.AT, said.ID, said.AUTHOR, said.NAME, said.TEXT, said.CHANNEL, said.CONTACT)
        .from(keys)
        .crossJoin(said)
        .where(said.CENTRE.eq(keys.field(MESSAGE.CENTRE)))
        .and(said.ID.eq(keys.field(MESSAGE.ID)));
  }

  private static Condition older(Field<Long> at, Field<String> ref) {
    return row(at, ref).lt(0L, "");
  }

  static List<TimelineEntry> newest(
      DSLContext sql,
      String centre,
      List<String> records,
      TimelineEntry.@Nullable Cursor before,
      int limit) {
    if (limit == 0) {
      return List.of();
    }
    TimelineEntry.Cursor end = before == null ? END : before;
    Object[] page = {end.at(), end.ref(), limit};
    List<TimelineEntry> entries = new ArrayList<>();
    entries.addAll(
        before == null
            ? NEWEST_MESSAGES.list(sql, TimelineRows::message, centre, records, limit)
            : MESSAGES.list(sql, TimelineRows::message, centre, records, page));
    entries.addAll(NOTES.list(sql, TimelineRows::note, centre, records, page));
    entries.addAll(PROMISES.list(sql, TimelineRows::promise, centre, records, page));
    entries.addAll(PURCHASES.list(sql, TimelineRows::purchase, centre, records, page));
    entries.addAll(EARLIER.list(sql, TimelineRows::earlier, centre, records, page));
    entries.sort(NEWEST);
    return List.copyOf(entries.subList(0, Math.min(limit, entries.size())));
  }

  private static String cut(String text) {
    return text.length() <= TimelineEntry.MAX_TEXT
        ? text
        : text.substring(0, TimelineEntry.MAX_TEXT - 1) + "\u2026";
  }

  private static TimelineEntry message(ResultSet row) throws SQLException {
    boolean theirs = row.getString(3).toLowerCase(Locale.ROOT).equals("customer");
    return new TimelineEntry(
        row.getLong(1),
        "message",
        theirs ? "in" : "out",
        row.getString(2),
        new TimelineEntry.Origin(
            row.getString(6), row.getString(7), theirs ? null : row.getString(4)),
        cut(row.getString(5)));
  }

  private static TimelineEntry note(ResultSet row) throws SQLException {
    return new TimelineEntry(
        row.getLong(1),
        "note",
        "inside",
        row.getString(2),
        new TimelineEntry.Origin(row.getString(5), row.getString(6), row.getString(3)),
        cut(row.getString(4)));
  }

  private static TimelineEntry promise(ResultSet row) throws SQLException {
    return new TimelineEntry(
        row.getLong(1),
        "promise",
        "out",
        row.getString(2),
        new TimelineEntry.Origin("", row.getString(3), row.getString(4)),
        cut(row.getString(5)));
  }

  private static TimelineEntry purchase(ResultSet row) throws SQLException {
    return new TimelineEntry(
        row.getLong(1),
        "purchase",
        "in",
        row.getString(2),
        new TimelineEntry.Origin(row.getString(3), null, null),
        cut(new Money(row.getLong(4), row.getString(5)).text() + " " + row.getString(6)));
  }

  private static TimelineEntry earlier(ResultSet row) throws SQLException {
    return new TimelineEntry(
        row.getLong(1),
        "earlier",
        row.getString(2),
        row.getString(3),
        new TimelineEntry.Origin(row.getString(4), null, row.getString(5)),
        cut(row.getString(6)));
  }

  static Picture.Since since(DSLContext sql, String centre, List<String> records, long at) {
    return new Picture.Since(
        counted(CONTACTS_SINCE, sql, centre, records, at),
        counted(MESSAGES_SINCE, sql, centre, records, at),
        counted(PURCHASES_SINCE, sql, centre, records, at),
        counted(PROMISES_SINCE, sql, centre, records, at, at));
  }

  private static int counted(
      OfPerson statement, DSLContext sql, String centre, List<String> records, Object... values) {
    return statement.list(sql, row -> row.getInt(1), centre, records, values).getFirst();
  }
}
