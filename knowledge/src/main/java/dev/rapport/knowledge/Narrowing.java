package dev.rapport.knowledge;

import org.jspecify.annotations.Nullable;

/// Which part of the articles a question is asked of.
///
/// @param category a path; what is below it counts too; null for every category
/// @param product what {@link ArticleFields#PRODUCT_TAG} tags say; null for every product
public record Narrowing(@Nullable String category, @Nullable String product) {
  public static final Narrowing NONE = new Narrowing(null, null);

  boolean isNone() {
    return category == null && product == null;
  }
}
