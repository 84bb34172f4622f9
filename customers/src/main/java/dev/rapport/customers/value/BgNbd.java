package dev.rapport.customers.value;

import static dev.rapport.customers.value.SpecialFunctions.lnBeta;
import static dev.rapport.customers.value.SpecialFunctions.lnGamma;
import static dev.rapport.customers.value.SpecialFunctions.lnHypergeometric;
import static dev.rapport.customers.value.SpecialFunctions.lnSum;

/// BG/NBD (Fader, Hardie and Lee 2005): customers leave only right after a purchase. Here to
/// compare with; see the package for why it is not asked who is still a customer.
public record BgNbd(double r, double alpha, double a, double b) implements PurchaseModel {
  @Override
  public double logLikelihood(PurchaseRecord seen) {
    int x = seen.repeats();
    double stayed = -(r + x) * Math.log(alpha + seen.observed());
    double left =
        x == 0
            ? Double.NEGATIVE_INFINITY
            : Math.log(a) - Math.log(b + x - 1) - (r + x) * Math.log(alpha + seen.last());
    return lnGamma(r + x)
        - lnGamma(r)
        + r * Math.log(alpha)
        + lnBeta(a, b + x)
        - lnBeta(a, b)
        + lnSum(stayed, left);
  }

  @Override
  public double expectedPurchases(PurchaseRecord seen, double time) {
    int x = seen.repeats();
    double until = alpha + seen.observed();
    double series = lnHypergeometric(r + x, b + x, a + b + x - 1, time / (until + time));
    double kept = 1 - Math.exp((r + x) * Math.log(until / (until + time)) + series);
    return (a + b + x - 1) / (a - 1) * kept / (1 + leftOdds(seen));
  }

  @Override
  public double expectedOfNew(double time) {
    double series = lnHypergeometric(r, b, a + b - 1, time / (alpha + time));
    return (a + b - 1) / (a - 1) * (1 - Math.exp(r * Math.log(alpha / (alpha + time)) + series));
  }

  private double leftOdds(PurchaseRecord seen) {
    int x = seen.repeats();
    return x == 0
        ? 0
        : a / (b + x - 1) * Math.pow((alpha + seen.observed()) / (alpha + seen.last()), r + x);
  }

  /// For the comparison in the benchmark alone.
  double aliveForComparison(PurchaseRecord seen) {
    return 1 / (1 + leftOdds(seen));
  }
}
