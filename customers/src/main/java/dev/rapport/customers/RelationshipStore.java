package dev.rapport.customers;

import java.util.Optional;

/// Reads a relationship. A port: storage implements it. Blocking; may throw when the store fails.
public interface RelationshipStore {
  int MAX_IDENTIFIERS = 50;
  int MAX_OPEN = 20;
  int MAX_LAST = 100;

  /// Empty when the centre has no such customer.
  ///
  /// @param last how many of the last contacts, 0 to [#MAX_LAST]
  Optional<Relationship> relationship(String centre, String customer, int last);
}
