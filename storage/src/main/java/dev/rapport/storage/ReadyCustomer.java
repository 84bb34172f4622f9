package dev.rapport.storage;

import dev.rapport.customers.CustomerDraft;
import dev.rapport.customers.OwnedIdentifier;
import dev.rapport.customers.SaveBatch;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A draft as the rows it becomes, so that the one writer does nothing but write. Nothing of the
/// draft itself is kept: what waits for the writer is copied by the collector.
final class ReadyCustomer {
  private static final int NAME = 4;
  private static final int ATTRIBUTES = 10;
  private static final int UPDATED_AT = 14;

  private final String id;
  private final String fingerprint;
  private final @Nullable Long since;
  private final @Nullable Object[] row;
  private final List<@Nullable Object[]> identifiers;

  private ReadyCustomer(SaveBatch batch, CustomerDraft draft) {
    CustomerDraft.Details details = draft.details();
    id = draft.customerId(batch.centre(), batch.source());
    fingerprint = draft.fingerprint();
    since = details.since();
    row =
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
          fingerprint,
          batch.at(),
          batch.at()
        };
    identifiers = new ArrayList<>(details.identifiers().size());
    for (OwnedIdentifier owned : details.identifiers()) {
      identifiers.add(
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
  }

  /// In the order of the key, so that each page is visited once and not for each of its rows; those
  /// of one customer in the order of the drafts.
  static List<ReadyCustomer> of(SaveBatch batch) {
    List<ReadyCustomer> ready = new ArrayList<>(batch.drafts().size());
    batch.drafts().forEach(draft -> ready.add(new ReadyCustomer(batch, draft)));
    ready.sort(Comparator.comparing(ReadyCustomer::id));
    return ready;
  }

  String id() {
    return id;
  }

  String fingerprint() {
    return fingerprint;
  }

  /// Of the table `customer`, in its order.
  @Nullable Object[] row() {
    return row;
  }

  /// Of the table `customer_identifier`, in its order.
  List<@Nullable Object[]> identifiers() {
    return identifiers;
  }

  /// What an update sets: from the name to the attributes, since when (null leaves what is known),
  /// the fingerprint and the time; then the key.
  @Nullable Object[] update() {
    int told = ATTRIBUTES - NAME + 1;
    @Nullable Object[] values = new @Nullable Object[told + 5];
    System.arraycopy(row, NAME, values, 0, told);
    values[told] = since;
    values[told + 1] = fingerprint;
    values[told + 2] = row[UPDATED_AT];
    values[told + 3] = row[0];
    values[told + 4] = id;
    return values;
  }
}
