package dev.rapport.routing;

/// How pressing a contact is. Multiplies the rate at which its priority grows.
public enum Urgency {
  LOW(0, 500_000),
  NORMAL(1, 1_000_000),
  HIGH(2, 2_000_000),
  CRITICAL(3, 4_000_000);

  private final int rank;
  private final long micros;

  Urgency(int rank, long micros) {
    this.rank = rank;
    this.micros = micros;
  }

  /// For strict priority: higher goes first.
  int rank() {
    return rank;
  }

  /// The factor on the contact's weight, in millionths.
  public long micros() {
    return micros;
  }
}
