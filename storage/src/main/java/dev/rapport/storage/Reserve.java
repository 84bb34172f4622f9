package dev.rapport.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Disk space held by a file of zeros. When the disk is full the file goes, and what it held is
/// left for the ends of contacts; when there is space again the file comes back. Used by the writer
/// thread alone.
final class Reserve {
  private static final Logger LOG = LoggerFactory.getLogger(Reserve.class);
  private static final int CHUNK = 1 << 20;
  private static final Duration BETWEEN_TRIES = Duration.ofSeconds(1);

  private final Path file;
  private final long bytes;
  private volatile boolean released;
  private long lastTry = System.nanoTime();

  Reserve(Path file, long bytes) {
    this.file = file;
    this.bytes = bytes;
    released = !take();
  }

  /// True from a full disk until there is space again.
  boolean released() {
    return released;
  }

  /// Gives the space up.
  void release() {
    if (!released) {
      LOG.error("The disk is full: only ends of contacts are stored until there is space");
    }
    released = true;
    lastTry = System.nanoTime();
    delete();
  }

  /// Takes the space back when there is enough, trying at most once a second. Twice the reserve
  /// must be free, so that a nearly full disk does not go back and forth.
  void tryToTakeBack() {
    long now = System.nanoTime();
    if (!released || now - lastTry < BETWEEN_TRIES.toNanos()) {
      return;
    }
    lastTry = now;
    try {
      if (Files.getFileStore(file.toAbsolutePath().getParent()).getUsableSpace() < 2 * bytes) {
        return;
      }
    } catch (IOException e) {
      return;
    }
    if (take()) {
      released = false;
      LOG.info("There is disk space again: everything is stored");
    }
  }

  private boolean take() {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      ByteBuffer zeros = ByteBuffer.allocate(CHUNK);
      for (long at = channel.size(); at < bytes; at = channel.size()) {
        zeros.clear().limit((int) Math.min(CHUNK, bytes - at));
        channel.write(zeros, at);
      }
      channel.force(true);
      return true;
    } catch (IOException e) {
      LOG.warn("Could not set {} bytes of disk space aside: {}", bytes, e.getMessage());
      delete();
      return false;
    }
  }

  private void delete() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      LOG.warn("Could not give the reserved disk space up: {}", e.getMessage());
    }
  }
}
