package dev.rapport.loadtests;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/// One mail to hand over.
///
/// @param sender the envelope sender, empty for the null sender of a bounce
/// @param raw the message with any line ends, as the file had them
record MailMessage(String sender, String recipient, Buffer raw) {
  /// A line that begins with `From:` before the first empty line.
  private static final Pattern FROM = Pattern.compile("(?i)(?:(?!from:)[^\r\n]+\r?\n)*from:");

  private static final byte CR = '\r';
  private static final byte LF = '\n';
  private static final byte DOT = '.';

  /// The bytes that follow DATA: every line ends in CRLF, a leading dot is doubled (RFC 5321
  /// §4.5.2), the end is a dot alone.
  byte[] data() {
    var out = new ByteArrayOutputStream(raw.length() + 1_024);
    boolean lineStart = true;
    int before = 0;
    for (byte b : raw.getBytes()) {
      if (lineStart && b == DOT) {
        out.write(DOT);
      }
      if (b == LF && before != CR) {
        out.write(CR);
      }
      out.write(b);
      lineStart = b == LF;
      before = b;
    }
    if (!lineStart) {
      out.write(CR);
      out.write(LF);
    }
    out.write(DOT);
    out.write(CR);
    out.write(LF);
    return out.toByteArray();
  }

  /// Whether a header `From` is there.
  boolean saysFrom() {
    return FROM.matcher(raw.toString(StandardCharsets.ISO_8859_1)).lookingAt();
  }

  /// What follows the first empty line; nothing when there is none.
  String body() {
    String text = raw.toString(StandardCharsets.ISO_8859_1).replace("\r\n", "\n");
    int end = text.indexOf("\n\n");
    return end < 0 ? "" : text.substring(end + 2);
  }

  boolean isEightBit() {
    for (byte b : raw.getBytes()) {
      if (b < 0) {
        return true;
      }
    }
    return false;
  }
}
