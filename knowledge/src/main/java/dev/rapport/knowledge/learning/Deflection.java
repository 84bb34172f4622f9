package dev.rapport.knowledge.learning;

import dev.rapport.knowledge.learning.AnswerJournal.Outcome;
import java.util.List;

/// What answers spare people, counted honestly: a case is a contact of a known customer, whatever
/// was asked in it. It is verified when no person took it or was asked for, and the customer did
/// not come back within seven days for the same. What answers themselves do is the difference to
/// the share from which they were kept back, since some would have left without any answer.
///
/// @param shown cases in which answers were shown
/// @param verified those of them that are verified
/// @param withheld cases in which answers were kept back
/// @param leftAnyway those of them that would have counted as verified
public record Deflection(int shown, int verified, int withheld, int leftAnyway) {

  /// Two sides of the normal distribution for 95 %.
  private static final double Z = 1.959964;

  /// Cases on each side below which nothing is claimed.
  public static final int ENOUGH = 30;

  public static Deflection of(List<Outcome> outcomes) {
    int shown = 0;
    int verified = 0;
    int withheld = 0;
    int leftAnyway = 0;
    for (Outcome outcome : outcomes) {
      int left = !outcome.person() && !outcome.again() ? 1 : 0;
      if (outcome.withheld()) {
        withheld++;
        leftAnyway += left;
      } else {
        shown++;
        verified += left;
      }
    }
    return new Deflection(shown, verified, withheld, leftAnyway);
  }

  /// Whether there are enough cases on both sides to claim anything.
  public boolean isEnough() {
    return shown >= ENOUGH && withheld >= ENOUGH;
  }

  /// The share of cases that answers spared, -1 to 1: zero without cases on both sides.
  public double share() {
    return shown == 0 || withheld == 0
        ? 0
        : (double) verified / shown - (double) leftAnyway / withheld;
  }

  /// The bounds between which a share lies 95 times out of a hundred.
  public record Between(double least, double most) {}

  /// Newcombe's interval of the difference of two shares (1998, method 10), from Wilson's.
  public Between between() {
    if (shown == 0 || withheld == 0) {
      return new Between(-1, 1);
    }
    double p1 = (double) verified / shown;
    double p2 = (double) leftAnyway / withheld;
    Between one = wilson(p1, shown);
    Between two = wilson(p2, withheld);
    double difference = p1 - p2;
    return new Between(
        difference - Math.hypot(p1 - one.least(), two.most() - p2),
        difference + Math.hypot(one.most() - p1, p2 - two.least()));
  }

  private static Between wilson(double share, int cases) {
    double square = Z * Z;
    double centre = share + square / (2 * cases);
    double half = Z * Math.sqrt(share * (1 - share) / cases + square / (4.0 * cases * cases));
    double scale = 1 + square / cases;
    return new Between((centre - half) / scale, (centre + half) / scale);
  }
}
