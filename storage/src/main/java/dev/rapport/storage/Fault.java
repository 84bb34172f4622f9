package dev.rapport.storage;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/// What a failure says about the database it came from.
enum Fault {
  /// Nothing: the job's own statement or code was wrong.
  JOB,
  /// No room on the disk. SQLite may have rolled the whole transaction back by itself.
  FULL,
  /// Somebody else holds the lock, or was in the way.
  BUSY,
  /// The server is not there, or has become a standby.
  GONE,
  /// The disk or the file failed: nothing can be promised now.
  BROKEN;

  private static final int PRIMARY_CODE = 0xff;

  /// Reads the codes of <https://sqlite.org/rescode.html>; the low byte is the primary code.
  static Fault of(@Nullable Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof SQLiteException sqlite) {
        return of(sqlite.getResultCode());
      }
      if (t instanceof SQLException postgres && postgres.getSQLState() != null) {
        return of(postgres.getSQLState());
      }
    }
    return JOB;
  }

  /// Reads the codes of <https://www.postgresql.org/docs/current/errcodes-appendix.html>.
  private static Fault of(String state) {
    return switch (state) {
      case "53100" -> FULL;
      case "55P03", "40001", "40P01" -> BUSY;
      // Shut down, crashed, not up yet, stood still too long, read-only after a failover, no
      // connection left.
      case "57P01", "57P02", "57P03", "25P03", "25006", "53300" -> GONE;
      default ->
          switch (state.substring(0, 2)) {
            case "08" -> GONE;
            case "58", "XX" -> BROKEN;
            default -> JOB;
          };
    };
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
