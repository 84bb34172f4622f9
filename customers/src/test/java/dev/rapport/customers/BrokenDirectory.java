package dev.rapport.customers;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// A directory whose store is gone.
final class BrokenDirectory implements CustomerDirectory {
  private static IllegalStateException gone() {
    return new IllegalStateException("the store is gone");
  }

  @Override
  public List<Ownership> owners(String centre, List<Identifier> identifiers) {
    throw gone();
  }

  @Override
  public Optional<Customer> find(String centre, String id) {
    throw gone();
  }

  @Override
  public DirectoryCounts counts(String centre) {
    throw gone();
  }

  @Override
  public SaveCounts compare(String centre, String source, List<CustomerDraft> drafts) {
    throw gone();
  }

  @Override
  public Prepared prepare(SaveBatch batch) {
    return _ -> CompletableFuture.failedFuture(gone());
  }

  @Override
  public CompletionStage<Boolean> link(String centre, String customer, OwnedIdentifier added) {
    return CompletableFuture.failedFuture(gone());
  }

  @Override
  public Optional<ImportCheckpoint> checkpoint(String centre, String source) {
    throw gone();
  }
}
