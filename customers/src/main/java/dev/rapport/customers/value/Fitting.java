package dev.rapport.customers.value;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// Fits the models to all customers by maximum likelihood. Customers with the same record are
/// counted once, so that a million of them cost about as much as a hundred thousand. Takes seconds;
/// for the background.
public final class Fitting {
  private final Map<PurchaseRecord, Integer> records = new LinkedHashMap<>();

  /// @param customers at least one, times in any unit in which a year is not beyond thousands
  public Fitting(List<PurchaseRecord> customers) {
    if (customers.isEmpty()) {
      throw new IllegalArgumentException("no customers to fit to");
    }
    customers.forEach(each -> records.merge(each, 1, Integer::sum));
  }

  /// The likelihood's logarithm, over all customers.
  public double logLikelihood(PurchaseModel model) {
    double sum = 0;
    for (Map.Entry<PurchaseRecord, Integer> each : records.entrySet()) {
      sum += each.getValue() * model.logLikelihood(each.getKey());
    }
    return sum;
  }

  public ParetoNbd paretoNbd() {
    return best(p -> new ParetoNbd(p[0], p[1], p[2], p[3]), 1, 10, 1, 10);
  }

  public MbgNbd mbgNbd() {
    return best(p -> new MbgNbd(p[0], p[1], p[2], p[3]), 1, 10, 1, 2);
  }

  public BgNbd bgNbd() {
    return best(p -> new BgNbd(p[0], p[1], p[2], p[3]), 1, 10, 1, 2);
  }

  public Nbd nbd() {
    return best(p -> new Nbd(p[0], p[1]), 1, 10);
  }

  private <M extends PurchaseModel> M best(Function<double[], M> model, double... start) {
    return model.apply(Maximum.of(p -> logLikelihood(model.apply(p)), start));
  }

  /// What somebody spent on repeat purchases.
  ///
  /// @param repeats at least 1
  /// @param mean more than 0
  public record Spend(int repeats, double mean) {}

  public static GammaGamma gammaGamma(List<Spend> spends) {
    double[] best =
        Maximum.of(p -> logLikelihood(new GammaGamma(p[0], p[1], p[2]), spends), 2, 3, 10);
    return new GammaGamma(best[0], best[1], best[2]);
  }

  public static double logLikelihood(GammaGamma model, List<Spend> spends) {
    double sum = 0;
    for (Spend each : spends) {
      sum += model.logLikelihood(each.repeats(), each.mean());
    }
    return sum;
  }
}
