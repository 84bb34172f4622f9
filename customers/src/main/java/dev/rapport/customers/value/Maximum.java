package dev.rapport.customers.value;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;

/// Finds the point where a function of a few positive numbers is greatest: Nelder and Mead's
/// simplex on their logarithms, started again from its result until that does not move.
final class Maximum {
  private static final int ROUNDS = 4_000;
  private static final int RESTARTS = 6;
  private static final double SETTLED = 1e-10;
  private static final double LIMIT = 12;

  private final ToDoubleFunction<double[]> function;

  private Maximum(ToDoubleFunction<double[]> function) {
    this.function = function;
  }

  static double[] of(ToDoubleFunction<double[]> function, double... start) {
    var search = new Maximum(function);
    double[] at = Arrays.stream(start).map(Math::log).toArray();
    double value = search.cost(at);
    double step = 0.4;
    for (int i = 0; i < RESTARTS; i++) {
      double[] next = search.descend(at, step);
      double better = search.cost(next);
      boolean settled = value - better < 1e-9 * (1 + Math.abs(value));
      at = next;
      value = better;
      step = 0.1;
      if (settled && i > 0) {
        break;
      }
    }
    return Arrays.stream(at).map(Math::exp).toArray();
  }

  private double cost(double[] logs) {
    for (double each : logs) {
      if (Math.abs(each) > LIMIT) {
        return Double.MAX_VALUE;
      }
    }
    double value = -function.applyAsDouble(Arrays.stream(logs).map(Math::exp).toArray());
    return Double.isNaN(value) ? Double.MAX_VALUE : value;
  }

  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  private record Corner(double[] at, double cost) {}

  private Corner corner(double[] at) {
    return new Corner(at, cost(at));
  }

  private double[] descend(double[] start, double step) {
    int n = start.length;
    Corner[] simplex = new Corner[n + 1];
    simplex[n] = corner(start);
    for (int i = 0; i < n; i++) {
      double[] moved = start.clone();
      moved[i] += step;
      simplex[i] = corner(moved);
    }
    for (int round = 0; round < ROUNDS; round++) {
      Arrays.sort(simplex, (a, b) -> Double.compare(a.cost(), b.cost()));
      if (width(simplex) < SETTLED) {
        break;
      }
      step(simplex);
    }
    Arrays.sort(simplex, (a, b) -> Double.compare(a.cost(), b.cost()));
    return simplex[0].at();
  }

  private void step(Corner[] simplex) {
    int n = simplex.length - 1;
    double[] centre = new double[n];
    for (int c = 0; c < n; c++) {
      for (int i = 0; i < n; i++) {
        centre[i] += simplex[c].at()[i] / n;
      }
    }
    Corner worst = simplex[n];
    Corner reflected = along(centre, worst, -1);
    if (reflected.cost() < simplex[0].cost()) {
      Corner further = along(centre, worst, -2);
      simplex[n] = further.cost() < reflected.cost() ? further : reflected;
    } else if (reflected.cost() < simplex[n - 1].cost()) {
      simplex[n] = reflected;
    } else {
      Corner nearer = along(centre, worst, reflected.cost() < worst.cost() ? -0.5 : 0.5);
      if (nearer.cost() < Math.min(worst.cost(), reflected.cost())) {
        simplex[n] = nearer;
      } else {
        for (int c = 1; c <= n; c++) {
          simplex[c] = along(simplex[0].at(), simplex[c], 0.5);
        }
      }
    }
  }

  private Corner along(double[] centre, Corner from, double by) {
    double[] at = new double[centre.length];
    for (int i = 0; i < at.length; i++) {
      at[i] = centre[i] + by * (from.at()[i] - centre[i]);
    }
    return corner(at);
  }

  private static double width(Corner[] simplex) {
    double width = 0;
    for (Corner corner : simplex) {
      for (int i = 0; i < corner.at().length; i++) {
        width = Math.max(width, Math.abs(corner.at()[i] - simplex[0].at()[i]));
      }
    }
    return width;
  }
}
