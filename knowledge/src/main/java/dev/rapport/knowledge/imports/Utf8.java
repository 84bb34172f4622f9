package dev.rapport.knowledge.imports;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// Text as it must be: UTF-8, with or without a byte order mark.
final class Utf8 {

  /// What one entry may have in bytes, front matter included: about what {@link
  /// dev.rapport.knowledge.ArticleLimits#MAX_BODY} lets through in Latin script.
  static final int MAX_BYTES = 1_100_000;

  static final String TOO_LONG = "larger than 1 MB";

  private Utf8() {}

  /// @throws UnreadableEntry if the bytes are not UTF-8: guessing would store a wrong text for good
  static String decode(byte[] bytes, int length) throws UnreadableEntry {
    try {
      String text =
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, 0, length)).toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw new UnreadableEntry("not UTF-8 text");
    }
  }
}
