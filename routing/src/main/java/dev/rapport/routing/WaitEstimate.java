package dev.rapport.routing;

/// How much longer a contact will wait, as a range: eight of ten are answered between `low` and
/// `high`. Milliseconds from now.
///
/// @param ahead how many contacts go before it, those counted in part that other agents will take
public record WaitEstimate(long low, long middle, long high, double ahead) {
  /// The tenth and ninetieth hundredth of a normal distribution.
  private static final double Z = 1.2816;

  /// The time until so many contacts and this one have found an agent, when agents become free at
  /// random at a known rate: a gamma distribution, by the cube-root approximation of Wilson and
  /// Hilferty (1931).
  ///
  /// @param perMilli how many agents who can take it become free in a millisecond
  static WaitEstimate of(double ahead, double perMilli) {
    double shape = ahead + 1;
    return new WaitEstimate(
        quantile(shape, -Z, perMilli),
        quantile(shape, 0, perMilli),
        quantile(shape, Z, perMilli),
        ahead);
  }

  private static long quantile(double shape, double z, double perMilli) {
    double root = 1 - 1 / (9 * shape) + z / (3 * StrictMath.sqrt(shape));
    return Math.round(shape * root * root * root / perMilli);
  }
}
