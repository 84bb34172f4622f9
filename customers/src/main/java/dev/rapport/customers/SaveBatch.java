package dev.rapport.customers;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Customers to save in one transaction.
///
/// @param source who describes them, see [Identifiers#isSource]
/// @param at epoch milliseconds, for created and updated times
/// @param checkpoint the import's place *after* this batch, but with the counts of created, updated
///   and unchanged *before* it: only the directory can know those, and adds them
public record SaveBatch(
    String centre,
    String source,
    List<CustomerDraft> drafts,
    long at,
    @Nullable ImportCheckpoint checkpoint) {
  public SaveBatch {
    drafts = List.copyOf(drafts);
    if (!Identifiers.isSource(source)) {
      throw new IllegalArgumentException("not a source name: " + source);
    }
    if (drafts.size() > CustomerDirectory.MAX_BATCH) {
      throw new IllegalArgumentException("a batch has up to " + CustomerDirectory.MAX_BATCH);
    }
  }
}
