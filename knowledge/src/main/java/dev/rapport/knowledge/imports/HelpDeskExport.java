package dev.rapport.knowledge.imports;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
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
import java.util.Locale;

/// Articles as the interfaces of two help desks give them, in one JSON file; their HTML becomes
/// Markdown.
///
/// | | Zendesk Guide | Freshdesk Solutions |
/// | --- | --- | --- |
/// | file | an object with `articles` | an array |
/// | text | `body` | `description` |
/// | words | `label_names` | `tags` |
/// | not public yet | `draft` is true | `status` is 1 |
/// | for agents only | `user_segment_id` is set | `visibility` is 3 |
final class HelpDeskExport implements ArticleReader {

  /// A larger file is not an export of articles.
  private static final long MAX_BYTES = 256L << 20;

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
    JsonNode root = new JsonMapper().readTree(file.toFile());
    JsonNode entries = root.has("articles") ? root.get("articles") : root;
    if (!entries.isArray()) {
      throw new IOException(file + " holds no articles: neither an array nor an object with one");
    }
    for (int i = 0; i < entries.size(); i++) {
      long bytes = size() * (i + 1) / entries.size();
      if (!entry(sink, "article " + (i + 1), entries.get(i), bytes)) {
        return;
      }
    }
  }

  private boolean entry(Sink sink, String place, JsonNode entry, long bytes) {
    String id = entry.path("id").asText();
    String html =
        entry.has("body") ? entry.path("body").asText() : entry.path("description").asText();
    String title = entry.has("title") ? entry.path("title").asText() : entry.path("name").asText();
    if (id.isEmpty() || title.isBlank()) {
      return sink.rejected(place, id.isEmpty() ? "no id" : "no title", bytes);
    }
    List<String> tags = new ArrayList<>();
    entry
        .withArray(entry.has("label_names") ? "/label_names" : "/tags")
        .forEach(t -> tags.add(t.asText()));
    String locale = entry.path("locale").asText(options.language());
    var text =
        new ArticleText(
            title.strip(),
            null,
            CleanForm.ofHtml(html),
            Locale.forLanguageTag(locale.replace('_', '-')).getLanguage(),
            tags,
            null);
    boolean draft = entry.path("draft").asBoolean() || entry.path("status").asInt(2) == 1;
    boolean internal =
        entry.hasNonNull("user_segment_id") || entry.path("visibility").asInt(1) == 3;
    return sink.article(
        place,
        new SaveArticle(
            new Origin(source, id),
            text,
            internal ? Visibility.INTERNAL : options.visibility(),
            draft ? ArticleState.DRAFT : ArticleState.PUBLISHED),
        bytes);
  }
}
