package dev.rapport.knowledge.calibration;

import java.util.List;

/// Logistic regression with a light pull towards zero, fitted by gradient descent with momentum
/// over all examples. For a handful of features and some thousand examples.
///
/// @param weights one for each feature, then the bias
@SuppressWarnings("ArrayRecordComponent") // numbers by the thousand, never compared
public record Logistic(double[] weights) {

  private static final int STEPS = 3_000;
  private static final double RATE = 0.5;
  private static final double MOMENTUM = 0.9;
  private static final double PULL = 1e-4;

  /// Says 1 to everything.
  public static final Logistic ALWAYS = new Logistic(new double[] {Double.POSITIVE_INFINITY});

  /// @param features of any scale around 1
  /// @param weight how much the example counts; more than 0
  @SuppressWarnings("ArrayRecordComponent") // numbers by the thousand, never compared
  public record Example(double[] features, boolean right, double weight) {}

  /// @param examples at least one, all with the same number of features
  public static Logistic fit(List<Example> examples) {
    int size = examples.getFirst().features().length;
    double[] weights = new double[size + 1];
    double[] speed = new double[size + 1];
    double total = examples.stream().mapToDouble(Example::weight).sum();
    for (int step = 0; step < STEPS; step++) {
      double[] gradient = new double[size + 1];
      for (Example example : examples) {
        double error = of(weights, example.features()) - (example.right() ? 1 : 0);
        double share = error * example.weight() / total;
        for (int i = 0; i < size; i++) {
          gradient[i] += share * example.features()[i];
        }
        gradient[size] += share;
      }
      for (int i = 0; i <= size; i++) {
        double pull = i < size ? PULL * weights[i] : 0;
        speed[i] = MOMENTUM * speed[i] - RATE * (gradient[i] + pull);
        weights[i] += speed[i];
      }
    }
    return new Logistic(weights);
  }

  /// The probability, 0 to 1.
  public double of(double... features) {
    return of(weights, features);
  }

  private static double of(double[] weights, double[] features) {
    double logit = weights[weights.length - 1];
    for (int i = 0; i + 1 < weights.length; i++) {
      logit += weights[i] * features[i];
    }
    return 1 / (1 + Math.exp(-logit));
  }

  /// The inverse of the logistic curve, with the ends cut off.
  public static double logit(double probability) {
    double p = Math.clamp(probability, 1e-6, 1 - 1e-6);
    return Math.log(p / (1 - p));
  }
}
