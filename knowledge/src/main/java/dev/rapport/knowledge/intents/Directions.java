package dev.rapport.knowledge.intents;

import dev.rapport.knowledge.meaning.SentenceModel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which way a text's meaning lies from the middle of all labelled questions, as a vector of length
/// {@link #LENGTH}. What all of them have in common tells no intent from another, and with some
/// sentence models it is most of every vector (Mu, Viswanath 2018, "All-but-the-top").
final class Directions {

  /// What the meaning weighs beside the words, which have length 1.
  static final float LENGTH = 2;

  private static final float[] NONE = {};

  private final @Nullable SentenceModel sentences;
  private final float[] middle;

  private Directions(@Nullable SentenceModel sentences, float[] middle) {
    this.sentences = sentences;
    this.middle = middle;
  }

  /// @param sentences null for no directions at all
  /// @param meanings of the labelled questions, as the model gave them
  static Directions of(@Nullable SentenceModel sentences, List<float[]> meanings) {
    if (sentences == null) {
      return new Directions(null, NONE);
    }
    float[] middle = new float[sentences.dimensions()];
    for (float[] meaning : meanings) {
      for (int i = 0; i < middle.length; i++) {
        middle[i] += meaning[i] / meanings.size();
      }
    }
    return new Directions(sentences, middle);
  }

  /// Empty without a sentence model.
  float[] of(String text) {
    return sentences == null ? NONE : of(sentences.embed(text));
  }

  /// @param meaning as the model gave it; empty without one
  float[] of(float[] meaning) {
    float[] direction = new float[meaning.length];
    double square = 0;
    for (int i = 0; i < direction.length; i++) {
      direction[i] = meaning[i] - middle[i];
      square += direction[i] * direction[i];
    }
    float scale = LENGTH / (float) Math.sqrt(Math.max(1e-9, square));
    for (int i = 0; i < direction.length; i++) {
      direction[i] *= scale;
    }
    return direction;
  }
}
