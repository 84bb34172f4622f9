package dev.rapport.knowledge;

/// Who an article is written for.
public enum Visibility {
  /// Customers and agents.
  PUBLIC,
  /// Agents only: never shown, searched or suggested on a customer's side.
  INTERNAL
}
