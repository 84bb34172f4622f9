package dev.rapport.knowledge;

import java.util.List;

/// How many of the articles that have to do with a question are in which category and about which
/// product, most first; at most {@link #MAX} of each.
///
/// @param categories paths; each folder above counts too
public record Facets(List<Count> categories, List<Count> products) {

  /// Values of one kind.
  public static final int MAX = 20;

  static final Facets NONE = new Facets(List.of(), List.of());

  public Facets {
    categories = List.copyOf(categories);
    products = List.copyOf(products);
  }

  public record Count(String value, int articles) {}
}
