package dev.rapport.customers;

/// What a customer is worth, as people say it. The weights are the reference tiers of
/// value-weighted routing: a platinum customer's waiting costs sixty times a bronze one's.
public enum ValueBand {
  PLATINUM(60),
  GOLD(12),
  SILVER(3),
  BRONZE(1);

  private final double weight;

  ValueBand(double weight) {
    this.weight = weight;
  }

  public double weight() {
    return weight;
  }

  /// The band nearest to a weight by ratio: 6 lies between silver (3) and gold (12), and is gold.
  static ValueBand of(double weight) {
    ValueBand nearest = BRONZE;
    for (ValueBand band : values()) {
      if (distance(band, weight) < distance(nearest, weight)) {
        nearest = band;
      }
    }
    return nearest;
  }

  private static double distance(ValueBand band, double weight) {
    return Math.abs(Math.log(weight / band.weight));
  }
}
