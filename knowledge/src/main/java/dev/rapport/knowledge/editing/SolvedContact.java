package dev.rapport.knowledge.editing;

import dev.rapport.knowledge.ArticleLimits;
import dev.rapport.knowledge.ArticleText;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A contact that somebody solved, as the beginning of an article: the customer's question as the
/// question, the agent's replies as the body, in their own words but without personal data.
///
/// @param subject null where the contact has none
/// @param question what the customer wrote first
/// @param replies of agents, in order
/// @param names of everybody who took part
public record SolvedContact(
    @Nullable String subject, String question, List<String> replies, List<String> names) {

  private static final int TITLE = 120;

  public SolvedContact {
    replies = List.copyOf(replies);
    names = List.copyOf(names);
  }

  /// The draft; empty when nobody has replied anything.
  public Optional<ArticleText> asArticle(String language) {
    String body =
        replies.stream()
            .map(reply -> CleanForm.escaped(PersonalData.removed(reply, names)))
            .filter(reply -> !reply.isBlank())
            .collect(Collectors.joining("\n\n"));
    if (body.isBlank()) {
      return Optional.empty();
    }
    String asked = PersonalData.removed(question, names);
    String title = subject == null ? "" : PersonalData.removed(subject, names);
    return Optional.of(
        new ArticleText(
            firstLine(title.isBlank() ? asked : title),
            asked.isBlank() ? null : cut(asked, ArticleLimits.MAX_QUESTION),
            body,
            language,
            List.of(),
            null));
  }

  private static String firstLine(String text) {
    String line = text.lines().map(String::strip).filter(l -> !l.isEmpty()).findFirst().orElse("");
    return line.isEmpty() ? "Untitled" : cut(line, TITLE);
  }

  private static String cut(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    int space = text.lastIndexOf(' ', most);
    return text.substring(0, space > most / 2 ? space : most).strip();
  }
}
