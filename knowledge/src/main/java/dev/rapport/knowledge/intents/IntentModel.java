package dev.rapport.knowledge.intents;

import dev.rapport.knowledge.calibration.Logistic;
import dev.rapport.knowledge.intents.TextFeatures.Sparse;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// Guesses intents; made by {@link IntentTraining}. Immutable and safe for many threads; a guess
/// takes a few milliseconds, most of them in the sentence model.
public final class IntentModel {

  private static final double SQUARE = Directions.LENGTH * Directions.LENGTH;

  private final Core core;
  private final Calibration calibration;
  private final Directions directions;

  /// What is fitted before calibration.
  ///
  /// @param exemplars the meanings of the questions of each intent; empty without a sentence model
  record Core(
      List<String> intents,
      TextFeatures features,
      Softmax softmax,
      List<List<float[]>> exemplars) {}

  /// What held-out questions taught.
  ///
  /// @param known from {@link Signs} to the probability of any intent at all
  /// @param from below this probability the guess is "none of these"
  record Calibration(double temperature, Logistic known, double from) {}

  /// What tells whether a text is about any of the intents.
  record Signs(double best, double margin, double nearest, double read) {
    double[] features() {
      return new double[] {Logistic.logit(best) / 4, margin, nearest, read};
    }
  }

  IntentModel(Core core, Calibration calibration, Directions directions) {
    this.core = core;
    this.calibration = calibration;
    this.directions = directions;
  }

  public List<String> intents() {
    return core.intents();
  }

  /// @param text of any length; the first {@link TextFeatures#MAX_TEXT} characters are read
  public Guess guess(String text) {
    return guess(text, directions.of(text));
  }

  Guess guess(String text, float[] meaning) {
    float[] probabilities = scores(core, text, meaning);
    Signs signs = signs(core, text, meaning, probabilities.clone());
    Softmax.probabilities(probabilities, calibration.temperature());
    double known = calibration.known().of(signs.features());
    List<Guess.Ranked> ranked =
        IntStream.range(0, probabilities.length)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer i) -> -probabilities[i]))
            .limit(Guess.MAX_RANKED)
            .map(i -> new Guess.Ranked(core.intents().get(i), known * probabilities[i]))
            .toList();
    return known < calibration.from()
        ? new Guess(null, 1 - known, known, ranked)
        : new Guess(ranked.getFirst().intent(), ranked.getFirst().probability(), known, ranked);
  }

  static float[] scores(Core core, String text, float[] meaning) {
    float[] scores = new float[core.softmax().classes()];
    core.softmax().score(core.features().read(text), meaning, scores);
    return scores;
  }

  /// @param scores become probabilities
  static Signs signs(Core core, String text, float[] meaning, float[] scores) {
    Softmax.probabilities(scores, 1);
    int best = 0;
    double second = 0;
    for (int c = 1; c < scores.length; c++) {
      if (scores[c] > scores[best]) {
        second = scores[best];
        best = c;
      } else {
        second = Math.max(second, scores[c]);
      }
    }
    double nearest = 0;
    if (meaning.length > 0) {
      for (float[] exemplar : core.exemplars().get(best)) {
        nearest = Math.max(nearest, dot(exemplar, meaning) / SQUARE);
      }
    }
    Sparse read = core.features().read(text);
    double share = Math.min(1, read.index().length / (4.0 * Math.max(1, text.length())));
    return new Signs(scores[best], scores[best] - second, nearest, share);
  }

  private static double dot(float[] a, float[] b) {
    float sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  static Core core(List<String> intents, List<Read> questions) {
    TextFeatures features = TextFeatures.of(questions.stream().map(Read::text).toList());
    var examples = new ArrayList<Softmax.Example>();
    var exemplars = new ArrayList<List<float[]>>();
    intents.forEach(_ -> exemplars.add(new ArrayList<>()));
    for (Read question : questions) {
      examples.add(
          new Softmax.Example(
              features.read(question.text()), question.meaning(), question.intent()));
      if (question.meaning().length > 0) {
        exemplars.get(question.intent()).add(question.meaning());
      }
    }
    int dense = questions.isEmpty() ? 0 : questions.getFirst().meaning().length;
    return new Core(
        intents,
        features,
        Softmax.train(examples, intents.size(), features.size(), dense),
        exemplars);
  }

  /// A labelled question, embedded.
  ///
  /// @param intent its index, or -1 for none
  @SuppressWarnings("ArrayRecordComponent") // numbers by the thousand, never compared
  record Read(String text, float[] meaning, int intent) {}
}
