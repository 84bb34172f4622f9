package dev.rapport.knowledge;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which part of the articles a question is asked of.
///
/// @param category a path; what is below it counts too; null for every category
/// @param product what {@link ArticleFields#PRODUCT_TAG} tags say; null for every product
/// @param closed categories that are left out with all that is below them, because whoever asks may
///   not read them; see {@link CategoryRights}
public record Narrowing(@Nullable String category, @Nullable String product, Set<String> closed) {
  public static final Narrowing NONE = new Narrowing(null, null);

  public Narrowing {
    category = ArticleText.path(category);
    closed = Set.copyOf(closed);
  }

  public Narrowing(@Nullable String category, @Nullable String product) {
    this(category, product, Set.of());
  }

  /// All that somebody may read to whom these are closed.
  public static Narrowing without(Set<String> closed) {
    return closed.isEmpty() ? NONE : new Narrowing(null, null, closed);
  }

  /// The same part, for somebody to whom these are closed.
  public Narrowing closing(Set<String> categories) {
    return categories.equals(closed) ? this : new Narrowing(category, product, categories);
  }
}
