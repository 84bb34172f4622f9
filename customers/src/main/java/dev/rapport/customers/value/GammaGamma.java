package dev.rapport.customers.value;

import static dev.rapport.customers.value.SpecialFunctions.lnGamma;

/// Gamma-Gamma (Fader and Hardie 2013): what somebody spends on average, when his few purchases are
/// only a sample of it.
public record GammaGamma(double p, double q, double v) {
  /// @param repeats x, at least 1
  /// @param mean the mean spend of the repeat purchases, more than 0
  public double logLikelihood(int repeats, double mean) {
    double px = p * repeats;
    return lnGamma(px + q)
        - lnGamma(px)
        - lnGamma(q)
        + q * Math.log(v)
        + (px - 1) * Math.log(mean)
        + px * Math.log(repeats)
        - (px + q) * Math.log(v + repeats * mean);
  }

  /// The expected spend of a purchase, for somebody who spent `mean` in each of `repeats`; without
  /// repeats it is everybody's.
  public double expectedSpend(int repeats, double mean) {
    double weight = (q - 1) / (p * repeats + q - 1);
    return weight * population() + (1 - weight) * mean;
  }

  /// Everybody's expected spend.
  public double population() {
    return v * p / (q - 1);
  }
}
