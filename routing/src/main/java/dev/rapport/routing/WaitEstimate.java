package dev.rapport.routing;

/// How much longer a contact will wait, as a range: eight of ten are answered between `low` and
/// `high`. Milliseconds from now.
///
/// @param ahead how many contacts go before it, those counted in part that other agents will take
public record WaitEstimate(long low, long middle, long high, double ahead) {
  /// The tenth and ninetieth hundredth of a normal distribution.
  private static final double Z = 1.2816;

  /// Beyond so many ahead, further ones are taken to go as fast as the last of these.
  private static final int MOST_STEPS = 10_000;

  /// The time until so many contacts and this one have found an agent: a sum of waits for the next
  /// to go, whether to an agent or away, the more the sooner. It has the mean and variance of a
  /// gamma distribution, whose quantiles are those of the cube-root approximation of Wilson and
  /// Hilferty (1931).
  ///
  /// @param perMilli how many agents who can take it become free in a millisecond
  /// @param leaving how many of those ahead give up in a millisecond, each
  static WaitEstimate of(double ahead, double perMilli, double leaving) {
    double mean = 0;
    double variance = 0;
    double left = ahead + 1;
    for (int before = 0; left > 0; before++) {
      double step = before == MOST_STEPS ? left : Math.min(1, left);
      double rate = perMilli + before * leaving;
      mean += step / rate;
      variance += step / rate / rate;
      left -= step;
    }
    double shape = mean * mean / variance;
    double rate = mean / variance;
    return new WaitEstimate(
        quantile(shape, -Z, rate), quantile(shape, 0, rate), quantile(shape, Z, rate), ahead);
  }

  private static long quantile(double shape, double z, double perMilli) {
    double root = 1 - 1 / (9 * shape) + z / (3 * StrictMath.sqrt(shape));
    return Math.round(shape * root * root * root / perMilli);
  }
}
