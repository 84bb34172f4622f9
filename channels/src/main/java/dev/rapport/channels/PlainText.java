package dev.rapport.channels;

/// What may be kept as text, whatever was sent: every channel passes what strangers wrote through
/// here, so that no NUL, lone surrogate or terminal escape reaches a database, a mail header or a
/// screen.
public final class PlainText {

  private PlainText() {}

  /// Text of several lines: line ends become `\n`, other control characters but tab are dropped,
  /// lone surrogates become U+FFFD.
  public static String of(String raw) {
    StringBuilder clean = new StringBuilder(raw.length());
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c == '\r') {
        if (i + 1 >= raw.length() || raw.charAt(i + 1) != '\n') {
          clean.append('\n');
        }
      } else if (Character.isHighSurrogate(c)
          && i + 1 < raw.length()
          && Character.isLowSurrogate(raw.charAt(i + 1))) {
        clean.append(c).append(raw.charAt(++i));
      } else if (Character.isSurrogate(c)) {
        clean.append('\uFFFD');
      } else if (c == '\n' || c == '\t' || !Character.isISOControl(c)) {
        clean.append(c);
      }
    }
    return clean.toString();
  }

  /// Text of one line: line ends and tabs become spaces, runs of spaces one, ends are trimmed.
  public static String line(String raw) {
    return of(raw).replaceAll("\\s+", " ").strip();
  }

  /// At most `max` code points of `text`; never half a surrogate pair.
  public static String atMost(String text, int max) {
    return text.codePointCount(0, text.length()) <= max
        ? text
        : text.substring(0, text.offsetByCodePoints(0, max));
  }

  /// The length as the API counts it: code points.
  public static int length(String text) {
    return text.codePointCount(0, text.length());
  }
}
