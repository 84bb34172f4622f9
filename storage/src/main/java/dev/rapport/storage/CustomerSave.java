package dev.rapport.storage;

import static dev.rapport.storage.schema.Tables.CUSTOMER;
import static dev.rapport.storage.schema.Tables.CUSTOMER_IDENTIFIER;
import static dev.rapport.storage.schema.Tables.IMPORT_CHECKPOINT;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.val;

import dev.rapport.customers.CustomerDraft;
import dev.rapport.customers.ImportCheckpoint;
import dev.rapport.customers.ImportCounts;
import dev.rapport.customers.OwnedIdentifier;
import dev.rapport.customers.SaveBatch;
import dev.rapport.customers.SaveCounts;
import dev.rapport.storage.schema.tables.records.ImportCheckpointRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/// One batch of customers, written in the caller's transaction.
final class CustomerSave {
  private static final Rendered FINGERPRINT =
      Rendered.of(sql ->
          sql.select(CUSTOMER.FINGERPRINT)
              .from(CUSTOMER)
              .where(CUSTOMER.CENTRE.eq(""))
              .and(CUSTOMER.ID.eq("")));

  private static final Rendered INSERT =
      Rendered.of(
          sql -> sql.insertInto(CUSTOMER).columns(CUSTOMER.fields()).values(new Object[15]));

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

  private static final Rendered INSERT_IDENTIFIER =
      Rendered.of(sql ->
          sql.insertInto(CUSTOMER_IDENTIFIER)
              .columns(CUSTOMER_IDENTIFIER.fields())
              .values(new Object[8])
              .onConflictDoNothing());

  private final DSLContext dsl;
  private final SaveBatch batch;

  private CustomerSave(DSLContext dsl, SaveBatch batch) {
    this.dsl = dsl;
    this.batch = batch;
  }

  /// What a batch will do.
  ///
  /// @param written drafts to write, by customer id; of two for the same customer the later
  /// @param created ids that are new
  record Plan(Map<String, CustomerDraft> written, Set<String> created, SaveCounts counts) {}

  static Plan plan(DSLContext dsl, String centre, String source, List<CustomerDraft> drafts) {
    Map<String, CustomerDraft> byId = new LinkedHashMap<>();
    List<String> ids = drafts.stream().map(d -> d.customerId(centre, source)).toList();
    Map<String, String> fingerprints = fingerprints(dsl, centre, ids);
    Set<String> created = new LinkedHashSet<>();
    int updated = 0;
    int unchanged = 0;
    for (int i = 0; i < ids.size(); i++) {
      String id = ids.get(i);
      CustomerDraft draft = drafts.get(i);
      String fingerprint = draft.fingerprint();
      String kept = fingerprints.put(id, fingerprint);
      if (fingerprint.equals(kept)) {
        unchanged++;
        continue;
      }
      byId.put(id, draft);
      if (kept == null) {
        created.add(id);
      } else {
        updated++;
      }
    }
    return new Plan(byId, created, new SaveCounts(created.size(), updated, unchanged));
  }

  private static Map<String, String> fingerprints(DSLContext dsl, String centre, List<String> ids) {
    Map<String, String> kept = new HashMap<>();
    for (String id : ids) {
      FINGERPRINT
          .one(dsl, row -> row.getString(1), centre, id)
          .ifPresent(fingerprint -> kept.put(id, fingerprint));
    }
    return kept;
  }

  static SaveCounts save(DSLContext dsl, SaveBatch batch) {
    Plan plan = plan(dsl, batch.centre(), batch.source(), batch.drafts());
    CustomerSave save = new CustomerSave(dsl, batch);
    save.insert(plan);
    save.update(plan);
    save.insertIdentifiers(plan.written());
    ImportCheckpoint checkpoint = batch.checkpoint();
    if (checkpoint != null) {
      save.mark(checkpoint, checkpoint.counts().plus(plan.counts()));
    }
    return plan.counts();
  }

  private void insert(Plan plan) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    // In the order of the key: each page is visited once, and not for each of its rows.
    for (String id : new TreeSet<>(plan.created())) {
      CustomerDraft draft = required(plan.written().get(id));
      CustomerDraft.Details details = draft.details();
      Long since = details.since();
      rows.add(
          new @Nullable Object[] {
            batch.centre(),
            id,
            batch.source(),
            draft.externalId(),
            details.name(),
            details.language(),
            CustomerRows.minor(details.value()),
            CustomerRows.currency(details.value()),
            CustomerRows.band(details.value()),
            details.note(),
            CustomerAttributes.json(details.attributes()),
            since == null ? batch.at() : since,
            draft.fingerprint(),
            batch.at(),
            batch.at()
          });
    }
    INSERT.runAll(dsl, rows);
  }

  private void update(Plan plan) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    List<@Nullable Object[]> sources = new ArrayList<>();
    plan.written()
        .forEach((id, draft) -> {
          if (!plan.created().contains(id)) {
            CustomerDraft.Details details = draft.details();
            rows.add(
                new @Nullable Object[] {
                  details.name(),
                  details.language(),
                  CustomerRows.minor(details.value()),
                  CustomerRows.currency(details.value()),
                  CustomerRows.band(details.value()),
                  details.note(),
                  CustomerAttributes.json(details.attributes()),
                  details.since(),
                  draft.fingerprint(),
                  batch.at(),
                  batch.centre(),
                  id
                });
            sources.add(new @Nullable Object[] {batch.centre(), id, batch.source()});
          }
        });
    UPDATE.runAll(dsl, rows);
    FORGET.runAll(dsl, sources);
  }

  private void insertIdentifiers(Map<String, CustomerDraft> written) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    // By customer: that is the order of one of the two trees, and of the customers they refer to.
    new TreeMap<>(written)
        .forEach((id, draft) -> {
          for (OwnedIdentifier owned : draft.details().identifiers()) {
            rows.add(
                new @Nullable Object[] {
                  batch.centre(),
                  owned.identifier().kind().name(),
                  owned.identifier().value(),
                  id,
                  batch.source(),
                  owned.display(),
                  owned.proof().name(),
                  owned.addedAt()
                });
          }
        });
    INSERT_IDENTIFIER.runAll(dsl, rows);
  }

  private void mark(ImportCheckpoint checkpoint, ImportCounts counts) {
    ImportCheckpointRecord row = new ImportCheckpointRecord();
    row.setCentre(batch.centre());
    row.setSource(batch.source());
    row.setPlan(checkpoint.plan());
    row.setRowsRead(counts.read());
    row.setRowsCreated(counts.created());
    row.setRowsUpdated(counts.updated());
    row.setRowsUnchanged(counts.unchanged());
    row.setRowsRejected(counts.rejected());
    row.setRejectBytes(checkpoint.rejectBytes());
    row.setFinished(checkpoint.finished());
    row.setAt(batch.at());
    dsl.insertInto(IMPORT_CHECKPOINT).set(row).onDuplicateKeyUpdate().set(row).execute();
  }

  private static CustomerDraft required(@Nullable CustomerDraft draft) {
    if (draft == null) {
      throw new IllegalStateException("what is created is written");
    }
    return draft;
  }
}
