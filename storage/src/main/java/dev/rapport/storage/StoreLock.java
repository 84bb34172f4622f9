package dev.rapport.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/// The lock of a data directory: one process at a time may write there. It goes with the process
/// that held it.
final class StoreLock implements AutoCloseable {
  private static final String FILE = "rapport.lock";

  private final FileChannel channel;

  private StoreLock(FileChannel channel) {
    this.channel = channel;
  }

  /// Null when somebody has it, be it another process or this one.
  ///
  /// @throws StoreStopped when the directory cannot be used
  static @Nullable StoreLock tryTake(Path directory) {
    try {
      Files.createDirectories(directory);
      FileChannel channel =
          FileChannel.open(
              directory.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (locked(channel)) {
        return new StoreLock(channel);
      }
      channel.close();
      return null;
    } catch (IOException e) {
      throw new StoreStopped("The directory " + directory + " cannot be used: " + e, e);
    }
  }

  /// @throws StoreStopped when somebody has it
  static StoreLock take(Path directory) {
    StoreLock lock = tryTake(directory);
    if (lock == null) {
      throw new StoreStopped("The database in " + directory + " is open in another process");
    }
    return lock;
  }

  private static boolean locked(FileChannel channel) throws IOException {
    try {
      FileLock held = channel.tryLock();
      return held != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
