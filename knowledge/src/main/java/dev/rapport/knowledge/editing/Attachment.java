package dev.rapport.knowledge.editing;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// A file that belongs to an article. Which kinds are taken is a short list, and each must begin as
/// its kind begins: what is served is what it says it is.
///
/// @param type a media type of [#TYPES]
/// @param size in bytes, at most [#MAX_BYTES]
/// @param addedAt epoch milliseconds
public record Attachment(
    String id, String name, String type, int size, long addedAt, String addedBy) {
  public static final int MAX_BYTES = 2 << 20;

  /// The most an article has.
  public static final int MOST = 20;

  public static final int MAX_NAME = 100;

  private static final byte[] NOTHING = {};

  /// With the bytes that files of the kind begin with. No SVG and no HTML: they can hold scripts.
  private static final Map<String, byte[]> TYPES =
      Map.of(
          "image/png",
          new byte[] {(byte) 0x89, 'P', 'N', 'G'},
          "image/jpeg",
          new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff},
          "image/gif",
          "GIF8".getBytes(StandardCharsets.US_ASCII),
          "image/webp",
          "RIFF".getBytes(StandardCharsets.US_ASCII),
          "application/pdf",
          "%PDF-".getBytes(StandardCharsets.US_ASCII),
          "text/plain",
          NOTHING,
          "text/csv",
          NOTHING);

  private static final Map<String, String> BY_ENDING =
      Map.of(
          "png", "image/png",
          "jpg", "image/jpeg",
          "jpeg", "image/jpeg",
          "gif", "image/gif",
          "webp", "image/webp",
          "pdf", "application/pdf",
          "csv", "text/csv",
          "txt", "text/plain");

  /// What a file seems to be, by its name or else by how it begins; plain text where neither tells.
  public static String typeOf(String name, byte[] content) {
    String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    String named = BY_ENDING.get(ending);
    if (named != null) {
      return named;
    }
    return TYPES.entrySet().stream()
        .filter(type -> type.getValue().length > 0 && begins(content, type.getValue()))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse("text/plain");
  }

  private static boolean begins(byte[] content, byte[] start) {
    return content.length >= start.length
        && Arrays.equals(content, 0, start.length, start, 0, start.length);
  }

  /// Why a file is not taken, in one line; empty when it is.
  public static Optional<String> problemOf(String name, String type, byte[] content) {
    if (name.isBlank()
        || name.length() > MAX_NAME
        || name.chars().anyMatch(c -> c < ' ' || "/\\\"<>|:*?".indexOf(c) >= 0)) {
      return Optional.of(
          "a name has 1 to " + MAX_NAME + " characters and none of / \\ \" < > | : *");
    }
    byte[] start = TYPES.get(type);
    if (start == null) {
      return Optional.of(
          "is none of " + String.join(", ", TYPES.keySet().stream().sorted().toList()));
    }
    if (content.length == 0 || content.length > MAX_BYTES) {
      return Optional.of("a file has 1 to " + MAX_BYTES + " bytes");
    }
    if (!begins(content, start)) {
      return Optional.of("does not begin as " + type + " does");
    }
    return Optional.empty();
  }

  /// Whether a page may show it in place; all else is saved to a file.
  public boolean shown() {
    return type.startsWith("image/");
  }
}
