package dev.rapport.customers.value;

/// The gamma function's logarithm and relatives, in doubles.
final class SpecialFunctions {
  private static final double[] STIRLING = {
    1.0 / 12, -1.0 / 360, 1.0 / 1260, -1.0 / 1680, 1.0 / 1188, -691.0 / 360360, 1.0 / 156
  };
  private static final int MAX_TERMS = 200_000;

  private SpecialFunctions() {}

  /// ln Γ(x) for x > 0: Stirling's series, after moving x above 10.
  static double lnGamma(double x) {
    double shift = 0;
    double z = x;
    while (z < 10) {
      shift += Math.log(z);
      z += 1;
    }
    double inverse = 1 / (z * z);
    double series = 0;
    for (int i = STIRLING.length - 1; i >= 0; i--) {
      series = series * inverse + STIRLING[i];
    }
    return (z - 0.5) * Math.log(z) - z + 0.5 * Math.log(2 * Math.PI) + series / z - shift;
  }

  static double lnBeta(double a, double b) {
    return lnGamma(a) + lnGamma(b) - lnGamma(a + b);
  }

  static double lnSum(double a, double b) {
    double high = Math.max(a, b);
    return high == Double.NEGATIVE_INFINITY
        ? high
        : high + Math.log1p(Math.exp(Math.min(a, b) - high));
  }

  /// ln(e^a - e^b) for a >= b.
  static double lnDifference(double a, double b) {
    return a == b ? Double.NEGATIVE_INFINITY : a + Math.log(-Math.expm1(b - a));
  }

  /// ln 2F1(a, b; c; z) for 0 <= z < 1 and c > 0, by Euler's transformation where it makes the
  /// series short, and the series, rescaled so that it cannot overflow.
  static double lnHypergeometric(double a, double b, double c, double z) {
    if (z == 0) {
      return 0;
    }
    if (a + b > c && c - a >= 0 && c - b >= 0) {
      return (c - a - b) * Math.log1p(-z) + lnSeries(c - a, c - b, c, z);
    }
    if (a + b > c && (c - a) * (c - b) > 0) {
      return lnSeries(a, b, c, z);
    }
    if (a + b > c) {
      double transformed = series(c - a, c - b, c, z);
      return transformed > 0
          ? (c - a - b) * Math.log1p(-z) + Math.log(transformed)
          : lnSeries(a, b, c, z);
    }
    return lnSeries(a, b, c, z);
  }

  private static double series(double a, double b, double c, double z) {
    double term = 1;
    double sum = 1;
    for (int n = 0; n < MAX_TERMS; n++) {
      term *= (a + n) * (b + n) / ((c + n) * (n + 1)) * z;
      sum += term;
      if (Math.abs(term) < 1e-17 * Math.abs(sum)) {
        break;
      }
    }
    return sum;
  }

  private static double lnSeries(double a, double b, double c, double z) {
    double scale = 0;
    double term = 1;
    double sum = 1;
    for (int n = 0; n < MAX_TERMS; n++) {
      term *= (a + n) * (b + n) / ((c + n) * (n + 1)) * z;
      sum += term;
      if (Math.abs(sum) > 1e200) {
        sum *= 1e-200;
        term *= 1e-200;
        scale += 200 * Math.log(10);
      }
      if (Math.abs(term) < 1e-17 * Math.abs(sum)) {
        break;
      }
    }
    return Math.log(sum) + scale;
  }
}
