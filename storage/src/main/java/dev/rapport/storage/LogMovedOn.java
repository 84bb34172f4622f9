package dev.rapport.storage;

/// The log is not where the appender left it: an earlier append failed, or somebody else wrote.
/// What was to be appended was decided on a state that is not the log's, so nothing of it is
/// stored; the core must be rebuilt from the log, on a new [SqlEventLog].
public final class LogMovedOn extends RuntimeException {
  private static final long serialVersionUID = 1L;

  LogMovedOn(String centre, long expected, long found) {
    super(
        "The log of centre '"
            + centre
            + "' ends at event "
            + found
            + " where the appender expected "
            + expected);
  }
}
