package dev.rapport.loadtests.knowledge;

import dev.rapport.knowledge.meaning.SentenceModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/// What the sentence model costs: the resident memory of a process that has it, beyond what it had
/// before, and the time it takes.
final class ModelRun {
  private static final String SET = "sentence model";
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final int WARM_UP = 50;
  private static final int SAMPLES = 300;
  private static final int QUESTION = 4; // a made-up word is four or five pieces
  private static final int PASSAGE = 45;

  private ModelRun() {}

  /// @param model not used before
  static List<Figure> figures(SentenceModel model) throws IOException {
    var figures = new ArrayList<Figure>();
    System.gc();
    double before = resident();
    long began = System.nanoTime();
    model.embed("ready");
    figures.add(Figure.beside(SET, "loaded, s", (System.nanoTime() - began) / 1e9));
    var text = new MadeUpText(new SplittableRandom(3));
    figures.add(Figure.beside(SET, "a question, p50 ms", millis(model, text, QUESTION)));
    figures.add(Figure.beside(SET, "a passage, p50 ms", millis(model, text, PASSAGE)));
    System.gc();
    if (before > 0) {
      figures.add(Figure.beside(SET, "memory, MB", resident() - before));
    }
    return figures;
  }

  private static double millis(SentenceModel model, MadeUpText text, int words) {
    var times = new Histogram(3);
    for (int i = 0; i < WARM_UP + SAMPLES; i++) {
      String asked = text.of(words);
      long began = System.nanoTime();
      model.embed(asked);
      if (i >= WARM_UP) {
        times.recordValue(System.nanoTime() - began);
      }
    }
    return times.getValueAtPercentile(50) / 1e6;
  }

  /// Megabytes; 0 where the system does not say.
  private static double resident() throws IOException {
    if (!Files.isReadable(STATUS)) {
      return 0;
    }
    try (Stream<String> lines = Files.lines(STATUS)) {
      return lines
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1024)
          .findFirst()
          .orElse(0);
    }
  }
}
