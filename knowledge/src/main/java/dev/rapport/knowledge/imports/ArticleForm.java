package dev.rapport.knowledge.imports;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/// What exported articles look like.
public enum ArticleForm {
  /// One JSON object a line; loses nothing.
  JSONL,
  /// Tab-separated values, a line an article; the plain words of a body.
  TSV,
  /// A folder of Markdown files with front matter; loses nothing.
  MARKDOWN,
  /// A folder of HTML pages that any site can show.
  HTML,
  /// One file as Zendesk Guide's interface gives and takes articles.
  ZENDESK,
  /// One file as Freshdesk Solutions' interface does.
  FRESHDESK;

  /// What of an article it cannot say, in one line; empty when it says everything but the earlier
  /// versions, which are in no form.
  public Optional<String> leavesOut() {
    return switch (this) {
      case JSONL, MARKDOWN -> Optional.empty();
      case TSV -> Optional.of("not in it: headings, lists and links of bodies (plain words only)");
      case HTML -> Optional.of("not in it: how the Markdown of bodies was written");
      case ZENDESK, FRESHDESK ->
          Optional.of(
              "not in it: questions, categories, owners, dates, translations and attachments;"
                  + " what is in review or archived is a draft");
    };
  }

  /// Whether it is a folder of files, one for each article.
  boolean isFolder() {
    return this == MARKDOWN || this == HTML;
  }

  /// What a path stands for when nobody says it.
  public static ArticleForm of(Path path) {
    String name = path.toString().toLowerCase(Locale.ROOT);
    if (name.endsWith(".jsonl") || name.endsWith(".ndjson")) {
      return JSONL;
    }
    if (name.endsWith(".json")) {
      return ZENDESK;
    }
    return name.endsWith(".tsv") ? TSV : MARKDOWN;
  }
}
