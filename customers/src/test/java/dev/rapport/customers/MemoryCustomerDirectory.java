package dev.rapport.customers;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// A directory in memory, for what is decided above the port. What the port itself promises is
/// tested against the database, by the contract in storage.
public final class MemoryCustomerDirectory implements CustomerDirectory {
  private final Map<String, Customer> customers = new LinkedHashMap<>();
  private final Map<String, CustomerDraft> drafts = new LinkedHashMap<>();
  private final Map<String, List<OwnedIdentifier>> identifiers = new LinkedHashMap<>();
  private final Map<String, ImportCheckpoint> checkpoints = new LinkedHashMap<>();
  private int failAfterSaves = Integer.MAX_VALUE;

  /// The next saves after this many fail, as if the store had stopped.
  public void failAfter(int saves) {
    failAfterSaves = saves;
  }

  public List<Customer> all() {
    return List.copyOf(customers.values());
  }

  public CustomerDraft draft(String externalId) {
    return drafts.values().stream()
        .filter(d -> d.externalId().equals(externalId))
        .findFirst()
        .orElseThrow();
  }

  /// Puts one customer in with identifiers, the short way.
  Customer put(String centre, String id, OwnedIdentifier... owned) {
    Customer customer = new Customer(centre, id, "Name " + id, null, CustomerValue.UNTOLD, "", 0);
    customers.put(id, customer);
    identifiers.put(id, List.of(owned));
    return customer;
  }

  @Override
  public List<Ownership> owners(String centre, List<Identifier> wanted) {
    return identifiers.entrySet().stream()
        .flatMap(e -> e.getValue().stream().map(o -> new Ownership(o, known(e.getKey()))))
        .filter(o -> o.customer().centre().equals(centre))
        .filter(o -> wanted.contains(o.owned().identifier()))
        .toList();
  }

  private Customer known(String id) {
    return Objects.requireNonNull(customers.get(id));
  }

  @Override
  public Optional<Customer> find(String centre, String id) {
    return Optional.ofNullable(customers.get(id)).filter(c -> c.centre().equals(centre));
  }

  @Override
  public DirectoryCounts counts(String centre) {
    return new DirectoryCounts(
        customers.size(), identifiers.values().stream().mapToInt(List::size).sum());
  }

  @Override
  public SaveCounts compare(String centre, String source, List<CustomerDraft> compared) {
    int created = 0;
    int unchanged = 0;
    for (CustomerDraft draft : compared) {
      CustomerDraft kept = drafts.get(draft.customerId(centre, source));
      if (kept == null) {
        created++;
      } else if (kept.fingerprint().equals(draft.fingerprint())) {
        unchanged++;
      }
    }
    return new SaveCounts(created, compared.size() - created - unchanged, unchanged);
  }

  @Override
  public Prepared prepare(SaveBatch batch) {
    return checkpoint -> save(batch, checkpoint);
  }

  private CompletionStage<SaveCounts> save(SaveBatch batch, @Nullable ImportCheckpoint place) {
    if (failAfterSaves-- <= 0) {
      return CompletableFuture.failedFuture(new IllegalStateException("the store has stopped"));
    }
    SaveCounts counts = compare(batch.centre(), batch.source(), batch.drafts());
    for (CustomerDraft draft : batch.drafts()) {
      String id = draft.customerId(batch.centre(), batch.source());
      CustomerDraft.Details details = draft.details();
      Long since = details.since();
      drafts.put(id, draft);
      identifiers.put(id, new ArrayList<>(details.identifiers()));
      customers.put(
          id,
          new Customer(
              batch.centre(),
              id,
              details.name(),
              details.language(),
              details.value(),
              details.note(),
              since == null ? batch.at() : since));
    }
    if (place != null) {
      checkpoints.put(
          batch.source(),
          new ImportCheckpoint(
              place.plan(), place.counts().plus(counts), place.rejectBytes(), place.finished()));
    }
    return CompletableFuture.completedFuture(counts);
  }

  @Override
  public CompletionStage<Boolean> link(String centre, String customer, OwnedIdentifier added) {
    boolean known = find(centre, customer).isPresent();
    if (known) {
      identifiers.computeIfAbsent(customer, _ -> new ArrayList<>()).add(added);
    }
    return CompletableFuture.completedFuture(known);
  }

  @Override
  public Optional<ImportCheckpoint> checkpoint(String centre, String source) {
    return Optional.ofNullable(checkpoints.get(source));
  }
}
