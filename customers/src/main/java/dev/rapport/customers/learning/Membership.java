package dev.rapport.customers.learning;

import org.jspecify.annotations.Nullable;

/// Somebody's place in a household, an organisation or a partnership.
///
/// @param customer who
/// @param party the customer record that stands for the household, organisation or partner
/// @param role `child`, `buyer`, `reseller`, ...
/// @param from,to epoch milliseconds; `to` is null while it lasts
public record Membership(
    String id,
    String customer,
    String party,
    Kind kind,
    String role,
    long from,
    @Nullable Long to) {
  public static final int MAX_ROLE = 60;

  public enum Kind {
    HOUSEHOLD,
    ORGANISATION,
    PARTNER
  }

  public Membership {
    if (customer.equals(party)) {
      throw new IllegalArgumentException("nobody is a member of himself");
    }
    if (role.isBlank() || role.length() > MAX_ROLE) {
      throw new IllegalArgumentException("a role has 1 to " + MAX_ROLE + " characters");
    }
    if (to != null && to < from) {
      throw new IllegalArgumentException("it ends before it begins");
    }
  }

  public boolean lasts(long now) {
    Long end = to;
    return from <= now && (end == null || now < end);
  }
}
