package dev.rapport.knowledge.imports;

import dev.rapport.knowledge.ArticleState;
import dev.rapport.knowledge.ArticleText;
import dev.rapport.knowledge.Origin;
import dev.rapport.knowledge.SaveArticle;
import dev.rapport.knowledge.Visibility;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The named values of one entry, whatever file they came from, and what they make of it.
///
/// | field | also called | |
/// | --- | --- | --- |
/// | `id` | | the entry's id in its source |
/// | `title` | | the question, if there is none |
/// | `question` | | |
/// | `body` | `answer`, `text`, `content` | Markdown |
/// | `language` | `lang`, `locale` | the region is dropped: `en-GB` is `en` |
/// | `tags` | `keywords` | a list, or words separated by commas |
/// | `category` | | |
/// | `visibility` | | `public` or `internal` |
/// | `state` | `status` | `draft`, `review`, `published` or `archived` |
///
/// Names are read without regard to case; fields of other names are passed over.
final class EntryFields {

  private static final Map<String, String> ALSO_CALLED =
      Map.of(
          "answer", "body",
          "text", "body",
          "content", "body",
          "lang", "language",
          "locale", "language",
          "keywords", "tags",
          "status", "state");

  private static final Set<String> KNOWN =
      Set.of(
          "source",
          "id",
          "title",
          "question",
          "body",
          "language",
          "tags",
          "category",
          "visibility",
          "state");

  private final Map<String, List<String>> values = new TreeMap<>();

  /// The name this field goes by, or null if it is none of ours.
  static @Nullable String known(String name) {
    String lower = name.strip().toLowerCase(Locale.ROOT);
    String own = ALSO_CALLED.getOrDefault(lower, lower);
    return KNOWN.contains(own) ? own : null;
  }

  /// Passes over blank values and unknown names; the first of two values for one field stands. A
  /// body keeps its spaces: in Markdown they mean something.
  void put(String name, List<String> value) {
    String known = known(name);
    List<String> present =
        value.stream()
            .filter(v -> !v.isBlank())
            .map(v -> "body".equals(known) ? v : v.strip())
            .toList();
    if (known != null && !present.isEmpty()) {
      values.putIfAbsent(known, present);
    }
  }

  void put(String name, String value) {
    put(name, List.of(value));
  }

  @Nullable String get(String name) {
    List<String> value = values.get(name);
    return value == null ? null : String.join(", ", value);
  }

  /// The entry as an article. Its limits are not judged here.
  ///
  /// @throws UnreadableEntry if a value means nothing
  SaveArticle article(ImportOptions options, String source) throws UnreadableEntry {
    String question = get("question");
    String title = get("title") == null ? question : get("title");
    if (title == null) {
      throw new UnreadableEntry("no title");
    }
    String body = get("body");
    if (body == null) {
      throw new UnreadableEntry("no text");
    }
    String id = get("id");
    String own = get("source");
    var text =
        new ArticleText(
            title,
            title.equals(question) ? null : question,
            body,
            language(options),
            tags(),
            get("category"));
    return new SaveArticle(
        new Origin(own == null ? source : own, id == null ? idOf(title) : id),
        text,
        choice("visibility", Visibility.values(), options.visibility()),
        choice("state", ArticleState.values(), ArticleState.PUBLISHED));
  }

  /// An id for an entry that has none: the same title gives the same id.
  private static String idOf(String title) {
    return UUID.nameUUIDFromBytes(title.getBytes(StandardCharsets.UTF_8)).toString();
  }

  private String language(ImportOptions options) {
    String tag = get("language");
    return Locale.forLanguageTag((tag == null ? options.language() : tag).replace('_', '-'))
        .getLanguage();
  }

  private List<String> tags() {
    return values.getOrDefault("tags", List.of()).stream()
        .flatMap(tag -> Stream.of(tag.split(",")))
        .map(String::strip)
        .filter(tag -> !tag.isEmpty())
        .distinct()
        .toList();
  }

  private <E extends Enum<E>> E choice(String name, E[] choices, E otherwise)
      throws UnreadableEntry {
    String value = get(name);
    if (value == null) {
      return otherwise;
    }
    for (E choice : choices) {
      if (choice.name().equalsIgnoreCase(value)) {
        return choice;
      }
    }
    Function<E, String> spelt = choice -> choice.name().toLowerCase(Locale.ROOT);
    throw new UnreadableEntry(
        "%s is none of %s"
            .formatted(name, String.join(", ", Stream.of(choices).map(spelt).toList())));
  }
}
