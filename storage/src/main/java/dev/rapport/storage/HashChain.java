package dev.rapport.storage;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// SHA-256 over fields in a row, each with its length before it, so that no two different rows of
/// fields give the same bytes. One thread at a time.
final class HashChain {
  /// What the first event of a centre has as the hash before it.
  static final String START = "0".repeat(64);

  private static final int NULL_LENGTH = -1;
  private static final int PIECE = 4 << 10;
  private final MessageDigest digest;
  private final ByteBuffer number = ByteBuffer.allocate(Long.BYTES);

  HashChain() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }

  HashChain add(@Nullable String field) {
    if (field == null) {
      digest.update(number.clear().putInt(NULL_LENGTH).flip());
      return this;
    }
    byte[] bytes = field.getBytes(StandardCharsets.UTF_8);
    digest.update(number.clear().putInt(bytes.length).flip());
    // In pieces: of one long call only the slow, first-compiled form would ever run.
    for (int from = 0; from < bytes.length; from += PIECE) {
      digest.update(bytes, from, Math.min(PIECE, bytes.length - from));
    }
    return this;
  }

  HashChain add(long field) {
    digest.update(number.clear().putLong(field).flip());
    return this;
  }

  /// The hash in lower-case hexadecimal; begins anew.
  String hash() {
    return HexFormat.of().formatHex(digest.digest());
  }
}
