package dev.rapport.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/// What a disk may hold after the power failed. It is shown the files of a real SQLite after each
/// commit; between two of them it knows which sectors were written and not yet flushed, and makes
/// any subset of those arrive, in no order. What was flushed stays.
///
/// ```
///   commit k    flushed: the log up to k
///     │  (begins the log anew: writes its header, flushes it)
///     │  writes the frames of k + 1     ─▶ a cut here: any subset of the log's new sectors
///     │  flushes the log
///     │  copies pages into the database ─▶ a cut here: the log whole, any subset of its sectors
///   commit k+1
/// ```
///
/// The shared index is never flushed: afterwards it is gone, or some older one.
final class SimulatedDisk {
  private static final int SECTOR = 512;
  private static final int HEADER = 32;

  private final List<Image> images = new ArrayList<>();
  private final Random random;

  /// The files after one commit.
  private record Image(byte[] database, byte[] log, byte[] index) {}

  SimulatedDisk(Random random) {
    this.random = random;
  }

  void flushed(Path store) throws IOException {
    images.add(new Image(read(store, ""), read(store, "-wal"), read(store, "-shm")));
  }

  int commits() {
    return images.size();
  }

  private static byte[] read(Path store, String end) throws IOException {
    Path file = store.resolve("rapport.db" + end);
    return Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
  }

  /// Writes what is left when the power fails during a commit.
  ///
  /// @param commit how many commits were flushed before
  /// @param unflushed how many commits before that one were not flushed after all: 0 on a disk that
  ///   keeps its word
  void cut(int commit, int unflushed, Path into) throws IOException {
    Image before = images.get(Math.max(0, commit - 1 - unflushed));
    Image after = images.get(Math.min(commit, images.size() - 1));
    boolean copying = unflushed == 0 && random.nextInt(4) == 0;
    byte[] database = copying ? torn(before.database, after.database) : before.database;
    byte[] log = copying ? after.log : tornLog(before.log, after.log);
    Files.createDirectories(into);
    Files.write(into.resolve("rapport.db"), database);
    Files.write(into.resolve("rapport.db-wal"), log);
    Path index = into.resolve("rapport.db-shm");
    Files.deleteIfExists(index);
    if (random.nextBoolean()) {
      Files.write(index, images.get(random.nextInt(Math.max(1, commit - unflushed))).index);
    }
  }

  /// A log that begins anew gets its header flushed before the first frame is written.
  private byte[] tornLog(byte[] before, byte[] after) {
    if (after.length < HEADER
        || Arrays.equals(before, 0, Math.min(HEADER, before.length), after, 0, HEADER)) {
      return torn(before, after);
    }
    byte[] left =
        random.nextInt(4) == 0 ? atLeastHeader(before) : atLeastHeader(torn(before, after));
    System.arraycopy(after, 0, left, 0, HEADER);
    return left;
  }

  private static byte[] atLeastHeader(byte[] log) {
    return Arrays.copyOf(log, Math.max(log.length, HEADER));
  }

  private byte[] torn(byte[] before, byte[] after) {
    if (before.length == after.length && Arrays.equals(before, after)) {
      return after;
    }
    // Sometimes nearly all of it arrived, sometimes nearly nothing.
    int share = random.nextInt(101);
    int length =
        after.length <= before.length
            ? before.length
            : before.length + random.nextInt(after.length - before.length + 1);
    byte[] left = Arrays.copyOf(before, length);
    for (int at = 0; at < Math.min(length, after.length); at += SECTOR) {
      if (random.nextInt(100) < share) {
        System.arraycopy(
            after, at, left, at, Math.min(SECTOR, Math.min(length, after.length) - at));
      }
    }
    return left;
  }
}
