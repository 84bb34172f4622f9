package dev.rapport.storage;

import static dev.rapport.storage.schema.Tables.PROMISE;
import static org.jooq.impl.DSL.when;

import dev.rapport.customers.learning.Promise;
import dev.rapport.storage.schema.tables.records.PromiseRecord;
import java.time.ZoneId;
import java.util.List;
import org.jooq.DSLContext;

/// Rows of promises, to what they mean.
final class PromiseRows {
  private PromiseRows() {}

  static List<Promise> of(DSLContext sql, String centre, List<String> customers, int limit) {
    return sql.selectFrom(PROMISE)
        .where(PROMISE.CENTRE.eq(centre))
        .and(PROMISE.CUSTOMER.in(customers))
        .orderBy(
            when(PROMISE.CLOSED_AT.isNull(), 0).otherwise(1),
            when(PROMISE.CLOSED_AT.isNull(), PROMISE.DUE_AT).otherwise(PROMISE.CLOSED_AT.neg()),
            PROMISE.ID)
        .limit(limit)
        .fetch(PromiseRows::promise);
  }

  static Promise promise(PromiseRecord row) {
    String outcome = row.getOutcome();
    Long closedAt = row.getClosedAt();
    String closedBy = row.getClosedBy();
    String remark = row.getRemark();
    return new Promise(
        row.getId(),
        row.getCustomer(),
        row.getContact(),
        new Promise.Deed(row.getWhat(), row.getOwner(), ZoneId.of(row.getZone()), row.getMadeBy()),
        row.getMadeAt(),
        row.getDueAt(),
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
