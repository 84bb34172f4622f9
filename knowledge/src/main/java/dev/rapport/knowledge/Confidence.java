package dev.rapport.knowledge;

/// From evidence to the probability that an article answers the question: a logistic regression on
/// three figures that do not depend on the size of a collection. The raw score is none of them: how
/// high a good score is differs from question to question.
///
/// Fitted on the best articles for the questions of StackFAQ and CovidFAQ, half of them asked of
/// the wrong collection; `RetrievalTest` prints the fit. One set of weights for everybody is a
/// beginning: a centre's own judgements should replace it.
final class Confidence {

  private static final double BIAS = -2.35;
  private static final double COVERAGE = 1.78;
  private static final double TITLE_COVERAGE = 3.13;
  private static final double STRENGTH = 0.33;

  private Confidence() {}

  /// 0 to 1.
  static double of(ArticleIndex.Evidence evidence) {
    double logit =
        BIAS
            + COVERAGE * evidence.coverage()
            + TITLE_COVERAGE * evidence.titleCoverage()
            + STRENGTH * evidence.strength();
    return 1 / (1 + Math.exp(-logit));
  }
}
