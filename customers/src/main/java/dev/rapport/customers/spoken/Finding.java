package dev.rapport.customers.spoken;

/// Somebody who fits what was heard.
///
/// @param id of his record
/// @param probability among everybody in the register and nobody of it, from 0 to 1
/// @param reason for an agent: `birth date heard exactly, name alike, postcode heard otherwise`
public record Finding(String id, double probability, String reason) {
  /// From here on a caller is taken to be this customer, still only claimed: hearing proves
  /// nothing.
  public static final double ACCEPT = 0.99;

  public boolean accepted() {
    return probability >= ACCEPT;
  }
}
