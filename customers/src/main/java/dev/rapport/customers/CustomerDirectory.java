package dev.rapport.customers;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// Where customers and their identifiers are kept. A port: storage implements it, and every
/// implementation passes the same contract test.
///
/// Reads block and may throw when the store fails. Writes complete when they are durable, or
/// exceptionally when they are not, and then nothing of them is.
public interface CustomerDirectory {
  /// The most owners one identifier is answered with; more than this is a switchboard, not a
  /// person.
  int MAX_OWNERS = 10;

  /// The largest batch [#save] takes.
  int MAX_BATCH = 25_000;

  /// Everybody who owns one of these identifiers, in order of identifier and customer id; at most
  /// [#MAX_OWNERS] for each identifier.
  List<Ownership> owners(String centre, List<Identifier> identifiers);

  Optional<Customer> find(String centre, String id);

  DirectoryCounts counts(String centre);

  /// How `drafts` compare with what is kept: what [#save] would count, without writing.
  SaveCounts compare(String centre, String source, List<CustomerDraft> drafts);

  /// Creates or updates a batch, all or nothing. A draft whose fingerprint is unchanged is not
  /// touched. An update replaces the identifiers and attributes that came from the same source;
  /// identifiers from elsewhere stay.
  default CompletionStage<SaveCounts> save(SaveBatch batch) {
    return prepare(batch).save(null);
  }

  /// The first half of [#save]: what takes thought, but no look at what is kept. A directory may
  /// think on another thread, while the batch before this one is still on its way.
  Prepared prepare(SaveBatch batch);

  /// A batch to be saved once.
  interface Prepared {
    /// The other half of [CustomerDirectory#save], with the import's place in the same transaction.
    ///
    /// @param checkpoint the place *after* this batch, but with the counts of created, updated and
    ///   unchanged *before* it: only the directory can know those, and adds them; null for none
    CompletionStage<SaveCounts> save(@Nullable ImportCheckpoint checkpoint);
  }

  /// Adds one identifier to a customer. There already: the stronger proof stays. Completes with
  /// false when there is no such customer.
  CompletionStage<Boolean> link(String centre, String customer, OwnedIdentifier identifier);

  Optional<ImportCheckpoint> checkpoint(String centre, String source);
}
