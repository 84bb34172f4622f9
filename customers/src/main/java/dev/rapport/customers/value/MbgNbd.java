package dev.rapport.customers.value;

import static dev.rapport.customers.value.SpecialFunctions.lnBeta;
import static dev.rapport.customers.value.SpecialFunctions.lnGamma;
import static dev.rapport.customers.value.SpecialFunctions.lnHypergeometric;
import static dev.rapport.customers.value.SpecialFunctions.lnSum;

/// MBG/NBD (Batislam, Denizel and Filiztekin 2007): customers may also leave after the first
/// purchase.
public record MbgNbd(double r, double alpha, double a, double b)
    implements PurchaseModel, LifetimeModel {
  @Override
  public double logLikelihood(PurchaseRecord seen) {
    int x = seen.repeats();
    double stayed =
        lnBeta(a, b + x + 1) - lnBeta(a, b) - (r + x) * Math.log(alpha + seen.observed());
    double left = lnBeta(a + 1, b + x) - lnBeta(a, b) - (r + x) * Math.log(alpha + seen.last());
    return lnGamma(r + x) - lnGamma(r) + r * Math.log(alpha) + lnSum(stayed, left);
  }

  @Override
  public double alive(PurchaseRecord seen) {
    int x = seen.repeats();
    double odds = a / (b + x) * Math.pow((alpha + seen.observed()) / (alpha + seen.last()), r + x);
    return 1 / (1 + odds);
  }

  @Override
  public double expectedPurchases(PurchaseRecord seen, double time) {
    int x = seen.repeats();
    double until = alpha + seen.observed();
    double series = lnHypergeometric(r + x, b + x + 1, a + b + x, time / (until + time));
    double kept = 1 - Math.exp((r + x) * Math.log(until / (until + time)) + series);
    return (a + b + x) / (a - 1) * kept * alive(seen);
  }

  @Override
  public double expectedOfNew(double time) {
    double series = lnHypergeometric(r, b + 1, a + b, time / (alpha + time));
    return b / (a - 1) * (1 - Math.exp(r * Math.log(alpha / (alpha + time)) + series));
  }
}
