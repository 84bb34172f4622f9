package dev.rapport.knowledge.intents;

import dev.rapport.knowledge.intents.TextFeatures.Sparse;
import java.util.List;
import java.util.Random;

/// Multinomial logistic regression over sparse and dense features, by stochastic gradient descent
/// with a step of its own for each weight (AdaGrad; Duchi, Hazan, Singer 2011). Deterministic: the
/// same examples in the same order give the same weights.
final class Softmax {

  private static final int EPOCHS = 14;
  private static final float STEP = 0.35f;
  private static final float DECAY = 1e-6f;
  private static final long SEED = 7;

  /// An error this small teaches nothing; leaving it out makes training several times faster.
  private static final float NEGLIGIBLE = 1e-3f;

  /// @param label an index of a class
  @SuppressWarnings("ArrayRecordComponent") // numbers by the thousand, never compared
  record Example(Sparse words, float[] meaning, int label) {}

  private final int classes;
  private final int sparse;
  private final int dense;
  private final float[] weights; // by feature, then by class: a class loop runs over neighbours
  private float[] squares; // of past steps; empty once trained
  private int[] mistakes;
  private float[] errors;

  private Softmax(int classes, int sparse, int dense) {
    this.classes = classes;
    this.sparse = sparse;
    this.dense = dense;
    this.weights = new float[(sparse + dense + 1) * classes];
    this.squares = new float[weights.length];
    this.mistakes = new int[classes];
    this.errors = new float[classes];
  }

  static Softmax train(List<Example> examples, int classes, int sparse, int dense) {
    var model = new Softmax(classes, sparse, dense);
    int[] order = new int[examples.size()];
    for (int i = 0; i < order.length; i++) {
      order[i] = i;
    }
    var random = new Random(SEED);
    float[] scores = new float[classes];
    for (int epoch = 0; epoch < EPOCHS; epoch++) {
      shuffle(order, random);
      for (int at : order) {
        model.learn(examples.get(at), scores);
      }
    }
    model.squares = new float[0];
    model.mistakes = new int[0];
    model.errors = new float[0];
    return model;
  }

  private static void shuffle(int[] order, Random random) {
    for (int i = order.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swap = order[i];
      order[i] = order[j];
      order[j] = swap;
    }
  }

  private void learn(Example example, float[] scores) {
    score(example.words(), example.meaning(), scores);
    probabilities(scores, 1);
    scores[example.label()] -= 1;
    int mistaken = 0;
    for (int c = 0; c < classes; c++) {
      if (Math.abs(scores[c]) > NEGLIGIBLE) {
        mistakes[mistaken] = c;
        errors[mistaken++] = scores[c];
      }
    }
    for (int i = 0; i < example.words().index().length; i++) {
      step(example.words().index()[i], example.words().weight()[i], mistaken);
    }
    for (int i = 0; i < dense; i++) {
      step(sparse + i, example.meaning()[i], mistaken);
    }
    step(sparse + dense, 1, mistaken);
  }

  private void step(int feature, float value, int mistaken) {
    int from = feature * classes;
    for (int m = 0; m < mistaken; m++) {
      int at = from + mistakes[m];
      float gradient = errors[m] * value + DECAY * weights[at];
      squares[at] += gradient * gradient;
      weights[at] -= STEP * gradient / (float) Math.sqrt(squares[at] + 1e-8f);
    }
  }

  /// Writes the score of every class.
  void score(Sparse words, float[] meaning, float[] scores) {
    int bias = (sparse + dense) * classes;
    System.arraycopy(weights, bias, scores, 0, classes);
    for (int i = 0; i < words.index().length; i++) {
      add(words.index()[i] * classes, words.weight()[i], scores);
    }
    for (int i = 0; i < dense; i++) {
      add((sparse + i) * classes, meaning[i], scores);
    }
  }

  private void add(int from, float value, float[] scores) {
    for (int c = 0; c < classes; c++) {
      scores[c] += weights[from + c] * value;
    }
  }

  /// Scores become probabilities, in place.
  static void probabilities(float[] scores, double temperature) {
    float max = Float.NEGATIVE_INFINITY;
    for (float score : scores) {
      max = Math.max(max, score);
    }
    double sum = 0;
    for (int c = 0; c < scores.length; c++) {
      scores[c] = (float) Math.exp((scores[c] - max) / temperature);
      sum += scores[c];
    }
    for (int c = 0; c < scores.length; c++) {
      scores[c] /= (float) sum;
    }
  }

  int classes() {
    return classes;
  }
}
