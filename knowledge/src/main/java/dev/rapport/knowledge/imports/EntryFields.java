package dev.rapport.knowledge.imports;

import dev.rapport.knowledge.ArticleState;
import dev.rapport.knowledge.ArticleText;
import dev.rapport.knowledge.Origin;
import dev.rapport.knowledge.SaveArticle;
import dev.rapport.knowledge.Visibility;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
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
/// | `language` | `lang`, `locale` | see {@link ArticleLanguage}: `en-GB` is `en` |
/// | `tags` | `keywords` | a list, or words separated by commas |
/// | `exactTags` | | a list of tags, some of which have commas |
/// | `category` | | |
/// | `visibility` | | `public` or `internal` |
/// | `state` | `status` | `draft`, `review`, `published` or `archived` |
/// | `owner` | | a login |
/// | `validFrom`, `validUntil`, `reviewAt` | | epoch milliseconds or ISO 8601 |
/// | `translationOf`, `translationSource` | | the original's `id` and `source`; `stale` if it is behind |
/// | `attachments` | | a list of paths of files |
/// | `attached` | | when each was added and by whom: `1700000000000 ben` |
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
          "exacttags",
          "category",
          "visibility",
          "state",
          "owner",
          "validfrom",
          "validuntil",
          "reviewat",
          "translationof",
          "translationsource",
          "stale",
          "attachments",
          "attached");

  private static final ArticleLanguage LANGUAGES = new ArticleLanguage();

  private static final ReadArticle.ReadCare NO_CARE =
      new ReadArticle.ReadCare(null, null, null, null, null);

  /// Between files in one text: no name of one has it.
  static final String FILES = "|";

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
  ReadArticle article(ImportOptions options, String source) throws UnreadableEntry {
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
    ArticleLanguage.Found language = LANGUAGES.of(get("language"), title, body, options);
    var text =
        new ArticleText(
            title,
            title.equals(question) ? null : question,
            body,
            language.code(),
            tags(),
            get("category"));
    var origin = new Origin(own == null ? source : own, id == null ? idOf(title) : id);
    var article =
        new SaveArticle(
            origin,
            text,
            choice("visibility", Visibility.values(), options.visibility()),
            choice("state", ArticleState.values(), ArticleState.PUBLISHED));
    return new ReadArticle(article, care(origin), files(), language.by());
  }

  private ReadArticle.@Nullable ReadCare care(Origin own) throws UnreadableEntry {
    String of = get("translationof");
    String from = get("translationsource");
    var care =
        new ReadArticle.ReadCare(
            get("owner"),
            moment("validfrom"),
            moment("validuntil"),
            moment("reviewat"),
            of == null
                ? null
                : new ReadArticle.Original(
                    new Origin(from == null ? own.source() : from, of),
                    "true".equals(get("stale"))));
    return care.equals(NO_CARE) ? null : care;
  }

  /// Epoch milliseconds, a date, or a date with a time in ISO 8601.
  private @Nullable Long moment(String name) throws UnreadableEntry {
    String value = get(name);
    if (value == null) {
      return null;
    }
    try {
      return value.matches("-?[0-9]{1,18}")
          ? Long.parseLong(value)
          : value.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}")
              ? LocalDate.parse(value).atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli()
              : OffsetDateTime.parse(value).toInstant().toEpochMilli();
    } catch (DateTimeParseException e) {
      throw new UnreadableEntry(name + " is no date such as 2026-12-31");
    }
  }

  private List<ReadArticle.ReadFile> files() {
    List<String> paths = list("attachments", FILES);
    List<String> added = list("attached", FILES);
    var files = new ArrayList<ReadArticle.ReadFile>();
    for (int i = 0; i < paths.size(); i++) {
      String[] by = i < added.size() ? added.get(i).split(" ") : new String[0];
      boolean told = by.length == 2 && by[0].matches("[0-9]{1,18}");
      files.add(
          new ReadArticle.ReadFile(
              paths.get(i), told ? by[1] : null, told ? Long.valueOf(by[0]) : null));
    }
    return files;
  }

  /// An id for an entry that has none: the same title gives the same id.
  private static String idOf(String title) {
    return UUID.nameUUIDFromBytes(title.getBytes(StandardCharsets.UTF_8)).toString();
  }

  private List<String> tags() {
    List<String> exact = values.getOrDefault("exacttags", List.of());
    return exact.isEmpty() ? list("tags", ",").stream().distinct().toList() : exact;
  }

  /// What people write in one text is taken apart.
  private List<String> list(String name, String between) {
    return values.getOrDefault(name, List.of()).stream()
        .flatMap(text -> Stream.of(text.split(Pattern.quote(between))))
        .map(String::strip)
        .filter(text -> !text.isEmpty())
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
