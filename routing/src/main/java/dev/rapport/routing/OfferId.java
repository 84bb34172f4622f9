package dev.rapport.routing;

/// The number of an offer. Numbers only rise, so it is also the fencing token: an accept that names
/// an older offer of the same contact is late, whoever sends it.
public record OfferId(long number) {
  public OfferId {
    if (number <= 0) {
      throw new IllegalArgumentException("an offer's number is positive, not " + number);
    }
  }

  @Override
  public String toString() {
    return Long.toString(number);
  }
}
