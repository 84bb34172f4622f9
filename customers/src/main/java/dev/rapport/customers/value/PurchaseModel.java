package dev.rapport.customers.value;

/// A model of when customers buy and when they silently leave. Times are in the unit the model was
/// fitted in.
public sealed interface PurchaseModel permits BgNbd, MbgNbd, Nbd, ParetoNbd {
  /// The logarithm of how likely this record is.
  double logLikelihood(PurchaseRecord seen);

  /// Purchases to expect in the next `time`.
  double expectedPurchases(PurchaseRecord seen, double time);

  /// Purchases to expect of somebody new in the first `time` after the first one.
  double expectedOfNew(double time);
}
