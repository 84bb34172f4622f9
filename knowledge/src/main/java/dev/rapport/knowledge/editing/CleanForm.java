package dev.rapport.knowledge.editing;

import java.util.Locale;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.safety.Cleaner;
import org.jsoup.safety.Safelist;
import org.jsoup.select.Elements;

/// Turns HTML from anywhere into the one form that is stored: Markdown (CommonMark). jsoup's
/// allow-list lets through what an article is made of; scripts, styles, forms, frames, event
/// attributes and addresses of other kinds than http, https, mailto and tel are gone before
/// anything is read.
public final class CleanForm {

  /// Deeper nesting is flattened to its text.
  private static final int MAX_DEPTH = 60;

  private static final Safelist ALLOWED =
      new Safelist()
          .addTags("h1", "h2", "h3", "h4", "h5", "h6", "p", "br", "hr", "div", "span", "section")
          .addTags("article", "main", "b", "strong", "i", "em", "code", "pre", "blockquote")
          .addTags("ul", "ol", "li", "a", "img", "table", "thead", "tbody", "tr", "th", "td")
          .addAttributes("a", "href")
          .addAttributes("img", "src", "alt")
          .addProtocols("a", "href", "http", "https", "mailto", "tel")
          .addProtocols("img", "src", "http", "https");

  private final StringBuilder out = new StringBuilder();

  private CleanForm() {}

  /// The title a page gives itself, or an empty text.
  public static String titleOf(String html) {
    Document page = Jsoup.parse(html);
    Element heading = page.selectFirst("h1");
    return heading == null || heading.text().isBlank() ? page.title().strip() : heading.text();
  }

  /// The language a page says it is in, or an empty text.
  public static String languageOf(String html) {
    Element root = Jsoup.parse(html).selectFirst("html[lang]");
    return root == null ? "" : root.attr("lang").strip();
  }

  /// What a page says of itself in a `meta` element of that name, or an empty text.
  public static String metaOf(String html, String name) {
    return Jsoup.parse(html).select("meta[name=" + name + "]").attr("content").strip();
  }

  /// The body as Markdown.
  public static String ofHtml(String html) {
    Document clean = new Cleaner(ALLOWED).clean(Jsoup.parse(html));
    var form = new CleanForm();
    form.children(clean.body(), "", 0);
    return form.out
        .toString()
        .replaceAll("(?<![ \\t])[ \\t]+\n", "\n")
        .replaceAll("\n{3,}", "\n\n")
        .strip();
  }

  private void children(Element of, String indent, int depth) {
    for (Node child : of.childNodes()) {
      if (child instanceof TextNode text) {
        text(text, indent);
      } else if (child instanceof Element element) {
        if (depth >= MAX_DEPTH) {
          out.append(escaped(element.text()));
        } else {
          element(element, indent, depth + 1);
        }
      }
    }
  }

  private void text(TextNode text, String indent) {
    String words = escaped(text.text());
    boolean lineStart = out.isEmpty() || out.charAt(out.length() - 1) == '\n';
    if (lineStart) {
      words = words.stripLeading();
      if (!words.isEmpty()) {
        out.append(indent);
      }
    }
    out.append(words);
  }

  private void element(Element element, String indent, int depth) {
    switch (element.normalName().toLowerCase(Locale.ROOT)) {
      case "h1", "h2", "h3", "h4", "h5", "h6" -> {
        int level = element.normalName().charAt(1) - '0';
        block(indent, "#".repeat(level) + " " + escaped(element.text()));
      }
      case "table" -> table(element, indent);
      case "p", "div", "section", "article", "main", "tr" -> {
        gap();
        children(element, indent, depth);
        gap();
      }
      case "br" -> out.append("\\\n").append(indent);
      case "hr" -> block(indent, "---");
      case "b", "strong" -> around("**", element, indent, depth);
      case "i", "em" -> around("*", element, indent, depth);
      case "code" -> out.append('`').append(element.text().replace('`', '\'')).append('`');
      case "pre" -> block(indent, "```\n" + element.wholeText().strip() + "\n```");
      case "blockquote" -> block(indent, "> " + escaped(element.text()));
      case "ul", "ol" -> list(element, indent, depth);
      case "a" -> link(element);
      case "img" -> {
        if (element.hasAttr("src")) {
          out.append("![").append(escaped(element.attr("alt"))).append("](<");
          out.append(element.attr("src").replaceAll("[<>\\s]", "")).append(">)");
        }
      }
      case "td", "th" -> {
        children(element, indent, depth);
        out.append(' ');
      }
      default -> children(element, indent, depth);
    }
  }

  private void around(String mark, Element element, String indent, int depth) {
    if (!element.text().isBlank()) {
      out.append(mark);
      int from = out.length();
      children(element, indent, depth);
      String inner = out.substring(from).strip();
      out.setLength(from);
      out.append(inner).append(mark);
    }
  }

  private void link(Element link) {
    String words = escaped(link.text());
    if (!link.hasAttr("href")) {
      out.append(words);
    } else {
      String address = link.attr("href").replaceAll("[<>\\s]", "");
      out.append('[').append(words.isBlank() ? address : words).append("](<");
      out.append(address).append(">)");
    }
  }

  private void list(Element list, String indent, int depth) {
    gap();
    int number = 1;
    for (Element item : list.children()) {
      String mark = list.normalName().equals("ol") ? number++ + ". " : "- ";
      line();
      out.append(indent).append(mark);
      int from = out.length();
      children(item, indent + " ".repeat(mark.length()), depth + 1);
      // A paragraph in it begins beside its mark; below an empty line it would be none of the item.
      String inner = out.substring(from).strip();
      out.setLength(from);
      out.append(inner);
    }
    gap();
  }

  /// Its first row is the header, as Markdown wants one; a table in a cell is its words.
  private void table(Element table, String indent) {
    var rows = new StringBuilder();
    int columns = 0;
    for (Element row : table.select("tr")) {
      if (!table.equals(row.closest("table"))) {
        continue;
      }
      Elements cells = row.select("> td, > th");
      if (cells.isEmpty()) {
        continue;
      }
      boolean header = columns == 0;
      columns = header ? cells.size() : columns;
      for (Element cell : cells) {
        rows.append("| ").append(escaped(cell.text()).replace("|", "\\|")).append(' ');
      }
      rows.append("|\n").append(header ? "| --- ".repeat(columns) + "|\n" : "");
    }
    block(indent, rows.toString().strip());
  }

  private void block(String indent, String text) {
    gap();
    text.lines().forEach(line -> out.append(indent).append(line).append('\n'));
    gap();
  }

  private void line() {
    if (!out.isEmpty() && out.charAt(out.length() - 1) != '\n') {
      out.append('\n');
    }
  }

  private void gap() {
    line();
    if (!out.isEmpty() && !endsIn("\n\n") && !endsInMark()) {
      out.append('\n');
    }
  }

  /// A paragraph that begins a list's item stays on its line.
  private boolean endsInMark() {
    return out.length() > 2 && endsIn("- ");
  }

  private boolean endsIn(String end) {
    int from = out.length() - end.length();
    return from >= 0 && out.indexOf(end, from) == from;
  }

  /// What Markdown would read as markup stays what it is: text.
  static String escaped(String text) {
    return text.replaceAll("([\\\\`*_\\[\\]<>#])", "\\\\$1");
  }
}
