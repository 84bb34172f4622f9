package dev.rapport.storage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.rapport.knowledge.ArticleIndex.Evidence;
import dev.rapport.knowledge.learning.AnswerJournal.Shown;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a question was shown, as it stands in its row: an array of `[article, language, confidence,
/// coverage, titleCoverage, strength, meaning, lead]`.
final class ShownText {
  private static final JsonMapper JSON = new JsonMapper();
  private static final double DIGITS = 1e4;

  private ShownText() {}

  /// Null for nothing, which is most of what is asked of a small centre.
  static @Nullable String of(List<Shown> shown) {
    if (shown.isEmpty()) {
      return null;
    }
    ArrayNode rows = JSON.createArrayNode();
    for (Shown one : shown) {
      ArrayNode row = rows.addArray().add(one.article()).add(one.language());
      row.add(rounded(one.confidence()));
      for (double number : numbers(one.evidence())) {
        row.add(rounded(number));
      }
    }
    try {
      return JSON.writeValueAsString(rows);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("numbers and texts are always JSON", e);
    }
  }

  private static double rounded(double number) {
    return Math.round(number * DIGITS) / DIGITS;
  }

  /// Null if it is not among them.
  static @Nullable Shown find(@Nullable String text, String article) {
    if (text == null) {
      return null;
    }
    try {
      for (JsonNode row : JSON.readTree(text)) {
        if (row.get(0).asText().equals(article)) {
          double[] numbers = new double[row.size() - 2];
          for (int i = 0; i < numbers.length; i++) {
            numbers[i] = row.get(i + 2).asDouble();
          }
          return new Shown(article, row.get(1).asText(), numbers[0], evidence(numbers, 1));
        }
      }
      return null;
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("what a question was shown is damaged: " + text, e);
    }
  }

  static double[] numbers(Evidence evidence) {
    return new double[] {
      evidence.coverage(),
      evidence.titleCoverage(),
      evidence.strength(),
      evidence.meaning(),
      evidence.lead()
    };
  }

  static Evidence evidence(double[] numbers, int from) {
    return new Evidence(
        numbers[from], numbers[from + 1], numbers[from + 2], numbers[from + 3], numbers[from + 4]);
  }
}
