package dev.rapport.knowledge;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an article says.
///
/// @param title one line, plain text
/// @param question the question it answers in a customer's words, where that differs from the title
/// @param body Markdown (CommonMark); HTML in it is text, never markup
/// @param language the primary language subtag of BCP 47 in lower case: `en`, `de`
/// @param tags plain words for search, in the author's order
/// @param category a path such as `billing/refunds`
public record ArticleText(
    String title,
    @Nullable String question,
    String body,
    String language,
    List<String> tags,
    @Nullable String category) {

  public ArticleText {
    tags = List.copyOf(tags);
  }
}
