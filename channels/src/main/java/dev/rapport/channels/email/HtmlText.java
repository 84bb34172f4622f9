package dev.rapport.channels.email;

import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;

/// HTML to the text a reader would see, with its lines. Nothing of the markup is kept, so nothing
/// in it can act.
final class HtmlText implements NodeFilter {

  private static final Set<String> UNSEEN =
      Set.of("script", "style", "head", "title", "noscript", "template", "object", "svg");

  private final StringBuilder text = new StringBuilder();

  private HtmlText() {}

  static String of(String html) {
    HtmlText reader = new HtmlText();
    Jsoup.parse(html).filter(reader);
    return reader
        .text
        .toString()
        .replaceAll("[ \\t\\u00a0]+", " ")
        .replaceAll(" ?\\n ?", "\n")
        .replaceAll("\\n{3,}", "\n\n")
        .strip();
  }

  @Override
  public FilterResult head(Node node, int depth) {
    if (node instanceof TextNode words) {
      text.append(words.getWholeText().replaceAll("\\s+", " "));
    } else if (node instanceof Element element) {
      if (UNSEEN.contains(element.normalName())) {
        return FilterResult.SKIP_ENTIRELY;
      }
      if (element.normalName().equals("li")) {
        text.append("\n- ");
      } else if (element.isBlock() || element.normalName().equals("br")) {
        text.append('\n');
      }
    }
    return FilterResult.CONTINUE;
  }

  @Override
  public FilterResult tail(Node node, int depth) {
    if (node instanceof Element element) {
      if (element.normalName().equals("p")) {
        text.append("\n\n");
      } else if (element.isBlock()) {
        text.append('\n');
      }
    }
    return FilterResult.CONTINUE;
  }
}
