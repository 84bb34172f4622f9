package dev.rapport.storage;

import org.jspecify.annotations.Nullable;

/// Follows the chain of a log from one event to the next, and refuses the first that is not what
/// was written.
final class EventChain {
  private final String centre;
  private final HashChain hashes = new HashChain();
  private long last;
  private @Nullable String previous;

  /// To be shown the event `from` itself first (unless that is 0), because its hash is where the
  /// next one begins.
  EventChain(String centre, long from) {
    this.centre = centre;
    last = from == 0 ? 0 : from - 1;
    previous = from == 0 ? HashChain.START : null;
  }

  /// The last event that was found sound.
  long last() {
    return last;
  }

  /// The next event, when it is what was written.
  ///
  /// @throws DamagedLog when it is not
  EventRow check(@Nullable EventRow row) {
    long expected = last + 1;
    if (row == null) {
      throw new DamagedLog(centre, expected, "a part of it is missing");
    }
    if (row.sequence() != expected) {
      throw new DamagedLog(centre, expected, "it is missing; the next is " + row.sequence());
    }
    if (previous != null && !previous.equals(row.previousHash())) {
      throw new DamagedLog(centre, expected, "it does not follow the event before it");
    }
    if (!row.hash().equals(row.rightHash(hashes))) {
      throw new DamagedLog(centre, expected, "its content does not match its hash");
    }
    last = expected;
    previous = row.hash();
    return row;
  }

  /// To be called after the last event.
  ///
  /// @throws DamagedLog when the log as stored ends elsewhere
  void endsAt(LogEnd end) {
    if (last != end.sequence()) {
      throw new DamagedLog(
          centre,
          Math.min(last, end.sequence()) + 1,
          "the log has " + end.sequence() + " events, and the last that is there is " + last);
    }
    if (!end.hash().equals(previous)) {
      throw new DamagedLog(centre, last, "it is not the one the log ended with");
    }
  }
}
