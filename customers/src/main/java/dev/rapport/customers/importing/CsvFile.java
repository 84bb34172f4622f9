package dev.rapport.customers.importing;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/// Rows of a delimited text file, read as bytes. fastcsv parses: it is RFC 4180 to the letter,
/// fast, and has no dependencies.
final class CsvFile implements AutoCloseable {
  private static final int SAMPLE = 64 << 10;

  /// One field may not swallow more than this; only a quote that is never closed gets there.
  private static final int MAX_BUFFER = 4 << 20;

  private final CountingStream bytes;
  private final CsvRowHandler handler = new CsvRowHandler();
  private final CloseableIterator<CsvRow> rows;
  private final char delimiter;

  private CsvFile(CountingStream bytes, char delimiter) {
    this.bytes = bytes;
    this.delimiter = delimiter;
    this.rows =
        CsvReader.builder()
            .fieldSeparator(delimiter)
            .maxBufferSize(MAX_BUFFER)
            .skipEmptyLines(true)
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .build(handler, new InputStreamReader(bytes, StandardCharsets.ISO_8859_1))
            .iterator();
  }

  /// Thrown when the file cannot be a table; the message is for people.
  static final class NotATable extends Exception {
    private static final long serialVersionUID = 1;

    NotATable(String message) {
      super(message);
    }
  }

  /// Thrown where reading cannot go on.
  static final class Broken extends Exception {
    private static final long serialVersionUID = 1;
    private final long line;

    Broken(long line, String message) {
      super(message);
      this.line = line;
    }

    /// Where the row starts that cannot be read.
    long line() {
      return line;
    }
  }

  static CsvFile open(Path file, @Nullable Character delimiter) throws IOException, NotATable {
    byte[] start;
    try (InputStream in = Files.newInputStream(file)) {
      start = in.readNBytes(SAMPLE);
    }
    int bom = bomLength(start);
    if (start.length == bom) {
      throw new NotATable("the file is empty");
    }
    char mark = delimiter != null ? delimiter : guess(start, bom);
    CountingStream bytes = new CountingStream(Files.newInputStream(file));
    bytes.skipNBytes(bom);
    return new CsvFile(bytes, mark);
  }

  char delimiter() {
    return delimiter;
  }

  long bytesRead() {
    return bytes.count;
  }

  /// The next row that is not blank, or null at the end.
  @Nullable CsvRow next() throws Broken {
    try {
      while (true) {
        CsvRow row = rows.next();
        if (!row.blank()) {
          return row;
        }
      }
    } catch (NoSuchElementException end) {
      return null;
    } catch (CsvParseException unreadable) {
      throw new Broken(
          handler.line(),
          "a quote is never closed, or text follows a closing quote, or a field is beyond 4 MB");
    } catch (UncheckedIOException failed) {
      throw new Broken(handler.line(), "the file cannot be read on: " + failed.getCause());
    }
  }

  @Override
  public void close() throws IOException {
    rows.close();
  }

  private static int bomLength(byte[] start) throws NotATable {
    int first = start.length > 0 ? start[0] & 0xff : -1;
    int second = start.length > 1 ? start[1] & 0xff : -1;
    if ((first == 0xff && second == 0xfe) || (first == 0xfe && second == 0xff)) {
      throw new NotATable("the file is UTF-16; save it as UTF-8");
    }
    if (start.length >= 2 && (start[0] == 0 || start[1] == 0)) {
      throw new NotATable("the file is not text");
    }
    boolean utf8 = first == 0xef && second == 0xbb && start.length > 2 && start[2] == (byte) 0xbf;
    return utf8 ? 3 : 0;
  }

  /// The mark that stands most often in the header, outside quotes; a header's names seldom hold
  /// any. None at all is a table of one column.
  private static char guess(byte[] start, int from) {
    int[] seen = new int[3];
    boolean quoted = false;
    for (int i = from; i < start.length; i++) {
      char c = (char) (start[i] & 0xff);
      if (c == '"') {
        quoted = !quoted;
      } else if (!quoted && (c == '\n' || c == '\r')) {
        break;
      } else if (!quoted && ",;\t".indexOf(c) >= 0) {
        seen[",;\t".indexOf(c)]++;
      }
    }
    if (seen[1] > seen[0] && seen[1] >= seen[2]) {
      return ';';
    }
    return seen[2] > seen[0] ? '\t' : ',';
  }

  /// Counts for the progress bar.
  private static final class CountingStream extends FilterInputStream {
    private long count;

    CountingStream(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int b = super.read();
      count += b < 0 ? 0 : 1;
      return b;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int n = super.read(buffer, offset, length);
      count += Math.max(n, 0);
      return n;
    }

    @Override
    public long skip(long n) throws IOException {
      long skipped = super.skip(n);
      count += skipped;
      return skipped;
    }
  }
}
