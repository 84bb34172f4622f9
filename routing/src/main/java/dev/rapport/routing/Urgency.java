package dev.rapport.routing;

/// How pressing a contact is. Multiplies the rate at which its priority grows.
public enum Urgency {
  LOW(500_000),
  NORMAL(1_000_000),
  HIGH(2_000_000),
  CRITICAL(4_000_000);

  private final long micros;

  Urgency(long micros) {
    this.micros = micros;
  }

  /// The factor on the contact's weight, in millionths.
  public long micros() {
    return micros;
  }
}
