package dev.rapport.storage;

import static dev.rapport.storage.schema.Tables.CONTACT;
import static dev.rapport.storage.schema.Tables.CONTACT_NOTE;
import static dev.rapport.storage.schema.Tables.MESSAGE;
import static dev.rapport.storage.schema.Tables.PROMISE;
import static dev.rapport.storage.schema.Tables.PURCHASE;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.row;

import dev.rapport.customers.view.Picture;
import dev.rapport.customers.view.TimelineEntry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/// The timeline, gathered from where each kind of entry is kept: the newest of each kind, merged.
final class TimelineRows {
  private static final Comparator<TimelineEntry> NEWEST =
      Comparator.comparingLong(TimelineEntry::at)
          .thenComparing(TimelineEntry::ref)
          .thenComparing(TimelineEntry::kind)
          .reversed();

  private TimelineRows() {}

  static List<TimelineEntry> newest(
      DSLContext sql,
      String centre,
      List<String> records,
      TimelineEntry.@Nullable Cursor before,
      int limit) {
    if (limit == 0) {
      return List.of();
    }
    List<TimelineEntry> entries = new ArrayList<>();
    messages(sql, centre, records, before, limit, entries);
    notes(sql, centre, records, before, limit, entries);
    promises(sql, centre, records, before, limit, entries);
    purchases(sql, centre, records, before, limit, entries);
    entries.sort(NEWEST);
    return List.copyOf(entries.subList(0, Math.min(limit, entries.size())));
  }

  private static Condition older(
      Field<Long> at, Field<String> ref, TimelineEntry.@Nullable Cursor before) {
    return before == null ? noCondition() : row(at, ref).lt(before.at(), before.ref());
  }

  private static String cut(String text) {
    return text.length() <= TimelineEntry.MAX_TEXT
        ? text
        : text.substring(0, TimelineEntry.MAX_TEXT - 1) + "\u2026";
  }

  private static void messages(
      DSLContext sql,
      String centre,
      List<String> records,
      TimelineEntry.@Nullable Cursor before,
      int limit,
      List<TimelineEntry> entries) {
    sql.select(
            MESSAGE.AT,
            MESSAGE.ID,
            MESSAGE.AUTHOR,
            MESSAGE.NAME,
            MESSAGE.TEXT,
            MESSAGE.CHANNEL,
            MESSAGE.CONTACT)
        .from(CONTACT)
        .join(MESSAGE)
        .on(MESSAGE.CENTRE.eq(CONTACT.CENTRE))
        .and(MESSAGE.CONTACT.eq(CONTACT.ID))
        .where(SqlPictures.theirs(centre, records))
        .and(older(MESSAGE.AT, MESSAGE.ID, before))
        .orderBy(MESSAGE.AT.desc(), MESSAGE.ID.desc())
        .limit(limit)
        .forEach(r -> {
          boolean theirs = r.value3().toLowerCase(Locale.ROOT).equals("customer");
          entries.add(
              new TimelineEntry(
                  r.value1(),
                  "message",
                  theirs ? "in" : "out",
                  r.value2(),
                  new TimelineEntry.Origin(r.value6(), r.value7(), theirs ? null : r.value4()),
                  cut(r.value5())));
        });
  }

  private static void notes(
      DSLContext sql,
      String centre,
      List<String> records,
      TimelineEntry.@Nullable Cursor before,
      int limit,
      List<TimelineEntry> entries) {
    sql.select(
            CONTACT_NOTE.CREATED_AT,
            CONTACT_NOTE.ID,
            CONTACT_NOTE.AGENT,
            CONTACT_NOTE.TEXT,
            CONTACT.CHANNEL,
            CONTACT.ID)
        .from(CONTACT)
        .join(CONTACT_NOTE)
        .on(CONTACT_NOTE.CENTRE.eq(CONTACT.CENTRE))
        .and(CONTACT_NOTE.CONTACT.eq(CONTACT.ID))
        .where(SqlPictures.theirs(centre, records))
        .and(older(CONTACT_NOTE.CREATED_AT, CONTACT_NOTE.ID, before))
        .orderBy(CONTACT_NOTE.CREATED_AT.desc(), CONTACT_NOTE.ID.desc())
        .limit(limit)
        .forEach(r ->
            entries.add(
                new TimelineEntry(
                    r.value1(),
                    "note",
                    "inside",
                    r.value2(),
                    new TimelineEntry.Origin(r.value5(), r.value6(), r.value3()),
                    cut(r.value4()))));
  }

  private static void promises(
      DSLContext sql,
      String centre,
      List<String> records,
      TimelineEntry.@Nullable Cursor before,
      int limit,
      List<TimelineEntry> entries) {
    sql.selectFrom(PROMISE)
        .where(PROMISE.CENTRE.eq(centre))
        .and(PROMISE.CUSTOMER.in(records))
        .and(older(PROMISE.MADE_AT, PROMISE.ID, before))
        .orderBy(PROMISE.MADE_AT.desc(), PROMISE.ID.desc())
        .limit(limit)
        .forEach(r ->
            entries.add(
                new TimelineEntry(
                    r.getMadeAt(),
                    "promise",
                    "out",
                    r.getId(),
                    new TimelineEntry.Origin("", r.getContact(), r.getMadeBy()),
                    cut(r.getWhat()))));
  }

  private static void purchases(
      DSLContext sql,
      String centre,
      List<String> records,
      TimelineEntry.@Nullable Cursor before,
      int limit,
      List<TimelineEntry> entries) {
    sql.selectFrom(PURCHASE)
        .where(PURCHASE.CENTRE.eq(centre))
        .and(PURCHASE.CUSTOMER.in(records))
        .and(older(PURCHASE.AT, PURCHASE.ID, before))
        .orderBy(PURCHASE.AT.desc(), PURCHASE.ID.desc())
        .limit(limit)
        .forEach(r ->
            entries.add(
                new TimelineEntry(
                    r.getAt(),
                    "purchase",
                    "in",
                    r.getId(),
                    new TimelineEntry.Origin(r.getSource(), null, null),
                    cut(
                        String.format(
                            Locale.ROOT,
                            "%.2f %s %s",
                            r.getAmountMinor() / 100.0,
                            r.getCurrency(),
                            r.getWhat())))));
  }

  static Picture.Since since(DSLContext sql, String centre, List<String> records, long at) {
    return new Picture.Since(
        sql.fetchCount(CONTACT, SqlPictures.theirs(centre, records).and(CONTACT.CREATED_AT.gt(at))),
        sql.fetchCount(
            sql.selectOne()
                .from(CONTACT)
                .join(MESSAGE)
                .on(MESSAGE.CENTRE.eq(CONTACT.CENTRE))
                .and(MESSAGE.CONTACT.eq(CONTACT.ID))
                .where(SqlPictures.theirs(centre, records))
                .and(MESSAGE.AT.gt(at))),
        sql.fetchCount(
            PURCHASE,
            PURCHASE.CENTRE.eq(centre).and(PURCHASE.CUSTOMER.in(records)).and(PURCHASE.AT.gt(at))),
        sql.fetchCount(
            PROMISE,
            PROMISE
                .CENTRE
                .eq(centre)
                .and(PROMISE.CUSTOMER.in(records))
                .and(PROMISE.MADE_AT.gt(at).or(PROMISE.CLOSED_AT.gt(at)))));
  }
}
