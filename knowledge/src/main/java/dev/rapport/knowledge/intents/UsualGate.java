package dev.rapport.knowledge.intents;

import dev.rapport.knowledge.calibration.Logistic;

/// Tells whether a question is about any of the intents, for a centre that has hardly labelled
/// questions about none of them. Intents that were left out teach it badly: they are much harder to
/// tell than what people really ask beside the matter, so that a gate learnt from them says "none"
/// too often.
///
/// The weights were fitted on CLINC150: six times 21 intents drawn by chance with 16 questions
/// each, as few as a centre begins with; on 20 more of each, and on the questions about none of
/// them in the training part (`oos_train`), both sides weighing the same. They belong to the
/// meaning of {@link dev.rapport.knowledge.meaning.BgeSmall}.
final class UsualGate {

  /// From here on the labelled questions about none of the intents teach a gate of their own.
  static final int ENOUGH = 50;

  /// Where "none" becomes more likely than not.
  static final double FROM = 0.5;

  /// For the signs' features, then the bias.
  private static final double[] WEIGHTS = {4.30, -3.44, 18.48, 8.15, -11.14};

  private UsualGate() {}

  /// @param none the share of questions that is expected to be about none, more than 0, less than 1
  static Logistic expecting(double none) {
    double[] weights = WEIGHTS.clone();
    weights[weights.length - 1] += Logistic.logit(1 - none);
    return new Logistic(weights);
  }
}
