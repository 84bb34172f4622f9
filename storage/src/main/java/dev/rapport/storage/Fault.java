package dev.rapport.storage;

import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/// What a failure says about the database it came from.
enum Fault {
  /// Nothing: the job's own statement or code was wrong.
  JOB,
  /// No room on the disk. SQLite may have rolled the whole transaction back by itself.
  FULL,
  /// Somebody else holds the lock.
  BUSY,
  /// The disk or the file failed: nothing can be promised now.
  BROKEN;

  private static final int PRIMARY_CODE = 0xff;

  /// Reads the codes of <https://sqlite.org/rescode.html>; the low byte is the primary code.
  static Fault of(@Nullable Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof SQLiteException sqlite) {
        return of(sqlite.getResultCode());
      }
    }
    return JOB;
  }

  private static Fault of(SQLiteErrorCode code) {
    // Growing the shared index of the WAL on a full disk is reported as this, not as FULL.
    if (code == SQLiteErrorCode.SQLITE_IOERR_SHMSIZE) {
      return FULL;
    }
    int primary = code.code & PRIMARY_CODE;
    if (primary == SQLiteErrorCode.SQLITE_FULL.code) {
      return FULL;
    }
    if (primary == SQLiteErrorCode.SQLITE_BUSY.code) {
      return BUSY;
    }
    boolean broken =
        primary == SQLiteErrorCode.SQLITE_IOERR.code
            || primary == SQLiteErrorCode.SQLITE_CORRUPT.code
            || primary == SQLiteErrorCode.SQLITE_NOTADB.code
            || primary == SQLiteErrorCode.SQLITE_READONLY.code
            || primary == SQLiteErrorCode.SQLITE_CANTOPEN.code
            || primary == SQLiteErrorCode.SQLITE_NOMEM.code;
    return broken ? BROKEN : JOB;
  }
}
