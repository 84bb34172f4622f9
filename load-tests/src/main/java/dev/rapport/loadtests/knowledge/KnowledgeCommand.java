package dev.rapport.loadtests.knowledge;

import dev.rapport.knowledge.intents.IntentModel;
import dev.rapport.knowledge.intents.IntentTraining;
import dev.rapport.knowledge.meaning.BgeSmall;
import io.vertx.core.json.JsonArray;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Rankings, intents and speed beside what was published and what is wanted.
@Command(
    name = "knowledge",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Ranks, guesses intents and answers on public sets; prints a JSON list of {set, measure,"
          + " ours, published, goal, reached}.",
      "Sets that are not in the folder are left out, and said so."
    },
    footer = {"", "Example: rapport bench knowledge --data ../shared/data --json knowledge.json"})
public final class KnowledgeCommand implements Callable<Integer> {
  private static final int FOLDS = 10;

  /// What is expected of real shop chats: in the two other shops of HINT3 more than half of the
  /// questions are about none of the intents.
  private static final IntentTraining.Expected SHOP_CHATS = new IntentTraining.Expected(0.5);

  @Option(
      names = "--data",
      paramLabel = "PATH",
      required = true,
      description = "The folder that holds the sets.")
  private @Nullable Path data;

  @Option(names = "--json", paramLabel = "FILE", description = "Writes the list there too.")
  private @Nullable Path json;

  @Option(
      names = "--only",
      paramLabel = "NAME",
      description = "Only sets whose name contains this.")
  private @Nullable String only;

  @Option(
      names = "--articles",
      defaultValue = "100000",
      description = "How many made-up articles the speed is measured with.")
  private int articles = 100_000;

  private final JsonArray figures = new JsonArray();

  @Override
  public Integer call() throws IOException {
    Path folder = data;
    if (folder == null) {
      return 2;
    }
    Path scratch = Files.createTempDirectory("rapport-bench-knowledge");
    try (var model = new BgeSmall()) {
      if (wanted("model", true)) {
        ModelRun.figures(model).forEach(this::add);
      }
      for (RankingSet set : RankingSet.ALL) {
        if (wanted(set.folder().replace('/', '-'), set.isIn(folder))) {
          set.measure(folder, scratch, model).forEach(this::add);
        }
      }
      intents(folder, model);
      Path strings = folder.resolve("blns/blns.txt");
      if (wanted("fuzz", Files.isRegularFile(strings))) {
        new FuzzRun(articles, FuzzRun.QUERIES, strings).figures(scratch).forEach(this::add);
      }
      if (wanted("speed-words", true)) {
        new SpeedRun(articles).byWords(scratch).forEach(this::add);
      }
      if (wanted("speed-fused", true)) {
        new SpeedRun(articles).fused(scratch, model).forEach(this::add);
      }
    } finally {
      delete(scratch);
    }
    String text = figures.encodePrettily();
    System.out.println(text);
    if (json != null) {
      Files.writeString(json, text + "\n");
    }
    return 0;
  }

  private boolean wanted(String set, boolean present) {
    boolean chosen = only == null || set.contains(only);
    if (chosen && !present) {
      System.err.println("bench knowledge: no " + set + " in the folder, left out");
    }
    if (chosen && present) {
      System.err.println("bench knowledge: " + set);
    }
    return chosen && present;
  }

  private void add(Figure figure) {
    figures.add(figure.json());
    System.err.println("  " + figure.json().encode());
  }

  private void intents(Path folder, BgeSmall model) throws IOException {
    if (wanted("clinc150", Files.isDirectory(folder.resolve("clinc150")))) {
      var training = new IntentTraining(model, IntentTraining.Expected.USUAL);
      IntentScores scores = scores(training, List.of(IntentSets.clinc150(folder)));
      String bert = "BERT 96.2 / 52.3, Dialogflow 91.7 / 14.0";
      add(figure("clinc150", "in-scope accuracy", scores.accuracy(), bert, 0.94));
      add(figure("clinc150", "out-of-scope recall", scores.noneRecall(), bert, 0.60));
      add(calibration("clinc150", scores));
    }
    if (wanted("banking77", Files.isDirectory(folder.resolve("banking77")))) {
      var all = IntentSets.banking77(folder);
      var splits = new ArrayList<IntentSets.Split>();
      for (int fold = 0; fold < FOLDS; fold++) {
        splits.add(IntentSets.fold(all, fold, FOLDS));
      }
      var training = new IntentTraining(model, IntentTraining.Expected.NEVER_NONE);
      IntentScores scores = scores(training, splits);
      add(
          figure(
              "banking77", "accuracy, 10-fold", scores.accuracy(), "93.4 on its test set", 0.92));
      add(figure("banking77", "coverage at 5 % error", scores.coverage(0.05), null, 0.90));
      add(calibration("banking77", scores));
    }
    if (wanted("hint3-sofmattress", Files.isDirectory(folder.resolve("hint3")))) {
      var training = new IntentTraining(model, SHOP_CHATS);
      IntentScores scores = scores(training, List.of(IntentSets.hint3(folder, "sofmattress")));
      add(figure("hint3-sofmattress", "Matthews correlation", scores.matthews(), ".638", 0.66));
      add(calibration("hint3-sofmattress", scores));
    }
  }

  private static IntentScores scores(IntentTraining training, List<IntentSets.Split> splits) {
    var scores = new IntentScores();
    for (IntentSets.Split split : splits) {
      IntentModel model = training.train(split.training()).orElseThrow();
      scores.add(model, split.testing());
    }
    return scores;
  }

  private static Figure figure(
      String set, String measure, double ours, @Nullable String published, double goal) {
    return new Figure(set, measure, ours, published, goal, false);
  }

  private static Figure calibration(String set, IntentScores scores) {
    double error = scores.calibrationError();
    return new Figure(set, "expected calibration error", error, null, 0.03, true);
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
