package dev.rapport.knowledge.imports;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Reads a file with one article a line.
final class LineReader implements ArticleReader {

  /// What a line says. Called with one line after the other, so that it may remember a header.
  interface Format {
    /// @return empty for a line that holds no article and is none the worse for it
    Optional<ReadArticle> parse(String line, int number) throws UnreadableEntry;
  }

  private final Path file;
  private final Format format;

  LineReader(Path file, Format format) {
    this.file = file;
    this.format = format;
  }

  @Override
  public long size() throws IOException {
    return Files.size(file);
  }

  @Override
  public void read(Sink sink) throws IOException {
    try (var lines = new Lines(file)) {
      boolean more = true;
      for (Lines.Line line = lines.next(); more && line != null; line = lines.next()) {
        more = hand(line, sink);
      }
    }
  }

  private boolean hand(Lines.Line line, Sink sink) {
    String place = file.getFileName() + ":" + line.number();
    String text = line.text();
    if (text == null) {
      return sink.rejected(place, String.valueOf(line.problem()), line.end());
    }
    if (text.isBlank()) {
      return true;
    }
    try {
      Optional<ReadArticle> article = format.parse(text, line.number());
      return article.isEmpty() || sink.article(place, article.get(), line.end());
    } catch (UnreadableEntry e) {
      return sink.rejected(place, e.reason(), line.end());
    }
  }
}
