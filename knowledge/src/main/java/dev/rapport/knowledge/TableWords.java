package dev.rapport.knowledge;

import java.util.Set;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.node.Node;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.text.TextContentNodeRendererContext;

/// A table as plain words: each row a line, its cells apart from each other by a dot.
final class TableWords implements NodeRenderer {
  private static final String BETWEEN = " \u00b7 ";

  private final TextContentNodeRendererContext context;

  TableWords(TextContentNodeRendererContext context) {
    this.context = context;
  }

  @Override
  public Set<Class<? extends Node>> getNodeTypes() {
    return Set.of(TableBlock.class);
  }

  @Override
  public void render(Node table) {
    for (Node part = table.getFirstChild(); part != null; part = part.getNext()) {
      for (Node row = part.getFirstChild(); row != null; row = row.getNext()) {
        if (row instanceof TableRow) {
          row(row);
        }
      }
    }
  }

  private void row(Node row) {
    boolean first = true;
    for (Node cell = row.getFirstChild(); cell != null; cell = cell.getNext()) {
      if (cell instanceof TableCell && cell.getFirstChild() != null) {
        if (!first) {
          context.getWriter().write(BETWEEN);
        }
        first = false;
        for (Node words = cell.getFirstChild(); words != null; words = words.getNext()) {
          context.render(words);
        }
      }
    }
    context.getWriter().block();
  }
}
