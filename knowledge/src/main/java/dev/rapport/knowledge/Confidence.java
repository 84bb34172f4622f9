package dev.rapport.knowledge;

/// From evidence to a probability.
final class Confidence {

  private Confidence() {}

  static double of(ArticleIndex.Evidence evidence) {
    double logit =
        -3 + 3 * evidence.coverage() + 1 * evidence.titleCoverage() + 1 * evidence.strength();
    return 1 / (1 + Math.exp(-logit));
  }
}
