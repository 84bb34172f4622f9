package dev.rapport.customers;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;

/// Says whose contact it is, by exact identifiers.
///
/// ```
/// owners of each identifier         intersection       answer
/// none at all                                          Unknown
/// {A}            {A}                {A}                Known A
/// {A,B} (shared) {A}                {A}                Known A, proven only by the unshared one
/// {A,B}                             {A,B}              Ambiguous
/// {A}            {B}                {}                 Ambiguous
/// ```
///
/// Blocking, one lookup; call it from a virtual thread and give it the time you have. It never
/// throws: a contact that cannot be recognised must still be routed.
public final class Recognizer {
  /// More identifiers than this on one contact are noise, and not looked at.
  public static final int MAX_PRESENTED = 20;

  private static final System.Logger LOG = System.getLogger(Recognizer.class.getName());

  private final CustomerDirectory directory;

  public Recognizer(CustomerDirectory directory) {
    this.directory = directory;
  }

  public Recognition recognise(String centre, List<PresentedIdentifier> presented) {
    List<PresentedIdentifier> considered = strongestOfEach(presented);
    if (considered.isEmpty()) {
      return new Recognition.Unknown("no identifier came with the contact", List.of());
    }
    try {
      return judge(
          considered,
          directory.owners(
              centre, considered.stream().map(PresentedIdentifier::identifier).toList()));
    } catch (RuntimeException failure) {
      LOG.log(System.Logger.Level.WARNING, "recognition without the directory", failure);
      return new Recognition.Unknown("directory failed", List.of());
    }
  }

  private static Recognition judge(
      List<PresentedIdentifier> presented, List<Ownership> ownerships) {
    Map<String, Customer> customers = new LinkedHashMap<>();
    ownerships.forEach(o -> customers.putIfAbsent(o.customer().id(), o.customer()));
    List<Evidence> evidence = presented.stream().map(p -> evidence(p, ownerships)).toList();
    if (customers.isEmpty()) {
      return new Recognition.Unknown("nobody we know has these identifiers", evidence);
    }
    SequencedSet<String> fitting = new LinkedHashSet<>(customers.keySet());
    evidence.stream()
        .map(Evidence::customers)
        // Nobody's says nothing. A switchboard's owners are a cut list, and rule nobody out.
        .filter(owners -> !owners.isEmpty() && owners.size() < CustomerDirectory.MAX_OWNERS)
        .forEach(fitting::retainAll);
    boolean unshared = evidence.stream().anyMatch(e -> e.customers().size() == 1);
    if (fitting.size() != 1 || !unshared) {
      // Everybody who was pointed at: contradicting identifiers leave nobody in the intersection.
      Collection<Customer> candidates =
          fitting.isEmpty() ? customers.values() : fitting.stream().map(customers::get).toList();
      return new Recognition.Ambiguous(List.copyOf(candidates), evidence);
    }
    Proof proof =
        evidence.stream()
            .filter(e -> e.customers().size() == 1)
            .map(Evidence::proof)
            .reduce(Proof.UNKNOWN, Proof::stronger);
    return new Recognition.Known(onlyOne(customers, fitting), proof, evidence);
  }

  private static Customer onlyOne(Map<String, Customer> customers, SequencedSet<String> fitting) {
    Customer customer = customers.get(fitting.getFirst());
    if (customer == null) {
      throw new IllegalStateException("a fitting customer is one of the owners");
    }
    return customer;
  }

  private static Evidence evidence(PresentedIdentifier presented, List<Ownership> ownerships) {
    List<Ownership> owners =
        ownerships.stream()
            .filter(o -> o.owned().identifier().equals(presented.identifier()))
            .toList();
    // A shared identifier proves nothing about one of its owners, however well it is proven.
    Proof proof =
        owners.size() == 1
            ? presented.proof().weaker(owners.getFirst().owned().proof())
            : Proof.UNKNOWN;
    return new Evidence(presented, owners.stream().map(o -> o.customer().id()).toList(), proof);
  }

  /// The same identifier may come from two places of one message; its best proof counts.
  private static List<PresentedIdentifier> strongestOfEach(List<PresentedIdentifier> presented) {
    Map<Identifier, PresentedIdentifier> best = new LinkedHashMap<>();
    for (PresentedIdentifier each : presented) {
      if (best.size() < MAX_PRESENTED || best.containsKey(each.identifier())) {
        best.merge(
            each.identifier(),
            each,
            (a, b) -> new PresentedIdentifier(a.identifier(), a.proof().stronger(b.proof())));
      }
    }
    return new ArrayList<>(best.values());
  }
}
