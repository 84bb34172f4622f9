package dev.rapport.customers;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

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

  /// Creates or updates a batch, all or nothing, together with the import's checkpoint if there is
  /// one. A draft whose fingerprint is unchanged is not touched. An update replaces the identifiers
  /// and attributes that came from the same source; identifiers from elsewhere stay.
  CompletionStage<SaveCounts> save(SaveBatch batch);

  /// Adds one identifier to a customer. There already: the stronger proof stays. Completes with
  /// false when there is no such customer.
  CompletionStage<Boolean> link(String centre, String customer, OwnedIdentifier identifier);

  Optional<ImportCheckpoint> checkpoint(String centre, String source);
}
