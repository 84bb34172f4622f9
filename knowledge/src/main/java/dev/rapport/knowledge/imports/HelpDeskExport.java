package dev.rapport.knowledge.imports;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.rapport.knowledge.ArticleState;
import dev.rapport.knowledge.ArticleText;
import dev.rapport.knowledge.Origin;
import dev.rapport.knowledge.SaveArticle;
import dev.rapport.knowledge.Visibility;
import dev.rapport.knowledge.editing.CleanForm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Articles as the interfaces of two help desks give them, in one JSON file; their HTML becomes
/// Markdown.
///
/// | | Zendesk Guide | Freshdesk Solutions |
/// | --- | --- | --- |
/// | file | an object with `articles` | an array |
/// | text | `body` | `description` |
/// | words | `label_names` | `tags` |
/// | not public yet | `draft` is true | `status` is 1 |
/// | for agents only | `user_segment_id` is set | `visibility` is not 1, which is everybody |
/// | category | `section_id` and `category_id`, named in `sections` and `categories` | `hierarchy` |
///
/// What is restricted to some customers is for agents only: here customers are not told apart.
final class HelpDeskExport implements ArticleReader {

  /// A larger file is not an export of articles.
  private static final long MAX_BYTES = 256L << 20;

  private static final ArticleLanguage LANGUAGES = new ArticleLanguage();

  private final Path file;
  private final ImportOptions options;
  private final String source;

  HelpDeskExport(Path file, ImportOptions options, String source) {
    this.file = file;
    this.options = options;
    this.source = source;
  }

  @Override
  public long size() throws IOException {
    return Files.size(file);
  }

  @Override
  public void read(Sink sink) throws IOException {
    if (size() > MAX_BYTES) {
      throw new IOException(file + " is larger than an export of articles can be");
    }
    JsonNode root = root();
    JsonNode entries = root.has("articles") ? root.get("articles") : root;
    if (!entries.isArray()) {
      throw new IOException(file + " holds no articles: neither an array nor an object with one");
    }
    for (int i = 0; i < entries.size(); i++) {
      long bytes = size() * (i + 1) / entries.size();
      String place = "article " + (i + 1);
      boolean more;
      try {
        more = sink.article(place, article(root, entries.get(i)), bytes);
      } catch (UnreadableEntry e) {
        more = sink.rejected(place, e.reason(), bytes);
      }
      if (!more) {
        return;
      }
    }
  }

  private JsonNode root() throws IOException {
    try {
      return new JsonMapper().readTree(file.toFile());
    } catch (JsonProcessingException e) {
      JsonLocation at = e.getLocation();
      throw new IOException(
          "%s is not JSON%s: %s"
              .formatted(
                  file, at == null ? "" : ", line " + at.getLineNr(), e.getOriginalMessage()),
          e);
    }
  }

  private ReadArticle article(JsonNode root, JsonNode entry) throws UnreadableEntry {
    if (!entry.isObject()) {
      throw new UnreadableEntry("not a JSON object");
    }
    String id = text(entry, "id", "id");
    String title = text(entry, "title", "name");
    String html = text(entry, "body", "description");
    if (id == null || title == null || html == null) {
      throw new UnreadableEntry(id == null ? "no id" : title == null ? "no title" : "no text");
    }
    String locale = text(entry, "locale", "language");
    String body = CleanForm.ofHtml(html);
    ArticleLanguage.Found language = LANGUAGES.of(locale, title, body, options);
    var text =
        new ArticleText(
            title.strip(), null, body, language.code(), tags(entry), category(root, entry));
    boolean draft = entry.path("draft").asBoolean() || entry.path("status").asInt(2) == 1;
    boolean internal =
        entry.hasNonNull("user_segment_id")
            || (entry.hasNonNull("visibility") && entry.path("visibility").asInt() != 1);
    var article =
        new SaveArticle(
            new Origin(source, id),
            text,
            internal ? Visibility.INTERNAL : options.visibility(),
            draft ? ArticleState.DRAFT : ArticleState.PUBLISHED);
    return new ReadArticle(article, null, List.of(), language.by());
  }

  /// The first of two fields that says something; null when neither does.
  private static @Nullable String text(JsonNode entry, String name, String otherwise)
      throws UnreadableEntry {
    for (String field : List.of(name, otherwise)) {
      if (entry.hasNonNull(field)) {
        JsonNode value = entry.get(field);
        if (!value.isTextual() && !value.isNumber()) {
          throw new UnreadableEntry(field + " is not text");
        }
        if (!value.asText().isBlank()) {
          return value.asText();
        }
      }
    }
    return null;
  }

  private static List<String> tags(JsonNode entry) throws UnreadableEntry {
    String field = entry.hasNonNull("label_names") ? "label_names" : "tags";
    JsonNode given = entry.path(field);
    List<String> tags = new ArrayList<>();
    if (given.isMissingNode() || given.isNull()) {
      return tags;
    }
    if (!given.isArray()) {
      throw new UnreadableEntry(field + " is not a list");
    }
    for (JsonNode tag : given) {
      if (!tag.isTextual()) {
        throw new UnreadableEntry(field + " is not a list of words");
      }
      tags.add(tag.asText());
    }
    return tags;
  }

  /// From the outermost inwards, as far as the export names what the article is filed under.
  private static @Nullable String category(JsonNode root, JsonNode entry) {
    List<String> names = new ArrayList<>();
    for (JsonNode level : entry.path("hierarchy")) {
      addName(names, level.path("data"));
    }
    if (names.isEmpty()) {
      JsonNode section = named(root.path("sections"), entry.path("section_id"));
      JsonNode category =
          section.has("category_id") ? section.path("category_id") : entry.path("category_id");
      addName(names, named(root.path("categories"), category));
      addName(names, section);
    }
    return names.isEmpty() ? null : String.join("/", names);
  }

  private static JsonNode named(JsonNode all, JsonNode id) {
    for (JsonNode one : all) {
      if (id.isValueNode() && !id.isNull() && one.path("id").asText().equals(id.asText())) {
        return one;
      }
    }
    return MissingNode.getInstance();
  }

  /// A slash in a name would begin a category below it.
  private static void addName(List<String> names, JsonNode of) {
    String name = of.path("name").asText("").strip();
    if (of.hasNonNull("name") && !name.isEmpty()) {
      names.add(name.replace('/', '-'));
    }
  }
}
