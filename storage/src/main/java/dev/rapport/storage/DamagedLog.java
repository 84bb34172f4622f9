package dev.rapport.storage;

/// The event log of a centre is not what was written: a row was changed, taken out or put in. The
/// centre must not start on it (P21).
public final class DamagedLog extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String centre;
  private final long sequence;
  private final String reason;

  DamagedLog(String centre, long sequence, String reason) {
    super("The log of centre '" + centre + "' is damaged at event " + sequence + ": " + reason);
    this.centre = centre;
    this.sequence = sequence;
    this.reason = reason;
  }

  /// The event's payload cannot be read.
  DamagedLog(String centre, long sequence, RuntimeException cause) {
    this(centre, sequence, String.valueOf(cause.getMessage()));
    initCause(cause);
  }

  public String centre() {
    return centre;
  }

  /// The first event that is not what was written; all before it are sound.
  public long sequence() {
    return sequence;
  }

  public String reason() {
    return reason;
  }
}
