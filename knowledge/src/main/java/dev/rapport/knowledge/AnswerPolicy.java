package dev.rapport.knowledge;

import dev.rapport.knowledge.AnswerDecision.Answered;
import dev.rapport.knowledge.AnswerDecision.AskedBack;
import dev.rapport.knowledge.AnswerDecision.HandedOver;
import dev.rapport.knowledge.AnswerDecision.Reason;
import dev.rapport.knowledge.AnswerDecision.Suggested;
import dev.rapport.knowledge.calibration.Judged;
import dev.rapport.knowledge.calibration.WantedError;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// From which confidence on a question is answered, and from which something is suggested, for each
/// language. Immutable.
///
/// ```
///   confidence of the best   ≥ answer                          → answered
///                            ≥ suggest                         → suggested, up to five
///                            two or three that together ≥ suggest → asked back
///                            otherwise                         → handed over
/// ```
///
/// @param usual for languages without enough judgements of their own
/// @param learnt by language
public record AnswerPolicy(Thresholds usual, Map<String, Thresholds> learnt) {

  /// The most that is suggested at once.
  public static final int MAX_SUGGESTIONS = 5;

  /// Judgements a language needs for thresholds of its own.
  public static final int ENOUGH = 100;

  private static final int MAX_CHOICES = 3;

  /// A threshold that no confidence reaches.
  private static final double NEVER = 2;

  /// A suggestion may be wrong every other time: it costs a glance.
  private static final double SUGGESTION_ERROR = 0.5;

  /// What confidence itself promises: 0.95 is wrong once in twenty.
  public static final AnswerPolicy UNTAUGHT = new AnswerPolicy(new Thresholds(0.9, 0.4), Map.of());

  public AnswerPolicy {
    learnt = Map.copyOf(learnt);
  }

  /// @param answer above 1 for never
  /// @param suggest likewise
  public record Thresholds(double answer, double suggest) {
    boolean suggests() {
      return suggest <= 1;
    }
  }

  /// One judgement of an answer that was shown.
  ///
  /// @param language of the article
  public record Verdict(String language, double confidence, boolean right) {}

  /// Thresholds that keep the wanted error rate on what was judged, each language for itself; one
  /// where no threshold keeps it is never answered directly, only suggested; and not even that
  /// where more than every other suggestion would be wrong.
  public static AnswerPolicy taught(List<Verdict> verdicts, WantedError wanted) {
    Map<String, List<Judged>> byLanguage = new HashMap<>();
    for (Verdict verdict : verdicts) {
      byLanguage
          .computeIfAbsent(verdict.language(), _ -> new java.util.ArrayList<>())
          .add(new Judged(verdict.confidence(), verdict.right()));
    }
    Map<String, Thresholds> learnt = new HashMap<>();
    var suggestions =
        new WantedError(Math.max(SUGGESTION_ERROR, wanted.rate()), wanted.confidence());
    byLanguage.forEach((language, judged) -> {
      if (judged.size() >= ENOUGH) {
        double answer = wanted.threshold(judged).orElse(NEVER);
        double suggest = suggestions.threshold(judged).orElse(NEVER);
        learnt.put(language, new Thresholds(answer, Math.min(answer, suggest)));
      }
    });
    return new AnswerPolicy(UNTAUGHT.usual(), learnt);
  }

  public Thresholds of(String language) {
    return learnt.getOrDefault(language, usual);
  }

  /// @param answers best first
  public AnswerDecision decide(List<Answer> answers) {
    if (answers.isEmpty()) {
      return new HandedOver(Reason.NOTHING_FOUND, List.of());
    }
    Answer best = answers.getFirst();
    Thresholds from = of(best.language());
    List<Answer> likely =
        answers.stream()
            .filter(answer -> answer.confidence() >= of(answer.language()).suggest())
            .limit(MAX_SUGGESTIONS)
            .toList();
    if (best.confidence() >= from.answer()) {
      return new Answered(best, likely.stream().filter(answer -> !answer.equals(best)).toList());
    }
    if (!likely.isEmpty()) {
      return new Suggested(likely);
    }
    List<Answer> choices = answers.subList(0, Math.min(MAX_CHOICES, answers.size()));
    double together = choices.stream().mapToDouble(Answer::confidence).sum();
    return choices.size() > 1 && from.suggests() && together >= from.suggest()
        ? new AskedBack(choices)
        : new HandedOver(
            Reason.TOO_UNSURE, answers.subList(0, Math.min(MAX_SUGGESTIONS, answers.size())));
  }
}
