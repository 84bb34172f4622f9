package dev.rapport.knowledge.calibration;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;

/// The lowest threshold that keeps a wanted error rate (risk-controlled selection): going down from
/// the most confident question, the last one up to which the upper bound of the error rate, by
/// Clopper and Pearson (1934), is within what is wanted.
///
/// @param rate the share of wrong ones among those answered, 0 to 1
/// @param confidence how sure one wants to be of that, such as 0.9
public record WantedError(double rate, double confidence) {

  /// One wrong answer in twenty, nine times in ten.
  public static final WantedError USUAL = new WantedError(0.05, 0.9);

  /// Empty if no threshold keeps it, or too few questions were judged to know.
  public OptionalDouble threshold(List<Judged> judged) {
    var sorted = new ArrayList<>(judged);
    sorted.sort(Comparator.comparingDouble(Judged::confidence).reversed());
    OptionalDouble found = OptionalDouble.empty();
    int wrong = 0;
    for (int i = 0; i < sorted.size(); i++) {
      wrong += sorted.get(i).right() ? 0 : 1;
      boolean last =
          i + 1 == sorted.size() || sorted.get(i + 1).confidence() < sorted.get(i).confidence();
      if (last && isKept(wrong, i + 1)) {
        found = OptionalDouble.of(sorted.get(i).confidence());
      }
    }
    return found;
  }

  /// Whether the upper bound of the error rate is within what is wanted: so it is exactly when no
  /// rate as high as the wanted one explains so few wrong ones any more.
  boolean isKept(int wrong, int of) {
    return rate >= 1 || (wrong < of * rate && atMost(wrong, of, rate) <= 1 - confidence);
  }

  /// The rate that so few wrong ones exclude: it is not higher, as sure as {@link #confidence} says
  /// (Clopper and Pearson's upper bound). 1 for none of none.
  public double atMost(int wrong, int of) {
    if (wrong >= of) {
      return 1;
    }
    double low = 0;
    double high = 1;
    for (int i = 0; i < 50; i++) {
      double middle = (low + high) / 2;
      if (atMost(wrong, of, middle) > 1 - confidence) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }

  /// The probability of at most `wrong` of `of` when each is wrong with probability `p`.
  static double atMost(int wrong, int of, double p) {
    double log = of * Math.log1p(-p);
    double sum = Math.exp(log);
    for (int k = 1; k <= wrong; k++) {
      log += Math.log((double) (of - k + 1) / k) + Math.log(p) - Math.log1p(-p);
      sum += Math.exp(log);
    }
    return sum;
  }
}
