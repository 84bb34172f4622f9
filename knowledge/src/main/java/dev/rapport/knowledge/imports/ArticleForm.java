package dev.rapport.knowledge.imports;

import java.nio.file.Path;
import java.util.Locale;

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
