package dev.rapport.knowledge;

import dev.rapport.knowledge.calibration.Logistic;
import java.util.List;

/// From evidence to the probability that an article answers the question: a logistic regression on
/// figures that do not depend on the size of a collection. The raw score is none of them: how high
/// a good score is differs from question to question.
///
/// The weights of {@link #UNTAUGHT} were fitted on the best articles for the questions of StackFAQ
/// and CovidFAQ, half of them asked of the wrong collection; those for meaning are the mean of what
/// fits each of the two, without what counts against an article. Both are a beginning: a centre
/// with enough judgements has {@link #taught} ones.
///
/// @param words where nothing was compared by meaning
/// @param meaning where it was
public record Confidence(Logistic words, Logistic meaning) {

  /// Judgements that weights of one's own need.
  public static final int ENOUGH = 200;

  public static final Confidence UNTAUGHT =
      new Confidence(
          new Logistic(new double[] {1.78, 3.13, 0.33, 0, 0, -2.35}),
          new Logistic(new double[] {0.2, 0.6, 0, 11, 1.4, -5.7}));

  /// One judgement.
  ///
  /// @param right whether the article answered the question
  public record Sample(ArticleIndex.Evidence evidence, boolean right) {}

  /// Weights fitted on judgements; where there are too few, the untaught ones stay.
  public static Confidence taught(List<Sample> samples) {
    return new Confidence(
        fitted(samples, false, ENOUGH, UNTAUGHT.words()),
        fitted(samples, true, ENOUGH, UNTAUGHT.meaning()));
  }

  /// As these, but fitted on others wherever these are fitted: what would have been thought of a
  /// sample that is not among them.
  ///
  /// @param samples a part of those that these were fitted on, at least one of each kind there
  public Confidence without(List<Sample> samples) {
    return new Confidence(
        words.equals(UNTAUGHT.words()) ? words : fitted(samples, false, 1, words),
        meaning.equals(UNTAUGHT.meaning()) ? meaning : fitted(samples, true, 1, meaning));
  }

  private static Logistic fitted(
      List<Sample> samples, boolean meant, int enough, Logistic otherwise) {
    List<Logistic.Example> examples =
        samples.stream()
            .filter(sample -> meant(sample.evidence()) == meant)
            .map(sample -> new Logistic.Example(features(sample.evidence()), sample.right(), 1))
            .toList();
    return examples.size() < enough ? otherwise : Logistic.fit(examples);
  }

  private static boolean meant(ArticleIndex.Evidence evidence) {
    return evidence.meaning() > 0;
  }

  private static double[] features(ArticleIndex.Evidence evidence) {
    return new double[] {
      evidence.coverage(),
      evidence.titleCoverage(),
      evidence.strength(),
      evidence.meaning(),
      evidence.lead()
    };
  }

  /// Whether any of it was fitted on judgements or labels.
  public boolean isTaught() {
    return !equals(UNTAUGHT);
  }

  /// 0 to 1.
  public double of(ArticleIndex.Evidence evidence) {
    return (meant(evidence) ? meaning : words).of(features(evidence));
  }
}
