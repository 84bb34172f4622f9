package dev.rapport.storage;

import static dev.rapport.storage.schema.Tables.CUSTOMER;
import static dev.rapport.storage.schema.Tables.CUSTOMER_IDENTIFIER;
import static dev.rapport.storage.schema.Tables.IMPORT_CHECKPOINT;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.val;

import dev.rapport.customers.ImportCheckpoint;
import dev.rapport.customers.ImportCounts;
import dev.rapport.customers.SaveBatch;
import dev.rapport.customers.SaveCounts;
import dev.rapport.storage.schema.tables.records.ImportCheckpointRecord;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/// One batch of customers, written in the caller's transaction; see [ReadyCustomer].
final class CustomerSave {
  /// Customers looked up with one statement.
  private static final int LOOKED_UP = 64;

  private static final Rendered FINGERPRINTS =
      Rendered.of(sql ->
          sql.select(CUSTOMER.ID, CUSTOMER.FINGERPRINT)
              .from(CUSTOMER)
              .where(CUSTOMER.CENTRE.eq(""))
              .and(CUSTOMER.ID.in(Collections.nCopies(LOOKED_UP, ""))));

  private static final RowInsert INSERT = RowInsert.into(CUSTOMER, false);

  private static final Rendered UPDATE =
      Rendered.of(sql ->
          sql.update(CUSTOMER)
              .set(CUSTOMER.NAME, "")
              .set(CUSTOMER.LANGUAGE, "")
              .set(CUSTOMER.VALUE_MINOR, 0L)
              .set(CUSTOMER.VALUE_CURRENCY, "")
              .set(CUSTOMER.VALUE_BAND, "")
              .set(CUSTOMER.NOTE, "")
              .set(CUSTOMER.ATTRIBUTES, "")
              // A source that does not say since when leaves what is known.
              .set(CUSTOMER.SINCE, coalesce(val(0L), CUSTOMER.SINCE))
              .set(CUSTOMER.FINGERPRINT, "")
              .set(CUSTOMER.UPDATED_AT, 0L)
              .where(CUSTOMER.CENTRE.eq(""))
              .and(CUSTOMER.ID.eq("")));

  private static final Rendered FORGET =
      Rendered.of(sql ->
          sql.deleteFrom(CUSTOMER_IDENTIFIER)
              .where(CUSTOMER_IDENTIFIER.CENTRE.eq(""))
              .and(CUSTOMER_IDENTIFIER.CUSTOMER.eq(""))
              .and(CUSTOMER_IDENTIFIER.SOURCE.eq("")));

  private static final RowInsert INSERT_IDENTIFIER = RowInsert.into(CUSTOMER_IDENTIFIER, true);

  private final DSLContext dsl;
  private final Whose whose;

  private CustomerSave(DSLContext dsl, Whose whose) {
    this.dsl = dsl;
    this.whose = whose;
  }

  /// Of which centre, told by whom and when: a [SaveBatch] without its drafts, which are rows by
  /// now and need not be held twice.
  record Whose(String centre, String source, long at) {
    static Whose of(SaveBatch batch) {
      return new Whose(batch.centre(), batch.source(), batch.at());
    }
  }

  /// What a batch will do. Of two drafts for the same customer the later is written.
  ///
  /// @param created by id, those whose customer is new
  /// @param changed by id, those whose customer is there and is told differently
  record Plan(List<ReadyCustomer> created, List<ReadyCustomer> changed, SaveCounts counts) {}

  static Plan plan(DSLContext dsl, String centre, List<ReadyCustomer> drafts) {
    Map<String, String> kept = fingerprints(dsl, centre, drafts);
    List<ReadyCustomer> created = new ArrayList<>(drafts.size() - kept.size());
    List<ReadyCustomer> changed = new ArrayList<>();
    int updated = 0;
    int unchanged = 0;
    String lastId = "";
    String lastFingerprint = "";
    for (ReadyCustomer draft : drafts) {
      String known = draft.id().equals(lastId) ? lastFingerprint : kept.get(draft.id());
      lastId = draft.id();
      lastFingerprint = draft.fingerprint();
      if (draft.fingerprint().equals(known)) {
        unchanged++;
        continue;
      }
      List<ReadyCustomer> written = kept.containsKey(draft.id()) ? changed : created;
      if (!written.isEmpty() && written.getLast().id().equals(draft.id())) {
        written.removeLast();
      }
      written.add(draft);
      updated += known == null ? 0 : 1;
    }
    return new Plan(created, changed, new SaveCounts(created.size(), updated, unchanged));
  }

  private static Map<String, String> fingerprints(
      DSLContext dsl, String centre, List<ReadyCustomer> drafts) {
    Map<String, String> kept = new HashMap<>();
    for (int from = 0; from < drafts.size(); from += LOOKED_UP) {
      @Nullable Object[] values = new @Nullable Object[LOOKED_UP + 1];
      values[0] = centre;
      for (int i = 0; i < LOOKED_UP; i++) {
        // Fewer than there is room for: the last one stands in for the rest.
        values[i + 1] = drafts.get(Math.min(from + i, drafts.size() - 1)).id();
      }
      FINGERPRINTS
          .list(dsl, row -> Map.entry(row.getString(1), row.getString(2)), values)
          .forEach(entry -> kept.put(entry.getKey(), entry.getValue()));
    }
    return kept;
  }

  /// @param drafts those of the batch
  static SaveCounts save(
      DSLContext dsl,
      Whose whose,
      List<ReadyCustomer> drafts,
      @Nullable ImportCheckpoint checkpoint) {
    Plan plan = plan(dsl, whose.centre(), drafts);
    CustomerSave save = new CustomerSave(dsl, whose);
    save.create(plan.created());
    save.change(plan.changed());
    if (checkpoint != null) {
      save.mark(checkpoint, checkpoint.counts().plus(plan.counts()));
    }
    return plan.counts();
  }

  private void create(List<ReadyCustomer> created) {
    INSERT.run(dsl, created.stream().map(ReadyCustomer::row).toList());
    identify(created);
  }

  private void change(List<ReadyCustomer> changed) {
    UPDATE.runAll(dsl, changed.stream().map(ReadyCustomer::update).toList());
    List<@Nullable Object[]> sources = new ArrayList<>(changed.size());
    for (ReadyCustomer each : changed) {
      sources.add(new @Nullable Object[] {whose.centre(), each.id(), whose.source()});
    }
    FORGET.runAll(dsl, sources);
    identify(changed);
  }

  /// By customer: that is the order of one of the two trees, and of the customers they refer to.
  private void identify(List<ReadyCustomer> written) {
    INSERT_IDENTIFIER.run(
        dsl, written.stream().flatMap(each -> each.identifiers().stream()).toList());
  }

  private void mark(ImportCheckpoint checkpoint, ImportCounts counts) {
    ImportCheckpointRecord row = new ImportCheckpointRecord();
    row.setCentre(whose.centre());
    row.setSource(whose.source());
    row.setPlan(checkpoint.plan());
    row.setRowsRead(counts.read());
    row.setRowsCreated(counts.created());
    row.setRowsUpdated(counts.updated());
    row.setRowsUnchanged(counts.unchanged());
    row.setRowsRejected(counts.rejected());
    row.setRejectBytes(checkpoint.rejectBytes());
    row.setFinished(checkpoint.finished());
    row.setAt(whose.at());
    dsl.insertInto(IMPORT_CHECKPOINT).set(row).onDuplicateKeyUpdate().set(row).execute();
  }
}
