package dev.rapport.customers.value;

import java.util.List;

/// The models in force for one currency of a centre: what they were fitted to is a cohort, and the
/// version goes with every figure, so that a score can be computed again later.
///
/// @param version epoch milliseconds of the fit, or 0 for the parameters Rapport starts with
/// @param buying in weeks
/// @param spending in minor units
public record ValueModels(long version, String currency, ParetoNbd buying, GammaGamma spending) {
  /// Fewer repeat buyers than this do not make a model.
  public static final int FEWEST_REPEATERS = 50;

  /// Until a centre has customers enough: buyers as those of a mail-order shop, who spend 35.00.
  public static ValueModels starting(String currency) {
    return new ValueModels(
        0,
        currency,
        new ParetoNbd(0.553, 10.578, 0.606, 11.669),
        new GammaGamma(6.25, 3.74, 1_544));
  }

  /// Fits both models. Takes seconds.
  ///
  /// @param ledgers all of the currency
  public static ValueModels fit(List<PurchaseLedger> ledgers, String currency, long now) {
    List<PurchaseLedger> own =
        ledgers.stream().filter(l -> l.currency().equals(currency) && l.firstAt() <= now).toList();
    List<Fitting.Spend> spends =
        own.stream()
            .filter(l -> l.repeats() > 0 && l.repeatMean() > 0)
            .map(l -> new Fitting.Spend(l.repeats(), l.repeatMean()))
            .toList();
    if (spends.size() < FEWEST_REPEATERS) {
      return starting(currency);
    }
    var fitting = new Fitting(own.stream().map(l -> l.record(now)).toList());
    return new ValueModels(now, currency, fitting.paretoNbd(), Fitting.gammaGamma(spends));
  }
}
