package dev.rapport.gateway.http;

import dev.rapport.channels.OfferedAnswer;
import java.util.List;

/// The pages that answer an ordinary HTML form post, for browsers without scripts.
final class FormPages {
  private FormPages() {}

  static String accepted(String contact, String followUp, List<OfferedAnswer> answers) {
    StringBuilder body = new StringBuilder("<h1>We have your message</h1>\n");
    if (answers.isEmpty()) {
      return page(body.append("<p>A person will answer you.</p>\n"));
    }
    body.append("<p>Perhaps this answers it already:</p>\n");
    for (OfferedAnswer answer : answers) {
      body.append("<article><h2><a href=\"/articles/")
          .append(escaped(answer.article()))
          .append("\">")
          .append(escaped(answer.title()))
          .append("</a></h2><p>")
          .append(escaped(answer.excerpt()))
          .append("</p></article>\n");
    }
    String path = "/api/v1/forms/" + escaped(contact);
    String key = "?key=" + escaped(followUp);
    return page(
        body.append(button(path + "/helped" + key, "That helped"))
            .append(button(path + "/person" + key, "I want a person"))
            .append("<p>If you do nothing, a person will answer you.</p>\n"));
  }

  static String said(String words) {
    return page(new StringBuilder("<h1>").append(escaped(words)).append("</h1>\n"));
  }

  private static String button(String action, String label) {
    return "<form method=\"post\" action=\"%s\"><button class=\"button\">%s</button></form>%n"
        .formatted(action, label);
  }

  private static String page(StringBuilder body) {
    return page("Contact", body);
  }

  /// A page of the help centre's looks, without scripts.
  static String page(String title, StringBuilder body) {
    return """
    <!doctype html>
    <html lang="en">
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>%s</title>
    <link rel="stylesheet" href="/style/tokens.css">
    <link rel="stylesheet" href="/style/base.css">
    <link rel="stylesheet" href="/style/help.css">
    <main class="plain">
    %s<p><a href="/">Back to the help centre</a></p>
    </main>
    </html>
    """
        .formatted(title, body);
  }

  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
