package dev.rapport.knowledge.calibration;

import java.util.List;

/// Expected calibration error (Naeini et al. 2015): by how much the confidence differs from the
/// share that was right, over ten bins of equal width, weighted by how many fell into each.
public final class CalibrationError {

  private static final int BINS = 10;

  private CalibrationError() {}

  /// 0 is perfectly honest.
  public static double of(List<Judged> judged) {
    double[] said = new double[BINS];
    double[] right = new double[BINS];
    for (Judged one : judged) {
      int bin = Math.min(BINS - 1, (int) (one.confidence() * BINS));
      said[bin] += one.confidence();
      right[bin] += one.right() ? 1 : 0;
    }
    double error = 0;
    for (int bin = 0; bin < BINS; bin++) {
      error += Math.abs(said[bin] - right[bin]);
    }
    return judged.isEmpty() ? 0 : error / judged.size();
  }
}
