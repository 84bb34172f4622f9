package dev.rapport.loadtests.routing;

/// What became of one day's callers and chatters. Mail does not abandon, and is left out.
final class DayFigures {
  private final int[] arrived = new int[Instance.VALUES.length];
  private final int[] abandoned = new int[Instance.VALUES.length];
  private double worstBronzeWait;

  void arrived(Day.Customer customer) {
    if (customer.channel() != Instance.EMAIL) {
      arrived[customer.tier()]++;
    }
  }

  void abandoned(Day.Customer customer, double now) {
    abandoned[customer.tier()]++;
    waited(customer, now);
  }

  void answered(Day.Customer customer, double now) {
    if (customer.channel() != Instance.EMAIL) {
      waited(customer, now);
    }
  }

  private void waited(Day.Customer customer, double now) {
    if (customer.tier() == bronze()) {
      worstBronzeWait = Math.max(worstBronzeWait, (now - customer.arrival()) / 1_000);
    }
  }

  private static int bronze() {
    return Instance.VALUES.length - 1;
  }

  /// Per cent of the value that came.
  double valueLost() {
    double came = 0;
    double lost = 0;
    for (int tier = 0; tier < arrived.length; tier++) {
      came += arrived[tier] * Instance.VALUES[tier];
      lost += abandoned[tier] * Instance.VALUES[tier];
    }
    return 100 * lost / came;
  }

  double abandonedBronze() {
    return 100.0 * abandoned[bronze()] / arrived[bronze()];
  }

  double abandonedAll() {
    int came = 0;
    int lost = 0;
    for (int tier = 0; tier < arrived.length; tier++) {
      came += arrived[tier];
      lost += abandoned[tier];
    }
    return 100.0 * lost / came;
  }

  double worstBronzeWait() {
    return worstBronzeWait;
  }
}
