package dev.rapport.knowledge.imports;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The lines of a file, each with a bound: of a line beyond it only the number is kept, and the
/// next one is read.
final class Lines implements AutoCloseable {

  private final InputStream in;
  private byte[] buffer = new byte[8_192];
  private int number;
  private long bytes;

  Lines(Path file) throws IOException {
    in = new BufferedInputStream(Files.newInputStream(file), 65_536);
  }

  /// @param number from 1
  /// @param end how many bytes of the file are behind it
  /// @param text null if it is unreadable
  /// @param problem why it is unreadable, else null
  record Line(int number, long end, @Nullable String text, @Nullable String problem) {}

  /// The next line without its end (LF or CR LF), or null after the last.
  @Nullable Line next() throws IOException {
    int length = 0;
    boolean any = false;
    for (int b = in.read(); b >= 0; b = in.read()) {
      any = true;
      bytes++;
      if (b == '\n') {
        break;
      }
      if (length <= Utf8.MAX_BYTES) {
        if (length == buffer.length) {
          buffer = Arrays.copyOf(buffer, buffer.length * 2);
        }
        buffer[length++] = (byte) b;
      }
    }
    if (!any) {
      return null;
    }
    number++;
    if (length > Utf8.MAX_BYTES) {
      return new Line(number, bytes, null, Utf8.TOO_LONG);
    }
    if (length > 0 && buffer[length - 1] == '\r') {
      length--;
    }
    try {
      return new Line(number, bytes, Utf8.decode(buffer, length), null);
    } catch (UnreadableEntry e) {
      return new Line(number, bytes, null, e.reason());
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
