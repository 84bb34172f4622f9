package dev.rapport.customers;

/// Turns a customer's value into the weight that routing uses.
///
/// The weight is value / median, held between 1 and 60. So the median customer and everybody below
/// has 1, nobody counts less than that however little he brings, and nobody more than sixty times,
/// however much. Not told, or told in another currency than the scale's: 1.
///
/// @param median the value of the customer in the middle; positive
public record ValueScale(Money median) {
  public static final double MIN_WEIGHT = 1;
  public static final double MAX_WEIGHT = 60;

  public ValueScale {
    if (median.minor() <= 0) {
      throw new IllegalArgumentException("the median value is positive");
    }
  }

  /// The routing weight, from 1 to 60.
  public double weight(CustomerValue value) {
    ValueBand told = value.told();
    if (told != null) {
      return told.weight();
    }
    Money amount = value.amount();
    if (amount == null || !amount.currency().equals(median.currency())) {
      return MIN_WEIGHT;
    }
    return Math.clamp((double) amount.minor() / median.minor(), MIN_WEIGHT, MAX_WEIGHT);
  }

  /// The band to show: the one told, or the one nearest to the weight.
  public ValueBand band(CustomerValue value) {
    return ValueBand.of(weight(value));
  }
}
