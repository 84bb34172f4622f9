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
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/// One batch of customers, written in the caller's transaction. Everything that takes thought is
/// made ready before, so that the one writer does nothing but write.
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
  private final SaveBatch batch;

  private CustomerSave(DSLContext dsl, SaveBatch batch) {
    this.dsl = dsl;
    this.batch = batch;
  }

  /// A draft made ready.
  ///
  /// @param id of its customer
  /// @param attributes as JSON
  record Ready(String id, CustomerDraft draft, String fingerprint, String attributes) {}

  /// In the order of the drafts.
  static List<Ready> ready(String centre, String source, List<CustomerDraft> drafts) {
    List<Ready> ready = new ArrayList<>(drafts.size());
    for (CustomerDraft draft : drafts) {
      ready.add(
          new Ready(
              draft.customerId(centre, source),
              draft,
              draft.fingerprint(),
              CustomerAttributes.json(draft.details().attributes())));
    }
    return ready;
  }

  /// What a batch will do.
  ///
  /// @param written drafts to write, by customer id; of two for the same customer the later
  /// @param created ids that are new
  record Plan(NavigableMap<String, Ready> written, Set<String> created, SaveCounts counts) {}

  static Plan plan(DSLContext dsl, String centre, List<Ready> drafts) {
    // In the order of the key: each page is visited once, and not for each of its rows.
    NavigableMap<String, Ready> byId = new TreeMap<>();
    Map<String, String> fingerprints = fingerprints(dsl, centre, drafts);
    Set<String> created = new HashSet<>();
    int updated = 0;
    int unchanged = 0;
    for (Ready draft : drafts) {
      String kept = fingerprints.put(draft.id(), draft.fingerprint());
      if (draft.fingerprint().equals(kept)) {
        unchanged++;
        continue;
      }
      byId.put(draft.id(), draft);
      if (kept == null) {
        created.add(draft.id());
      } else {
        updated++;
      }
    }
    return new Plan(byId, created, new SaveCounts(created.size(), updated, unchanged));
  }

  private static Map<String, String> fingerprints(
      DSLContext dsl, String centre, List<Ready> drafts) {
    Map<String, String> kept = HashMap.newHashMap(drafts.size());
    List<String> ids = drafts.stream().map(Ready::id).sorted().distinct().toList();
    for (int from = 0; from < ids.size(); from += LOOKED_UP) {
      @Nullable Object[] values = new @Nullable Object[LOOKED_UP + 1];
      values[0] = centre;
      for (int i = 0; i < LOOKED_UP; i++) {
        // Fewer than there is room for: the last one stands in for the rest.
        values[i + 1] = ids.get(Math.min(from + i, ids.size() - 1));
      }
      FINGERPRINTS
          .list(dsl, row -> Map.entry(row.getString(1), row.getString(2)), values)
          .forEach(entry -> kept.put(entry.getKey(), entry.getValue()));
    }
    return kept;
  }

  /// @param drafts those of the batch
  static SaveCounts save(DSLContext dsl, SaveBatch batch, List<Ready> drafts) {
    Plan plan = plan(dsl, batch.centre(), drafts);
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
    for (Ready ready : plan.written().values()) {
      if (!plan.created().contains(ready.id())) {
        continue;
      }
      CustomerDraft.Details details = ready.draft().details();
      Long since = details.since();
      rows.add(
          new @Nullable Object[] {
            batch.centre(),
            ready.id(),
            batch.source(),
            ready.draft().externalId(),
            details.name(),
            details.language(),
            CustomerRows.minor(details.value()),
            CustomerRows.currency(details.value()),
            CustomerRows.band(details.value()),
            details.note(),
            ready.attributes(),
            since == null ? batch.at() : since,
            ready.fingerprint(),
            batch.at(),
            batch.at()
          });
    }
    INSERT.run(dsl, rows);
  }

  private void update(Plan plan) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    List<@Nullable Object[]> sources = new ArrayList<>();
    plan.written()
        .forEach((id, ready) -> {
          if (!plan.created().contains(id)) {
            CustomerDraft.Details details = ready.draft().details();
            rows.add(
                new @Nullable Object[] {
                  details.name(),
                  details.language(),
                  CustomerRows.minor(details.value()),
                  CustomerRows.currency(details.value()),
                  CustomerRows.band(details.value()),
                  details.note(),
                  ready.attributes(),
                  details.since(),
                  ready.fingerprint(),
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

  /// By customer: that is the order of one of the two trees, and of the customers they refer to.
  private void insertIdentifiers(NavigableMap<String, Ready> written) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (Ready ready : written.values()) {
      for (OwnedIdentifier owned : ready.draft().details().identifiers()) {
        rows.add(
            new @Nullable Object[] {
              batch.centre(),
              owned.identifier().kind().name(),
              owned.identifier().value(),
              ready.id(),
              batch.source(),
              owned.display(),
              owned.proof().name(),
              owned.addedAt()
            });
      }
    }
    INSERT_IDENTIFIER.run(dsl, rows);
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
}
