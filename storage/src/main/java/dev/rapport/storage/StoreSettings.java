package dev.rapport.storage;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Where a [Store] lives and its bounds.
///
/// @param directory holds the database and its companions; made when missing; one process at a time
/// @param postgres the record is in this PostgreSQL, see [PostgresAddress]; null for SQLite in the
///   directory
/// @param pendingWrites writes that may wait or be under way, and as many essential ones beside
///   them; one more is refused as [Overloaded]
/// @param jobsPerCommit writes that share one commit at most
/// @param readers connections for reads; a read waits for one up to `readWait`
/// @param readWait how long a read waits for a connection before it is refused as [Overloaded]
/// @param busyTimeout how long the database waits for a lock held by another connection
/// @param walPages of SQLite: pages in the write-ahead log from which a commit moves them into the
///   database. Few keep the longest commit short; many make large imports faster, for a page that
///   changes often is moved once
/// @param reserveBytes disk space kept back so that contacts can still end on a full disk
public record StoreSettings(
    Path directory,
    @Nullable String postgres,
    int pendingWrites,
    int jobsPerCommit,
    int readers,
    Duration readWait,
    Duration busyTimeout,
    int walPages,
    long reserveBytes) {

  public static final int PENDING_WRITES = 10_000;
  public static final int JOBS_PER_COMMIT = 1_000;
  public static final int READERS = 4;
  public static final Duration READ_WAIT = Duration.ofSeconds(5);
  public static final Duration BUSY_TIMEOUT = Duration.ofSeconds(5);
  public static final int WAL_PAGES = 1_000;
  public static final int WAL_PAGES_OF_IMPORTS = 4_000;
  public static final long RESERVE_BYTES = 16L << 20;

  public StoreSettings {
    if (pendingWrites < 1 || jobsPerCommit < 1 || readers < 1 || walPages < 1 || reserveBytes < 0) {
      throw new IllegalArgumentException(
          "pendingWrites, jobsPerCommit, readers and walPages must be at least 1, reserveBytes at least 0");
    }
  }

  /// @throws IllegalArgumentException saying what is wrong with the address of a PostgreSQL
  public static void checkAddress(String url) {
    var _ = PostgresAddress.of(url);
  }

  /// The defaults, in a directory.
  public static StoreSettings in(Path directory) {
    return new StoreSettings(
        directory,
        null,
        PENDING_WRITES,
        JOBS_PER_COMMIT,
        READERS,
        READ_WAIT,
        BUSY_TIMEOUT,
        WAL_PAGES,
        RESERVE_BYTES);
  }

  public StoreSettings withPendingWrites(int bound) {
    return new StoreSettings(
        directory,
        postgres,
        bound,
        jobsPerCommit,
        readers,
        readWait,
        busyTimeout,
        walPages,
        reserveBytes);
  }

  public StoreSettings withReserveBytes(long bytes) {
    return new StoreSettings(
        directory,
        postgres,
        pendingWrites,
        jobsPerCommit,
        readers,
        readWait,
        busyTimeout,
        walPages,
        bytes);
  }

  /// @param url as in [PostgresAddress]; null for SQLite in the directory
  public StoreSettings withPostgres(@Nullable String url) {
    return new StoreSettings(
        directory,
        url,
        pendingWrites,
        jobsPerCommit,
        readers,
        readWait,
        busyTimeout,
        walPages,
        reserveBytes);
  }

  public StoreSettings withWalPages(int pages) {
    return new StoreSettings(
        directory,
        postgres,
        pendingWrites,
        jobsPerCommit,
        readers,
        readWait,
        busyTimeout,
        pages,
        reserveBytes);
  }
}
