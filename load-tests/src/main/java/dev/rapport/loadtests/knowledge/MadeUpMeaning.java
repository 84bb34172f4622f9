package dev.rapport.loadtests.knowledge;

import dev.rapport.knowledge.meaning.SentenceModel;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/// Vectors for very many articles without the hours it takes to embed them: a few true ones, each
/// time another one, moved at random to a cosine of about {@link #LIKE}. Once {@link #fillIn} has
/// ended, a question gets such a vector too, and costs what it costs: a plain question is embedded
/// for it, since a made-up word takes the model as long as four or five real ones.
final class MadeUpMeaning implements SentenceModel {
  private static final int TRUE_ONES = 1_000;
  private static final double LIKE = 0.8;

  private static final List<String> PLAIN =
      List.of(
          "how do i change the delivery address of my order?",
          "when will the parcel that i sent back be refunded?",
          "is there a way to pay by invoice every month?");

  private final SentenceModel model;
  private final Random random = new Random(2);
  private final float[][] known = new float[TRUE_ONES][];
  private volatile boolean filling;

  /// @param texts to embed truly
  MadeUpMeaning(SentenceModel model, Supplier<String> texts) {
    this.model = model;
    for (int i = 0; i < TRUE_ONES; i++) {
      known[i] = model.embed(texts.get());
    }
  }

  /// While this runs, every text gets a vector that is made up.
  void fillIn(Runnable work) {
    filling = true;
    work.run();
    filling = false;
  }

  @Override
  public String name() {
    return "made up";
  }

  @Override
  public double strangers() {
    return model.strangers();
  }

  @Override
  public int dimensions() {
    return model.dimensions();
  }

  @Override
  public boolean speaks(String language) {
    return model.speaks(language);
  }

  @Override
  public float[] embed(String text) {
    if (!filling) {
      model.embed(PLAIN.get(random.nextInt(PLAIN.size())));
    }
    return near(known[random.nextInt(TRUE_ONES)]);
  }

  /// At that cosine in expectation: noise of length tan(arccos LIKE) across so many dimensions is
  /// all but perpendicular.
  private float[] near(float[] known) {
    double noise = Math.sqrt(1 / (LIKE * LIKE) - 1) / Math.sqrt(known.length);
    float[] moved = new float[known.length];
    double square = 0;
    for (int i = 0; i < moved.length; i++) {
      moved[i] = (float) (known[i] + noise * random.nextGaussian());
      square += moved[i] * moved[i];
    }
    float length = (float) Math.sqrt(square);
    for (int i = 0; i < moved.length; i++) {
      moved[i] /= length;
    }
    return moved;
  }
}
