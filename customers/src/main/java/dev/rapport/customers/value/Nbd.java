package dev.rapport.customers.value;

import static dev.rapport.customers.value.SpecialFunctions.lnGamma;

/// NBD (Ehrenberg 1959): nobody ever leaves. The floor that the other models must beat.
public record Nbd(double r, double alpha) implements PurchaseModel {
  @Override
  public double logLikelihood(PurchaseRecord seen) {
    int x = seen.repeats();
    return lnGamma(r + x)
        - lnGamma(r)
        + r * Math.log(alpha)
        - (r + x) * Math.log(alpha + seen.observed());
  }

  @Override
  public double expectedPurchases(PurchaseRecord seen, double time) {
    return (r + seen.repeats()) / (alpha + seen.observed()) * time;
  }

  @Override
  public double expectedOfNew(double time) {
    return r / alpha * time;
  }
}
