package dev.rapport.channels.sip;

import java.util.ArrayList;
import java.util.List;

/// Small readings of the grammar of RFC 3261, section 25, shared by headers.
final class SipText {
  private static final String MARKS = "-.!%*_+`'~";

  private SipText() {}

  static boolean isToken(String text) {
    if (text.isEmpty()) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (!isTokenChar(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  static boolean isTokenChar(char c) {
    return isAlphanumeric(c) || MARKS.indexOf(c) >= 0;
  }

  static boolean isAlphanumeric(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }

  static boolean isSpace(char c) {
    return c == ' ' || c == '\t';
  }

  static boolean isDigits(String text) {
    return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  /// A whole number from 0 to `most`.
  static long number(String text, long most, String what) throws SipSyntaxException {
    String digits = text.strip();
    if (!isDigits(digits)) {
      throw new SipSyntaxException("bad " + what);
    }
    String significant = digits.replaceFirst("^0+(?=.)", "");
    long value = significant.length() > 18 ? Long.MAX_VALUE : Long.parseLong(significant);
    if (value > most) {
      throw new SipSyntaxException(what + " too large");
    }
    return value;
  }

  /// Splits at `separator`, but not inside quotes or angle brackets.
  static List<String> split(String text, char separator) throws SipSyntaxException {
    List<String> parts = new ArrayList<>();
    int from = 0;
    boolean bracketed = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' && !bracketed) {
        i = afterQuoted(text, i) - 1;
      } else if (c == '<') {
        bracketed = true;
      } else if (c == '>') {
        bracketed = false;
      } else if (c == separator && !bracketed) {
        parts.add(text.substring(from, i).strip());
        from = i + 1;
      }
    }
    parts.add(text.substring(from).strip());
    return parts;
  }

  /// The index behind a quoted string that opens at `open`.
  static int afterQuoted(String text, int open) throws SipSyntaxException {
    for (int i = open + 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == '"') {
        return i + 1;
      }
    }
    throw new SipSyntaxException("a quoted string has no end");
  }

  /// Without quotes and their escapes; other text as it is.
  static String unquoted(String text) {
    if (text.length() < 2 || text.charAt(0) != '"' || text.charAt(text.length() - 1) != '"') {
      return text;
    }
    StringBuilder plain = new StringBuilder(text.length());
    for (int i = 1; i < text.length() - 1; i++) {
      char c = text.charAt(i);
      if (c == '\\' && i + 1 < text.length() - 1) {
        c = text.charAt(++i);
      }
      plain.append(c);
    }
    return plain.toString();
  }

  /// Text of ours as a quoted string: no control characters, quotes escaped.
  static String quoted(String text) {
    StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
    text.chars()
        .filter(c -> c >= ' ' && c != 0x7f)
        .forEach(c -> {
          if (c == '"' || c == '\\') {
            quoted.append('\\');
          }
          quoted.append((char) c);
        });
    return quoted.append('"').toString();
  }

  /// Decodes `%41` and the like, as UTF-8; what is no escape stays.
  static String unescaped(String text) {
    if (text.indexOf('%') < 0) {
      return text;
    }
    var bytes = new java.io.ByteArrayOutputStream();
    byte[] raw = text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    for (int i = 0; i < raw.length; i++) {
      int high = i + 2 < raw.length ? Character.digit(raw[i + 1], 16) : -1;
      int low = i + 2 < raw.length ? Character.digit(raw[i + 2], 16) : -1;
      if (raw[i] == '%' && high >= 0 && low >= 0) {
        bytes.write(high * 16 + low);
        i += 2;
      } else {
        bytes.write(raw[i]);
      }
    }
    return bytes.toString(java.nio.charset.StandardCharsets.UTF_8);
  }
}
