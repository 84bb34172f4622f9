package dev.rapport.knowledge;

import java.util.List;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.commonmark.renderer.text.LineBreakRendering;
import org.commonmark.renderer.text.TextContentRenderer;

/// Turns the Markdown of an article into a page or into plain text. HTML in it is shown as the text
/// it is, and only links to web, mail and phone addresses remain links, so that an article from
/// anywhere is safe to show. Immutable and safe for many threads.
public final class ArticleRenderer {

  /// Deeper than any text people write, and shallow enough for the recursion of the renderers:
  /// beyond it markup is kept as text.
  private static final int MAX_NESTING = 50;

  private static final List<Extension> TABLES = List.of(TablesExtension.create());

  private final Parser parser =
      Parser.builder()
          .extensions(TABLES)
          .maxOpenBlockParsers(MAX_NESTING)
          .maxInlineNesting(MAX_NESTING)
          .build();
  private final HtmlRenderer html =
      HtmlRenderer.builder()
          .extensions(TABLES)
          .escapeHtml(true)
          .sanitizeUrls(true)
          .urlSanitizer(new SafeAddresses())
          .percentEncodeUrls(true)
          .build();
  private final TextContentRenderer text =
      TextContentRenderer.builder()
          .nodeRendererFactory(TableWords::new)
          .lineBreakRendering(LineBreakRendering.COMPACT)
          .build();

  /// An HTML fragment without scripts, styles, forms or event attributes.
  public String toHtml(String markdown) {
    return html.render(parser.parse(markdown));
  }

  /// The words without the markup, a table's row on a line of its own: what is searched, and what
  /// excerpts are taken from.
  public String toText(String markdown) {
    return text.render(parser.parse(markdown)).strip();
  }
}
