package dev.rapport.customers;

import java.util.List;

/// Customers to save in one transaction.
///
/// @param source who describes them, see [Identifiers#isSource]
/// @param at epoch milliseconds, for created and updated times
public record SaveBatch(String centre, String source, List<CustomerDraft> drafts, long at) {
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
