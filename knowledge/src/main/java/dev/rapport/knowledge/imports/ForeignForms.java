package dev.rapport.knowledge.imports;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rapport.knowledge.Article;
import dev.rapport.knowledge.ArticleRenderer;
import dev.rapport.knowledge.ArticleState;
import dev.rapport.knowledge.ArticleText;
import dev.rapport.knowledge.Visibility;

/// An article as others read it: as a page, or as the two help desks of [HelpDeskExport] give it.
final class ForeignForms {
  /// The name of the `meta` element for what HTML has no place for.
  static final String DATA = "rapport-data";

  private final JsonMapper json = new JsonMapper();
  private final ArticleRenderer renderer = new ArticleRenderer();

  /// A whole page; what HTML has no place for stands in a `meta` element that [MarkdownFile] reads.
  ///
  /// @param data the other fields, as JSON
  String page(Article article, String data) {
    ArticleText text = article.text();
    return "<!doctype html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n"
            .formatted(escaped(text.language()))
        + "<title>%s</title>\n".formatted(escaped(text.title()))
        + meta("keywords", String.join(", ", text.tags()))
        + meta(DATA, data)
        + "</head>\n<body>\n<h1>%s</h1>\n%s</body>\n</html>\n"
            .formatted(escaped(text.title()), renderer.toHtml(text.body()));
  }

  private static String meta(String name, String content) {
    return content.isEmpty()
        ? ""
        : "<meta name=\"%s\" content=\"%s\">\n".formatted(name, escaped(content));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  String zendesk(Article article) {
    ArticleText text = article.text();
    ObjectNode fields = json.createObjectNode();
    fields.put("id", article.id());
    fields.put("title", text.title());
    fields.put("body", renderer.toHtml(text.body()));
    fields.put("locale", text.language());
    text.tags().forEach(fields.putArray("label_names")::add);
    fields.put("draft", article.state() != ArticleState.PUBLISHED);
    if (article.visibility() == Visibility.INTERNAL) {
      fields.put("user_segment_id", 1);
    } else {
      fields.putNull("user_segment_id");
    }
    return fields.toString();
  }

  String freshdesk(Article article) {
    ArticleText text = article.text();
    ObjectNode fields = json.createObjectNode();
    fields.put("id", article.id());
    fields.put("title", text.title());
    fields.put("description", renderer.toHtml(text.body()));
    fields.put("locale", text.language());
    text.tags().forEach(fields.putArray("tags")::add);
    fields.put("status", article.state() == ArticleState.PUBLISHED ? 2 : 1);
    fields.put("visibility", article.visibility() == Visibility.INTERNAL ? 3 : 1);
    return fields.toString();
  }
}
