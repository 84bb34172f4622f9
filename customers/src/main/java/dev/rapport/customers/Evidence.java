package dev.rapport.customers;

import java.util.List;

/// One thing that spoke for (or failed to speak for) a customer.
///
/// @param customers ids of those who own the identifier; empty when nobody does
/// @param proof how far it proves who is there: the weaker of what was presented and what is on
///   record
public record Evidence(PresentedIdentifier presented, List<String> customers, Proof proof) {
  public Evidence {
    customers = List.copyOf(customers);
  }

  /// For an agent: `e-mail ana@example.org, claimed`, and what stands in the way, if something
  /// does.
  public String words() {
    String said = presented.words();
    if (customers.isEmpty()) {
      return said + ": nobody's we know";
    }
    if (customers.size() > 1) {
      return said + ": shared by " + customers.size() + " customers";
    }
    if (proof != presented.proof()) {
      return said + ", on record only as " + proof.word();
    }
    return said;
  }
}
