package dev.rapport.customers.links;

import org.jspecify.annotations.Nullable;

/// One assertion about two records.
///
/// @param same whether they are one person, or are not
/// @param evidence what it rests on
/// @param closed who took it back and when, or null while it holds
public record IdentityLink(
    String id,
    String customer,
    String other,
    boolean same,
    Basis evidence,
    @Nullable Closing closed) {
  public IdentityLink {
    if (customer.equals(other)) {
      throw new IllegalArgumentException("a record is always one with itself");
    }
  }

  /// @param source `agent`, `suggestion`, `bulk`, an import's source
  /// @param by who says so
  /// @param bits how strongly, see `MatchWeight`; 0 when a person simply says so
  /// @param why for people
  /// @param at epoch milliseconds
  public record Basis(String source, String by, double bits, String why, long at) {}

  /// @param at epoch milliseconds
  public record Closing(String by, long at) {}

  public boolean holds() {
    return closed == null;
  }

  /// The record at the other end.
  public String otherThan(String one) {
    return one.equals(customer) ? other : customer;
  }
}
