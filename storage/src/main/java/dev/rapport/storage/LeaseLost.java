package dev.rapport.storage;

/// Another gateway decides for the centre now: what was decided here under the older epoch is not
/// stored, and this process must stop deciding.
public final class LeaseLost extends RuntimeException {
  private static final long serialVersionUID = 1L;

  LeaseLost(String centre, long epoch) {
    super("Another gateway leads centre '" + centre + "' since epoch " + epoch);
  }
}
