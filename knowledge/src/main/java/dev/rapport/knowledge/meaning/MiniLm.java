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

/// all-MiniLM-L6-v2, quantised (Wang et al. 2020; Reimers and Gurevych 2019), run by ONNX Runtime
/// on the caller's thread: the mean of the tokens' vectors, brought to length 1. About 2 ms for a
/// question and 10 ms for a passage on one core; about 120 MB of memory outside the heap from the
/// first use on, and nothing before it.
///
/// It was trained on English: other languages are embedded, but mean less.
public final class MiniLm implements SentenceModel, AutoCloseable {

  /// Tokens read of a text: what the model was trained on.
  static final int WINDOW = 256;

  private static final int DIMENSIONS = 384;
  private static final String MODEL = "/all-minilm-l6-v2-q.onnx";
  private static final String TOKENIZER = "/all-minilm-l6-v2-q-tokenizer.json";

  private record Loaded(WordPieces pieces, OrtEnvironment runtime, OrtSession session) {}

  private volatile @Nullable Loaded loaded;

  /// Whether the model's files are on the class path.
  public static boolean isPresent() {
    return MiniLm.class.getResource(MODEL) != null;
  }

  @Override
  public int dimensions() {
    return DIMENSIONS;
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
      return mean(((OnnxTensor) result.get(0)).getFloatBuffer(), ids.length);
    } catch (OrtException e) {
      throw new IllegalStateException("running the sentence model", e);
    }
  }

  private static float[] mean(FloatBuffer tokens, int count) {
    float[] sum = new float[DIMENSIONS];
    for (int token = 0; token < count; token++) {
      for (int i = 0; i < DIMENSIONS; i++) {
        sum[i] += tokens.get(token * DIMENSIONS + i);
      }
    }
    double square = 0;
    for (float x : sum) {
      square += x * x;
    }
    float length = (float) Math.sqrt(square);
    for (int i = 0; i < DIMENSIONS; i++) {
      sum[i] /= length;
    }
    return sum;
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
    InputStream in = MiniLm.class.getResourceAsStream(resource);
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
