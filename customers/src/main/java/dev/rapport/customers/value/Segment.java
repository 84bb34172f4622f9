package dev.rapport.customers.value;

import java.util.Locale;

/// Where a customer stands among all buyers of a centre, in three respects.
public record Segment(Revenue revenue, Profit profit, Behaviour behaviour) {
  /// By what they spend together: the largest who make up four fifths of it, those who make up the
  /// next 15 %, and all others.
  public enum Revenue {
    LARGE,
    MIDDLE,
    SMALL
  }

  /// By the margin they leave: more than the middle customer, less, or none at all.
  public enum Profit {
    STRONG,
    THIN,
    LOSS
  }

  /// By how they buy.
  public enum Behaviour {
    /// The first purchase is younger than 90 days.
    NEW,
    /// Comes back, and is still here with more than even odds.
    REGULAR,
    /// Bought once or twice, and may be still here.
    OCCASIONAL,
    /// Came back, and has probably left.
    FADING,
    /// Bought once or twice, and has probably left.
    LOST
  }

  /// `large, strong, regular`.
  public String words() {
    return (revenue + ", " + profit + ", " + behaviour).toLowerCase(Locale.ROOT);
  }
}
