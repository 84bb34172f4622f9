package dev.rapport.loadtests.knowledge;

import dev.rapport.knowledge.ArticleIndex;
import dev.rapport.knowledge.Audience;
import dev.rapport.knowledge.Confidence;
import dev.rapport.knowledge.LuceneArticleIndex;
import dev.rapport.knowledge.calibration.CalibrationError;
import dev.rapport.knowledge.calibration.Judged;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/// How honest the confidence in answers is: the best article for each question of a set, and for
/// each question of another set, which this one cannot answer.
final class AnswerSets {
  private AnswerSets() {}

  /// @param right empty for a question this set cannot answer
  record Question(String text, Set<String> right) {}

  static List<Confidence.Sample> samples(
      LuceneArticleIndex index, BenchArticles articles, List<Question> questions) {
    var samples = new ArrayList<Confidence.Sample>();
    for (Question question : questions) {
      for (ArticleIndex.Hit hit :
          index.find(BenchArticles.CENTRE, Audience.CUSTOMER, question.text(), 1).hits()) {
        boolean right = question.right().contains(articles.externalId(hit.articleId()));
        samples.add(new Confidence.Sample(hit.evidence(), right));
      }
    }
    return samples;
  }

  /// As the product has it before anybody judged anything, and, by halves, after one half of the
  /// questions was judged.
  static List<Figure> figures(String set, List<Confidence.Sample> samples) {
    var taught = new ArrayList<Judged>();
    for (int half = 0; half < 2; half++) {
      var known = new ArrayList<Confidence.Sample>();
      for (int i = 0; i < samples.size(); i++) {
        if (i % 2 != half) {
          known.add(samples.get(i));
        }
      }
      Confidence confidence = Confidence.taught(known);
      System.err.println("  fitted " + Arrays.toString(confidence.meaning().weights()));
      for (int i = half; i < samples.size(); i += 2) {
        taught.add(judged(confidence, samples.get(i)));
      }
    }
    List<Judged> untaught =
        samples.stream().map(sample -> judged(Confidence.UNTAUGHT, sample)).toList();
    return List.of(
        new Figure(
            set,
            "expected calibration error of answers, untaught",
            CalibrationError.of(untaught),
            null,
            null,
            true),
        new Figure(
            set,
            "expected calibration error of answers, half of the questions judged",
            CalibrationError.of(taught),
            null,
            0.03,
            true));
  }

  private static Judged judged(Confidence confidence, Confidence.Sample sample) {
    return new Judged(confidence.of(sample.evidence()), sample.right());
  }
}
