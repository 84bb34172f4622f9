package dev.rapport.routing;

/// What queueing theory says, to hold the core and its simulations against: Erlang's formulas, and
/// mean waits under priorities. Rates are per unit of time.
final class QueueTheory {
  private QueueTheory() {}

  /// The share of calls that find all of n lines taken.
  static double erlangB(double load, int n) {
    double blocked = 1;
    for (int i = 1; i <= n; i++) {
      blocked = load * blocked / (i + load * blocked);
    }
    return blocked;
  }

  /// The share of calls that wait, when nobody gives up; needs load < n.
  static double erlangC(double load, int n) {
    double blocked = erlangB(load, n);
    return n * blocked / (n - load * (1 - blocked));
  }

  /// With abandonment (Palm; Garnett, Mandelbaum and Reiman 2002).
  record ErlangA(double waits, double abandons, double meanWait, double occupancy) {}

  static ErlangA erlangA(double arrivals, double service, double patience, int n) {
    double below = 1 / erlangB(arrivals / service, n);
    double term = 1;
    double above = 0;
    double queue = 0;
    for (int k = 1; term > 1e-18 * (below + above) || k < arrivals / patience; k++) {
      term *= arrivals / (n * service + k * patience);
      above += term;
      queue += k * term;
      if (above > 1e280) {
        term *= 1e-280;
        above *= 1e-280;
        queue *= 1e-280;
        below *= 1e-280;
      }
    }
    double all = below + above;
    double length = queue / all;
    return new ErlangA(
        (1 + above) / all,
        patience * length / arrivals,
        length / arrivals,
        (arrivals - patience * length) / (n * service));
  }

  /// Mean wait when the longest waiting go first.
  static double firstCome(double arrivals, double service, int n) {
    return erlangC(arrivals / service, n) / (n * service - arrivals);
  }

  /// Mean waits under accumulating priority, classes by rising rate b (Kleinrock 1964).
  static double[] accumulating(double[] arrivals, double[] b, double service, int n) {
    double all = java.util.Arrays.stream(arrivals).sum();
    double common = firstCome(all, service, n);
    double[] waits = new double[b.length];
    for (int p = 0; p < b.length; p++) {
      double above = common;
      double below = 1;
      for (int i = 0; i < p; i++) {
        above -= arrivals[i] / (n * service) * waits[i] * (1 - b[i] / b[p]);
      }
      for (int i = p + 1; i < b.length; i++) {
        below -= arrivals[i] / (n * service) * (1 - b[p] / b[i]);
      }
      waits[p] = above / below;
    }
    return waits;
  }

  /// Mean waits under strict priority that interrupts nobody, the first class first (Cobham 1954).
  static double[] strict(double[] arrivals, double service, int n) {
    double all = java.util.Arrays.stream(arrivals).sum();
    double chance = erlangC(all / service, n) / (n * service);
    double[] waits = new double[arrivals.length];
    double before = 0;
    for (int p = 0; p < arrivals.length; p++) {
      double with = before + arrivals[p] / (n * service);
      waits[p] = chance / ((1 - before) * (1 - with));
      before = with;
    }
    return waits;
  }
}
