package dev.rapport.customers.identity;

import java.util.List;
import java.util.Locale;

/// How strongly two records speak for one person.
///
/// @param bits the logarithm to base 2 of the odds: 0 is even, 10 is a thousand to one
/// @param reasons what each field that both records fill added or took away, strongest first
public record MatchWeight(double bits, List<Reason> reasons) {
  public MatchWeight {
    reasons = List.copyOf(reasons);
  }

  /// @param level 0 when the values are the same, up to the field's last level when they differ
  public record Reason(String field, int level, double bits, boolean different) {
    /// `same birth date (+9.4)`, `similar surname (+3.1)`, `another postcode (-2.0)`.
    public String words() {
      String how = level == 0 ? "same " : different ? "another " : "similar ";
      return how + field + String.format(Locale.ROOT, " (%+.1f)", bits);
    }
  }

  /// The probability that they are one, from 0 to 1.
  public double probability() {
    return 1 / (1 + Math.exp(-bits * Math.log(2)));
  }

  /// For an agent: the reasons in one line.
  public String words() {
    return String.join(", ", reasons.stream().map(Reason::words).toList());
  }
}
