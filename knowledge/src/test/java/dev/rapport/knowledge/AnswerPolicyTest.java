package dev.rapport.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.knowledge.AnswerDecision.Answered;
import dev.rapport.knowledge.AnswerDecision.AskedBack;
import dev.rapport.knowledge.AnswerDecision.HandedOver;
import dev.rapport.knowledge.AnswerDecision.Suggested;
import dev.rapport.knowledge.calibration.WantedError;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class AnswerPolicyTest {

  private static List<Answer> answers(double... confidences) {
    return DoubleStream.of(confidences)
        .mapToObj(c ->
            new Answer(
                "a" + c,
                "Title",
                new Excerpt("Text", 0, true, List.of()),
                "en",
                1,
                c,
                new ArticleIndex.Evidence(1, 1, 1, 0, 0),
                true))
        .toList();
  }

  private static AnswerDecision decide(double... confidences) {
    return AnswerPolicy.UNTAUGHT.decide(answers(confidences));
  }

  @Test
  void theSurerTheMoreIsDone() {
    assertThat(decide(0.95, 0.5)).isInstanceOf(Answered.class);
    assertThat(decide(0.6, 0.5, 0.1)).isInstanceOf(Suggested.class);
    assertThat(decide(0.3, 0.25)).isInstanceOf(AskedBack.class);
    assertThat(decide(0.1, 0.05)).isInstanceOf(HandedOver.class);
    assertThat(decide()).isInstanceOf(HandedOver.class);
  }

  @Test
  void atMostFiveAreSuggested() {
    var suggested = (Suggested) decide(0.7, 0.7, 0.7, 0.7, 0.7, 0.7, 0.7);
    assertThat(suggested.answers()).hasSize(5);
  }

  @Test
  void eachLanguageLearnsItsOwnThresholdFromItsJudgements() {
    var verdicts = new ArrayList<AnswerPolicy.Verdict>();
    for (int i = 0; i < 300; i++) {
      verdicts.add(new AnswerPolicy.Verdict("en", 0.7, true));
      verdicts.add(new AnswerPolicy.Verdict("de", 0.95, i % 2 == 0));
    }
    AnswerPolicy policy = AnswerPolicy.taught(verdicts, WantedError.USUAL);
    assertThat(policy.of("en").answer()).isEqualTo(0.7);
    assertThat(policy.of("de").answer()).isGreaterThan(1);
    assertThat(policy.of("fr")).isEqualTo(policy.usual());
  }

  @Test
  void whereEverythingWasWrongNothingIsSuggested() {
    var verdicts = new ArrayList<AnswerPolicy.Verdict>();
    for (int i = 0; i < 300; i++) {
      verdicts.add(new AnswerPolicy.Verdict("en", i / 300.0, false));
    }
    AnswerPolicy policy = AnswerPolicy.taught(verdicts, WantedError.USUAL);
    assertThat(policy.of("en").suggest()).isGreaterThan(1);
    assertThat(policy.decide(answers(0.99, 0.98, 0.97))).isInstanceOf(HandedOver.class);
  }
}
