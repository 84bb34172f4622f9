package dev.rapport.loadtests.routing;

import java.util.SplittableRandom;

/// Draws from the distributions that models of contact centres are made of.
final class Chance {
  private Chance() {}

  /// Mean 1.
  static double exponential(SplittableRandom random) {
    return -Math.log(1 - random.nextDouble());
  }

  /// Mean and variance `shape`, for a shape of 1 or more (Marsaglia and Tsang 2000).
  static double gamma(SplittableRandom random, double shape) {
    double d = shape - 1 / 3.0;
    double c = 1 / Math.sqrt(9 * d);
    while (true) {
      double normal = random.nextGaussian();
      double root = 1 + c * normal;
      double cube = root * root * root;
      if (cube > 0
          && Math.log(1 - random.nextDouble())
              < normal * normal / 2 + d - d * cube + d * Math.log(cube)) {
        return d * cube;
      }
    }
  }
}
