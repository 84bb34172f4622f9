package dev.rapport.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How good the ranking and the confidence are, on public collections that are not part of the
/// project (see [Collection]). Repeat the figures with
///
/// ```
///   ./mvnw test -pl knowledge -Dtest=RetrievalTest -Dretrieval=DIR
/// ```
///
/// where DIR holds the folders `stackfaq`, `covidfaq` and `cranfield`.
class RetrievalTest {

  @TempDir Path scratch;

  private static Path folder(String set) {
    String given = System.getProperty("retrieval");
    assumeTrue(given != null, "skipped: no collections given, see -Dretrieval=DIR");
    Path folder = Path.of(String.valueOf(given), set);
    assumeTrue(Files.isDirectory(folder), "skipped: no " + folder);
    return folder;
  }

  private Collection collection(String set) throws IOException {
    return Collection.open(folder(set), scratch.resolve(set));
  }

  /// Floors a little below what was measured: StackFAQ .801, CovidFAQ .660, Cranfield .386. Plain
  /// Lucene on the questions alone: .764, .648, and .419 for Cranfield in one merged field.
  @Test
  void theRankingIsAsGoodAsMeasuredBefore() throws IOException {
    var floors = Map.of("stackfaq", 0.79, "covidfaq", 0.65, "cranfield", 0.38);
    for (var floor : floors.entrySet()) {
      try (Collection collection = collection(floor.getKey())) {
        double map = collection.meanAveragePrecision();
        System.out.printf("%-10s MAP %.4f%n", floor.getKey(), map);
        assertThat(map).as(floor.getKey()).isGreaterThan(floor.getValue());
      }
    }
  }

  /// The confidence is fitted on both sets, each with the other's questions as those it cannot
  /// answer: three weights from some 3,700 questions, so that what it reaches elsewhere is about
  /// this. Which constants fit is printed.
  @Test
  void offersAreMostlyRightAndForeignQuestionsAreLeftAlone() throws IOException {
    try (Collection stack = collection("stackfaq");
        Collection covid = collection("covidfaq")) {
      List<Sample> ofStack = samples(stack, covid);
      List<Sample> ofCovid = samples(covid, stack);
      var both = Stream.concat(ofStack.stream(), ofCovid.stream()).toList();
      System.out.println("fit on both " + Fit.of(both));
      System.out.println("eval on CovidFAQ " + judge(ofCovid));
      System.out.println("eval on StackFAQ " + judge(ofStack));
      Judged judged = judge(both);
      System.out.println("eval on both " + judged);
      assertThat(judged.rightOfOffered()).isGreaterThan(0.68);
      assertThat(judged.foreignOffered()).isLessThan(0.03);
      assertThat(judged.answerableOffered()).isGreaterThan(0.45);
    }
  }

  /// The best article for a question: whether it answers it, and whether the question was foreign.
  private record Sample(ArticleIndex.Evidence evidence, boolean right, boolean foreign) {}

  private static List<Sample> samples(Collection own, Collection foreign) {
    var samples = new ArrayList<Sample>();
    for (Collection.Query query : own.judgedQueries()) {
      for (ArticleIndex.Hit hit : best(own, query)) {
        samples.add(new Sample(hit.evidence(), own.answers(query, hit.articleId()), false));
      }
    }
    for (Collection.Query query : foreign.judgedQueries()) {
      for (ArticleIndex.Hit hit : best(own, query)) {
        samples.add(new Sample(hit.evidence(), false, true));
      }
    }
    return samples;
  }

  private static List<ArticleIndex.Hit> best(Collection collection, Collection.Query query) {
    return collection.index().find(Collection.CENTRE, Audience.CUSTOMER, query.text(), 1).hits();
  }

  /// @param rightOfOffered the share of offers that answer the question, own questions only
  /// @param answerableOffered the share of own questions that get an offer
  /// @param foreignOffered the share of foreign questions with any hit that get an offer
  /// @param calibrationError expected calibration error, ten bins
  private record Judged(
      double rightOfOffered,
      double answerableOffered,
      double foreignOffered,
      double calibrationError) {}

  private static Judged judge(List<Sample> samples) {
    List<Sample> own = samples.stream().filter(s -> !s.foreign()).toList();
    List<Sample> offered = own.stream().filter(RetrievalTest::offered).toList();
    return new Judged(
        share(offered.stream().filter(Sample::right), offered.size()),
        share(offered.stream(), own.size()),
        share(samples.stream().filter(s -> s.foreign() && offered(s)), samples.size() - own.size()),
        calibrationError(samples));
  }

  private static boolean offered(Sample sample) {
    return Confidence.UNTAUGHT.of(sample.evidence()) >= AnswerPolicy.UNTAUGHT.usual().suggest();
  }

  private static double share(Stream<?> part, int whole) {
    return part.count() / (double) whole;
  }

  private static double calibrationError(List<Sample> samples) {
    double error = 0;
    for (int bin = 0; bin < 10; bin++) {
      double from = bin / 10.0;
      List<Sample> in =
          samples.stream()
              .filter(s -> Confidence.UNTAUGHT.of(s.evidence()) >= from)
              .filter(s -> Confidence.UNTAUGHT.of(s.evidence()) < from + 0.1)
              .toList();
      double said = in.stream().mapToDouble(s -> Confidence.UNTAUGHT.of(s.evidence())).sum();
      error += Math.abs(said - in.stream().filter(Sample::right).count());
    }
    return error / samples.size();
  }

  /// Logistic regression by plain gradient descent, lightly regularised.
  private record Fit(double bias, double coverage, double titleCoverage, double strength) {
    static Fit of(List<Sample> samples) {
      double[] w = new double[4];
      for (int step = 0; step < 20_000; step++) {
        double[] gradient = {0, 1e-3 * w[1], 1e-3 * w[2], 1e-3 * w[3]};
        for (Sample s : samples) {
          double[] x = {
            1, s.evidence().coverage(), s.evidence().titleCoverage(), s.evidence().strength()
          };
          double logit = w[0] * x[0] + w[1] * x[1] + w[2] * x[2] + w[3] * x[3];
          double error = 1 / (1 + Math.exp(-logit)) - (s.right() ? 1 : 0);
          for (int i = 0; i < 4; i++) {
            gradient[i] += error * x[i] / samples.size();
          }
        }
        for (int i = 0; i < 4; i++) {
          w[i] -= 2 * gradient[i];
        }
      }
      return new Fit(w[0], w[1], w[2], w[3]);
    }
  }
}
