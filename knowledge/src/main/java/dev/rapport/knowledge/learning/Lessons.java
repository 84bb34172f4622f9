package dev.rapport.knowledge.learning;

import dev.rapport.knowledge.AnswerPolicy;
import dev.rapport.knowledge.Answers;
import dev.rapport.knowledge.Confidence;
import dev.rapport.knowledge.calibration.WantedError;
import java.util.List;

/// What a centre's own judgements teach: first how sure one may be, then, with that, from which
/// confidence on a question is answered. Pure arithmetic; a second for twenty thousand judgements.
public final class Lessons {
  private Lessons() {}

  /// @param wanted the error rate answers may have
  public static Answers.Taught of(List<AnswerJournal.Judgement> judgements, WantedError wanted) {
    Confidence confidence =
        Confidence.taught(
            judgements.stream()
                .map(j -> new Confidence.Sample(j.evidence(), j.helpful()))
                .toList());
    List<AnswerPolicy.Verdict> verdicts =
        judgements.stream()
            .map(j ->
                new AnswerPolicy.Verdict(j.language(), confidence.of(j.evidence()), j.helpful()))
            .toList();
    return new Answers.Taught(confidence, AnswerPolicy.taught(verdicts, wanted));
  }
}
