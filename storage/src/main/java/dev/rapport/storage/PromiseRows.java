package dev.rapport.storage;

import static dev.rapport.storage.schema.Tables.PROMISE;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.when;

import dev.rapport.customers.learning.Promise;
import dev.rapport.storage.schema.tables.records.PromiseRecord;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Field;

/// Rows of promises, to what they mean.
final class PromiseRows {
  private static final List<Field<?>> FIELDS =
      List.of(
          PROMISE.ID,
          PROMISE.CUSTOMER,
          PROMISE.CONTACT,
          PROMISE.WHAT,
          PROMISE.OWNER,
          PROMISE.ZONE,
          PROMISE.MADE_BY,
          PROMISE.MADE_AT,
          PROMISE.DUE_AT,
          PROMISE.OUTCOME,
          PROMISE.REMARK,
          PROMISE.CLOSED_BY,
          PROMISE.CLOSED_AT);

  private static final OfPerson THEIRS =
      OfPerson.of((sql, theirs) ->
          sql.select(FIELDS)
              .from(PROMISE)
              .where(PROMISE.CENTRE.eq(""))
              .and(theirs.in(PROMISE.CUSTOMER))
              .orderBy(
                  when(PROMISE.CLOSED_AT.isNull(), inline(0)).otherwise(inline(1)),
                  when(PROMISE.CLOSED_AT.isNull(), PROMISE.DUE_AT)
                      .otherwise(PROMISE.CLOSED_AT.neg()),
                  PROMISE.ID)
              .limit(1));

  private static final Rendered BY_ID =
      Rendered.of(sql ->
          sql.select(FIELDS).from(PROMISE).where(PROMISE.CENTRE.eq("")).and(PROMISE.ID.eq("")));

  private static final Rendered DUE =
      Rendered.of(sql ->
          sql.select(FIELDS)
              .from(PROMISE)
              .where(PROMISE.CENTRE.eq(""))
              .and(PROMISE.CLOSED_AT.isNull())
              .and(PROMISE.DUE_AT.lt(0L))
              .orderBy(PROMISE.DUE_AT, PROMISE.ID)
              .limit(1));

  private static final OfPerson OVERDUE =
      OfPerson.of((sql, theirs) ->
          sql.select(inline(1))
              .from(PROMISE)
              .where(PROMISE.CENTRE.eq(""))
              .and(theirs.in(PROMISE.CUSTOMER))
              .and(PROMISE.CLOSED_AT.isNull())
              .and(PROMISE.DUE_AT.le(0L))
              .limit(inline(1)));

  private PromiseRows() {}

  static List<Promise> of(DSLContext sql, String centre, List<String> customers, int limit) {
    return THEIRS.list(sql, PromiseRows::promise, centre, customers, limit);
  }

  static Optional<Promise> find(DSLContext sql, String centre, String id) {
    return BY_ID.one(sql, PromiseRows::promise, centre, id);
  }

  /// Open ones whose deadline comes before a moment, by deadline.
  static List<Promise> due(DSLContext sql, String centre, long before, int limit) {
    return DUE.list(sql, PromiseRows::promise, centre, before, limit);
  }

  static boolean overdue(DSLContext sql, String centre, List<String> records, long now) {
    return !OVERDUE.list(sql, _ -> true, centre, records, now).isEmpty();
  }

  private static Promise promise(ResultSet row) throws SQLException {
    String outcome = row.getString(10);
    String remark = row.getString(11);
    String closedBy = row.getString(12);
    Long closedAt = Rendered.number(row, 13);
    return new Promise(
        row.getString(1),
        row.getString(2),
        row.getString(3),
        new Promise.Deed(
            row.getString(4), row.getString(5), ZoneId.of(row.getString(6)), row.getString(7)),
        row.getLong(8),
        row.getLong(9),
        outcome == null || closedAt == null || closedBy == null
            ? null
            : new Promise.End(
                Promise.Outcome.valueOf(outcome),
                remark == null ? "" : remark,
                closedBy,
                closedAt));
  }

  static PromiseRecord row(String centre, Promise promise) {
    var row = new PromiseRecord();
    row.setCentre(centre);
    row.setId(promise.id());
    row.setCustomer(promise.customer());
    row.setContact(promise.contact());
    row.setWhat(promise.deed().what());
    row.setOwner(promise.deed().owner());
    row.setZone(promise.deed().zone().getId());
    row.setMadeBy(promise.deed().madeBy());
    row.setMadeAt(promise.madeAt());
    row.setDueAt(promise.dueAt());
    return row;
  }
}
