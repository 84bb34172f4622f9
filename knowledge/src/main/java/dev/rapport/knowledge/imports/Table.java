package dev.rapport.knowledge.imports;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Tab-separated values: one article a line, no quoting, so that a quotation mark is a quotation
/// mark. The first line is a header if it names at least a title or question and a body; without a
/// header, two columns are a question and its answer, three an id before them.
final class Table implements LineReader.Format {

  private static final List<String> TWO = List.of("title", "body");
  private static final List<String> THREE = List.of("id", "title", "body");

  private final ImportOptions options;
  private final String source;
  private @Nullable List<String> header;

  Table(ImportOptions options, String source) {
    this.options = options;
    this.source = source;
  }

  @Override
  public Optional<ReadArticle> parse(String line, int number) throws UnreadableEntry {
    String[] cells = line.split("\t", -1);
    if (number == 1) {
      header = header(cells);
      if (header != null) {
        return Optional.empty();
      }
    }
    List<String> columns = columns(cells.length);
    var fields = new EntryFields();
    for (int i = 0; i < columns.size(); i++) {
      fields.put(columns.get(i), cells[i]);
    }
    return Optional.of(fields.article(options, source));
  }

  private List<String> columns(int cells) throws UnreadableEntry {
    List<String> named = header;
    if (named != null) {
      if (cells != named.size()) {
        throw new UnreadableEntry("%d columns, the header has %d".formatted(cells, named.size()));
      }
      return named;
    }
    return switch (cells) {
      case 2 -> TWO;
      case 3 -> THREE;
      default -> throw new UnreadableEntry(cells + " columns and no header; 2 or 3 need none");
    };
  }

  private static @Nullable List<String> header(String[] cells) {
    var names = new ArrayList<String>();
    for (String cell : cells) {
      String known = EntryFields.known(cell);
      names.add(known == null ? cell : known);
    }
    boolean named = names.contains("title") || names.contains("question");
    return named && names.contains("body") ? List.copyOf(names) : null;
  }
}
