package dev.rapport.knowledge.meaning;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// bge-small-en-v1.5, quantised (Xiao et al. 2023, "C-Pack"), run by ONNX Runtime on the caller's
/// thread: the vector of the first token, brought to length 1. About 2 ms for a short question and
/// 15 ms for a passage on one core; about 150 MB of memory outside the heap from the first use on,
/// and nothing before it. Questions are embedded as they are: the instruction it may be given for
/// them ("Represent this sentence ...") parts a question from the same question in a title.
///
/// It was trained on English: other languages are embedded, but mean less.
public final class BgeSmall implements SentenceModel, AutoCloseable {

  /// Tokens read of a text: a passage has hardly more, and twice as many take three times as long.
  static final int WINDOW = 256;

  private static final int DIMENSIONS = 384;
  private static final String MODEL = "/bge-small-en-v1.5-q.onnx";
  private static final String TOKENIZER = "/bge-small-en-v1.5-q-tokenizer.json";

  /// Questions of one public collection beside the passages of another (StackFAQ, Cranfield, MED,
  /// XQuAD-R, without their judgements) have a cosine of .43 in the mean; one pair in a hundred has
  /// more than this.
  private static final double STRANGERS = 0.55;

  private record Loaded(WordPieces pieces, OrtEnvironment runtime, OrtSession session) {}

  private volatile @Nullable Loaded loaded;

  /// Whether the model's files are on the class path.
  public static boolean isPresent() {
    return BgeSmall.class.getResource(MODEL) != null;
  }

  @Override
  public String name() {
    return "bge-small-en-v1.5-q";
  }

  @Override
  public int dimensions() {
    return DIMENSIONS;
  }

  @Override
  public double strangers() {
    return STRANGERS;
  }

  @Override
  public boolean ready() {
    return loaded != null;
  }

  @Override
  public boolean speaks(String language) {
    return language.equals("en");
  }

  @Override
  public float[] embed(String text) {
    Loaded model = loaded();
    long[] ids = model.pieces().ids(text, WINDOW);
    long[] ones = new long[ids.length];
    Arrays.fill(ones, 1);
    long[] shape = {1, ids.length};
    OrtEnvironment runtime = model.runtime();
    try (OnnxTensor tokens = OnnxTensor.createTensor(runtime, LongBuffer.wrap(ids), shape);
        OnnxTensor mask = OnnxTensor.createTensor(runtime, LongBuffer.wrap(ones), shape);
        OnnxTensor kinds =
            OnnxTensor.createTensor(runtime, LongBuffer.wrap(new long[ids.length]), shape);
        OrtSession.Result result =
            model
                .session()
                .run(
                    Map.of("input_ids", tokens, "attention_mask", mask, "token_type_ids", kinds))) {
      return first(((OnnxTensor) result.get(0)).getFloatBuffer());
    } catch (OrtException e) {
      throw new IllegalStateException("running the sentence model", e);
    }
  }

  private static float[] first(FloatBuffer tokens) {
    float[] first = new float[DIMENSIONS];
    tokens.get(0, first);
    double square = 0;
    for (float x : first) {
      square += x * x;
    }
    float length = (float) Math.sqrt(square);
    for (int i = 0; i < DIMENSIONS; i++) {
      first[i] /= length;
    }
    return first;
  }

  private synchronized Loaded loaded() {
    if (loaded == null) {
      try (InputStream tokenizer = open(TOKENIZER);
          InputStream model = open(MODEL);
          var options = new OrtSession.SessionOptions()) {
        options.setIntraOpNumThreads(1); // a second thread gains nothing and costs a core
        options.setInterOpNumThreads(1);
        OrtEnvironment runtime = OrtEnvironment.getEnvironment();
        loaded =
            new Loaded(
                WordPieces.read(tokenizer),
                runtime,
                runtime.createSession(model.readAllBytes(), options));
      } catch (IOException e) {
        throw new UncheckedIOException("reading the sentence model", e);
      } catch (OrtException e) {
        throw new IllegalStateException("loading the sentence model", e);
      }
    }
    return loaded;
  }

  private static InputStream open(String resource) throws IOException {
    InputStream in = BgeSmall.class.getResourceAsStream(resource);
    if (in == null) {
      throw new IOException(resource + " is not on the class path");
    }
    return in;
  }

  @Override
  public synchronized void close() {
    if (loaded != null) {
      try {
        loaded.session().close();
      } catch (OrtException e) {
        throw new IllegalStateException("closing the sentence model", e);
      } finally {
        loaded = null;
      }
    }
  }
}
