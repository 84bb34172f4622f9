package dev.rapport.knowledge.calibration;

import java.util.function.DoubleUnaryOperator;

/// The one number by which scores are divided so that their softmax is honest (Guo et al. 2017):
/// found by golden-section search on the loss over held-out examples.
public final class Temperature {

  private static final double COLDEST = 0.2;
  private static final double HOTTEST = 5;
  private static final int STEPS = 30;
  private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;

  private Temperature() {}

  /// @param loss of held-out examples at a temperature; has one lowest point
  public static double best(DoubleUnaryOperator loss) {
    double low = COLDEST;
    double high = HOTTEST;
    for (int step = 0; step < STEPS; step++) {
      double a = high - GOLDEN * (high - low);
      double b = low + GOLDEN * (high - low);
      if (loss.applyAsDouble(a) < loss.applyAsDouble(b)) {
        high = b;
      } else {
        low = a;
      }
    }
    return (low + high) / 2;
  }
}
