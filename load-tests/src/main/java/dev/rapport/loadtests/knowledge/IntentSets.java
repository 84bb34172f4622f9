package dev.rapport.loadtests.knowledge;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.rapport.knowledge.intents.LabelledQuestion;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Questions labelled with intents, as the sets have them.
final class IntentSets {
  private static final String NOTHING = "NO_NODES_DETECTED";

  private IntentSets() {}

  /// @param training what a model may learn from
  /// @param testing what it is measured on
  record Split(List<LabelledQuestion> training, List<LabelledQuestion> testing) {}

  static Split clinc150(Path data) throws IOException {
    var file = new JsonObject(Files.readString(data.resolve("clinc150/data_full.train_val.json")));
    return new Split(
        clinc(file, List.of("train", "oos_train")), clinc(file, List.of("val", "oos_val")));
  }

  private static List<LabelledQuestion> clinc(JsonObject file, List<String> parts) {
    var questions = new ArrayList<LabelledQuestion>();
    for (String part : parts) {
      for (Object one : file.getJsonArray(part)) {
        var pair = (JsonArray) one;
        String label = pair.getString(1);
        questions.add(new LabelledQuestion(pair.getString(0), "oos".equals(label) ? null : label));
      }
    }
    return questions;
  }

  static List<LabelledQuestion> banking77(Path data) throws IOException {
    return csv(data.resolve("banking77/train.csv"), "text", "category");
  }

  /// @param shop `sofmattress`, `curekart`, `powerplay11`
  static Split hint3(Path data, String shop) throws IOException {
    Path v1 = data.resolve("hint3/v1");
    return new Split(
        csv(v1.resolve("train/" + shop + "_train.csv"), "sentence", "label"),
        csv(v1.resolve("test/" + shop + "_test.csv"), "sentence", "label"));
  }

  /// One part in `folds` for testing, every fold another.
  static Split fold(List<LabelledQuestion> questions, int fold, int folds) {
    var training = new ArrayList<LabelledQuestion>();
    var testing = new ArrayList<LabelledQuestion>();
    for (int i = 0; i < questions.size(); i++) {
      (i % folds == fold ? testing : training).add(questions.get(i));
    }
    return new Split(training, testing);
  }

  private static List<LabelledQuestion> csv(Path file, String text, String label)
      throws IOException {
    var questions = new ArrayList<LabelledQuestion>();
    try (CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(file)) {
      for (NamedCsvRecord row : rows) {
        questions.add(new LabelledQuestion(row.getField(text), intent(row.getField(label))));
      }
    }
    return questions;
  }

  private static @Nullable String intent(String label) {
    return NOTHING.equals(label) ? null : label;
  }
}
