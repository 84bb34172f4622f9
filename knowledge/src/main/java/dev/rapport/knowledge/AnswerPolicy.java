package dev.rapport.knowledge;

import dev.rapport.knowledge.AnswerDecision.Answered;
import dev.rapport.knowledge.AnswerDecision.AskedBack;
import dev.rapport.knowledge.AnswerDecision.HandedOver;
import dev.rapport.knowledge.AnswerDecision.Reason;
import dev.rapport.knowledge.AnswerDecision.Suggested;
import dev.rapport.knowledge.calibration.Judged;
import dev.rapport.knowledge.calibration.WantedError;
import java.util.ArrayList;
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

  /// Lessons a language needs for thresholds of its own; more where the wanted error is small, see
  /// {@link #enough}.
  public static final int ENOUGH = 100;

  private static final int MAX_CHOICES = 3;

  /// A threshold that no confidence reaches.
  private static final double NEVER = 2;

  /// A suggestion may be wrong every other time: it costs a glance.
  private static final double SUGGESTION_ERROR = 0.5;

  /// From which confidence on an untaught centre suggests.
  private static final double USUAL_SUGGESTION = 0.4;

  /// The one of the usual wanted error.
  public static final AnswerPolicy UNTAUGHT = untaught(WantedError.USUAL);

  public AnswerPolicy {
    learnt = Map.copyOf(learnt);
  }

  /// What confidence itself promises: between a threshold of 1 - 2e and 1 it is, on average, wrong
  /// in e of the cases.
  ///
  /// @param wanted the error rate answers may have
  public static AnswerPolicy untaught(WantedError wanted) {
    double answer = Math.max(USUAL_SUGGESTION, 1 - 2 * wanted.rate());
    return new AnswerPolicy(new Thresholds(answer, USUAL_SUGGESTION), Map.of());
  }

  /// How many lessons a language needs: with fewer, the wanted error could not even be shown where
  /// every one of them was right.
  public static int enough(WantedError wanted) {
    double allRight = Math.log(1 - wanted.confidence()) / Math.log1p(-wanted.rate());
    return Math.max(ENOUGH, (int) Math.ceil(allRight));
  }

  /// @param answer above 1 for never
  /// @param suggest likewise
  public record Thresholds(double answer, double suggest) {
    public boolean answers() {
      return answer <= 1;
    }

    public boolean suggests() {
      return suggest <= 1;
    }
  }

  /// Whether an article was right for a question: one that was judged, or labelled.
  ///
  /// @param language of the article
  public record Verdict(String language, double confidence, boolean right) {}

  /// Thresholds that keep the wanted error rate on these, each language for itself; one with too
  /// few of them has the usual ones. One where no threshold keeps it is never answered directly,
  /// only suggested; and not even that where more than every other suggestion would be wrong.
  public static AnswerPolicy taught(List<Verdict> verdicts, WantedError wanted) {
    Map<String, List<Judged>> byLanguage = new HashMap<>();
    for (Verdict verdict : verdicts) {
      byLanguage
          .computeIfAbsent(verdict.language(), _ -> new ArrayList<>())
          .add(new Judged(verdict.confidence(), verdict.right()));
    }
    Map<String, Thresholds> learnt = new HashMap<>();
    var suggestions =
        new WantedError(Math.max(SUGGESTION_ERROR, wanted.rate()), wanted.confidence());
    byLanguage.forEach((language, judged) -> {
      if (judged.size() >= enough(wanted)) {
        double answer = wanted.threshold(judged).orElse(NEVER);
        double suggest = suggestions.threshold(judged).orElse(NEVER);
        learnt.put(language, new Thresholds(answer, Math.min(answer, suggest)));
      }
    });
    return new AnswerPolicy(untaught(wanted).usual(), learnt);
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
