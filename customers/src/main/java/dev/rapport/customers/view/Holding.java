package dev.rapport.customers.view;

/// A product held, an order, an entitlement or a contract, as a source tells it.
///
/// @param kind `product`, `order`, `entitlement`, `contract`
/// @param at epoch milliseconds of its last change
public record Holding(String source, String id, String kind, String title, String state, long at) {
  public static final int MAX_TEXT = 200;
}
