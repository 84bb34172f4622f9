package dev.rapport.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/// The shared index of the write-ahead log as a process left it that was killed: how far the log
/// was flushed. SQLite writes it after each flush and flushes it never, so after a power failure it
/// may be old or missing, but it never says too much.
///
/// @param frames how many frames of the log were flushed
/// @param copied how many of them are in the database as well
/// @param salt the mark of the log it speaks of
/// @param sum the running checksum of the last of those frames
record WalIndexFile(long frames, long copied, long salt, long sum) {
  private static final int COPY = 48;
  private static final int COPIED_AT = 96;
  private static final int SUMMED = 40;
  private static final int VERSION = 3_007_000;

  /// Empty when there is none that is whole.
  static Optional<WalIndexFile> of(Path file) throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    byte[] head;
    try (var in = Files.newInputStream(file)) {
      head = in.readNBytes(COPIED_AT + Integer.BYTES);
    }
    // Written by the same machine: its own order of bytes, but for the salt, which is as it stands.
    ByteBuffer own = ByteBuffer.wrap(head).order(ByteOrder.nativeOrder());
    if (head.length < COPIED_AT + Integer.BYTES
        || !Arrays.equals(head, 0, COPY, head, COPY, 2 * COPY)
        || own.getInt(0) != VERSION
        || head[12] != 1
        || !matchesItsSum(own)) {
      return Optional.empty();
    }
    return Optional.of(
        new WalIndexFile(
            own.getInt(16),
            own.getInt(COPIED_AT),
            ByteBuffer.wrap(head).getLong(32),
            pair(own.getInt(24), own.getInt(28))));
  }

  private static boolean matchesItsSum(ByteBuffer own) {
    int s0 = 0;
    int s1 = 0;
    for (int at = 0; at < SUMMED; at += 2 * Integer.BYTES) {
      s0 += own.getInt(at) + s1;
      s1 += own.getInt(at + Integer.BYTES) + s0;
    }
    return own.getInt(SUMMED) == s0 && own.getInt(SUMMED + Integer.BYTES) == s1;
  }

  private static long pair(int first, int second) {
    return ((long) first << Integer.SIZE) | (second & 0xffff_ffffL);
  }

  boolean speaksOf(long log) {
    return frames > 0 && salt == log;
  }

  boolean endsWith(int first, int second) {
    return sum == pair(first, second);
  }

  /// True when some flushed frames are not in the database.
  boolean onlyHere() {
    return frames > copied;
  }
}
