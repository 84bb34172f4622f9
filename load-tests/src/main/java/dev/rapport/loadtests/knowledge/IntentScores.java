package dev.rapport.loadtests.knowledge;

import dev.rapport.knowledge.calibration.CalibrationError;
import dev.rapport.knowledge.calibration.Judged;
import dev.rapport.knowledge.intents.Guess;
import dev.rapport.knowledge.intents.IntentModel;
import dev.rapport.knowledge.intents.LabelledQuestion;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// What a model said about questions whose labels are known.
final class IntentScores {
  private final List<Judged> judged = new ArrayList<>();
  private final Map<String, Integer> truths = new HashMap<>();
  private final Map<String, Integer> guesses = new HashMap<>();
  private int known;
  private int knownRight;
  private int none;
  private int noneRight;

  void add(IntentModel model, List<LabelledQuestion> questions) {
    for (LabelledQuestion question : questions) {
      Guess guess = model.guess(question.text());
      boolean right = Objects.equals(guess.intent(), question.intent());
      judged.add(new Judged(guess.confidence(), right));
      truths.merge(String.valueOf(question.intent()), 1, Integer::sum);
      guesses.merge(String.valueOf(guess.intent()), 1, Integer::sum);
      if (question.intent() == null) {
        none++;
        noneRight += right ? 1 : 0;
      } else {
        known++;
        knownRight += right ? 1 : 0;
      }
    }
  }

  /// Right among the questions that are about an intent; "none" to one of these is wrong.
  double accuracy() {
    return knownRight / (double) known;
  }

  /// Recognised among the questions about none of the intents.
  double noneRecall() {
    return noneRight / (double) none;
  }

  double calibrationError() {
    return CalibrationError.of(judged);
  }

  /// The largest share, most confident first, of which at most that share is wrong.
  double coverage(double wrong) {
    List<Judged> sorted = new ArrayList<>(judged);
    sorted.sort(Comparator.comparingDouble(Judged::confidence).reversed());
    int mistakes = 0;
    int covered = 0;
    for (int i = 0; i < sorted.size(); i++) {
      mistakes += sorted.get(i).right() ? 0 : 1;
      if (mistakes <= wrong * (i + 1)) {
        covered = i + 1;
      }
    }
    return covered / (double) sorted.size();
  }

  /// Matthews correlation over all labels, "none" being one of them (Gorodkin 2004).
  double matthews() {
    double total = judged.size();
    double right = judged.stream().filter(Judged::right).count();
    double both = 0;
    double squaredTruths = 0;
    for (var truth : truths.entrySet()) {
      both += (double) truth.getValue() * guesses.getOrDefault(truth.getKey(), 0);
      squaredTruths += (double) truth.getValue() * truth.getValue();
    }
    double squaredGuesses = 0;
    for (int guessed : guesses.values()) {
      squaredGuesses += (double) guessed * guessed;
    }
    double spread = (total * total - squaredGuesses) * (total * total - squaredTruths);
    return (right * total - both) / Math.sqrt(spread);
  }
}
