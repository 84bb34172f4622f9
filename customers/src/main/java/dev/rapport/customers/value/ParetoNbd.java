package dev.rapport.customers.value;

import static dev.rapport.customers.value.SpecialFunctions.lnDifference;
import static dev.rapport.customers.value.SpecialFunctions.lnGamma;
import static dev.rapport.customers.value.SpecialFunctions.lnHypergeometric;
import static dev.rapport.customers.value.SpecialFunctions.lnSum;

/// Pareto/NBD (Schmittlein, Morrison and Colombo 1987): each customer buys at his own rate and
/// leaves at his own rate, at any time. What Rapport uses.
public record ParetoNbd(double r, double alpha, double s, double beta)
    implements PurchaseModel, LifetimeModel {
  @Override
  public double logLikelihood(PurchaseRecord seen) {
    int x = seen.repeats();
    double common = lnGamma(r + x) - lnGamma(r) + r * Math.log(alpha) + s * Math.log(beta);
    double stayed =
        -(r + x) * Math.log(alpha + seen.observed()) - s * Math.log(beta + seen.observed());
    return common + lnSum(stayed, Math.log(s / (r + s + x)) + lnLeft(seen));
  }

  /// ln A0: how the time between the last purchase and now speaks for having left.
  private double lnLeft(PurchaseRecord seen) {
    return lnDifference(
        lnPrimitive(seen.repeats(), seen.last()), lnPrimitive(seen.repeats(), seen.observed()));
  }

  private double lnPrimitive(int x, double time) {
    double most = Math.max(alpha, beta) + time;
    double power = alpha >= beta ? s + 1 : r + x;
    return lnHypergeometric(r + s + x, power, r + s + x + 1, Math.abs(alpha - beta) / most)
        - (r + s + x) * Math.log(most);
  }

  @Override
  public double alive(PurchaseRecord seen) {
    int x = seen.repeats();
    double odds =
        Math.log(s / (r + s + x))
            + (r + x) * Math.log(alpha + seen.observed())
            + s * Math.log(beta + seen.observed())
            + lnLeft(seen);
    return 1 / (1 + Math.exp(odds));
  }

  @Override
  public double expectedPurchases(PurchaseRecord seen, double time) {
    double until = beta + seen.observed();
    double rate = (r + seen.repeats()) / (alpha + seen.observed());
    return rate * lifetime(until, time) * alive(seen);
  }

  @Override
  public double expectedOfNew(double time) {
    return r / alpha * lifetime(beta, time);
  }

  /// The expected time as a customer within the next `time`; its limit where s is 1.
  private double lifetime(double from, double time) {
    if (Math.abs(s - 1) < 1e-9) {
      return from * Math.log((from + time) / from);
    }
    return from / (s - 1) * (1 - Math.pow(from / (from + time), s - 1));
  }
}
