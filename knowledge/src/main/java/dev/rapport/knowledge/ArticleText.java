package dev.rapport.knowledge;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What an article says.
///
/// @param title one line, plain text
/// @param question the question it answers in a customer's words, where that differs from the title
/// @param body Markdown (CommonMark); HTML in it is text, never markup
/// @param language the primary language subtag of BCP 47 in lower case: `en`, `de`
/// @param tags plain words for search, in the author's order
/// @param category a path such as `billing/refunds`; brought to that form, see {@link #path}
public record ArticleText(
    String title,
    @Nullable String question,
    String body,
    String language,
    List<String> tags,
    @Nullable String category) {

  public ArticleText {
    tags = List.copyOf(tags);
    category = path(category);
  }

  /// A category in the one form it has everywhere: `A / B`, `/A//B/` and `A/B` are the same path.
  ///
  /// @return null for one without a name
  public static @Nullable String path(@Nullable String category) {
    if (category == null) {
      return null;
    }
    String path =
        Stream.of(category.split("/"))
            .map(name -> name.strip().replaceAll("\\s+", " "))
            .filter(name -> !name.isEmpty())
            .collect(Collectors.joining("/"));
    return path.isEmpty() ? null : path;
  }
}
