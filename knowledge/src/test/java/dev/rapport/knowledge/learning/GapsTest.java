package dev.rapport.knowledge.learning;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class GapsTest {

  private static AnswerJournal.Unanswered asked(String text, String customer, boolean followed) {
    return new AnswerJournal.Unanswered(text, 1, customer, followed, null);
  }

  @Test
  void questionsAlikeAreOneGapAndTheDearestComesFirst() {
    List<Gaps.Gap> gaps =
        new Gaps(null)
            .of(
                List.of(
                    asked("Where is the invoice", "a", false),
                    asked("can I change my name", "a", true),
                    asked("where is the invoice please", "b", false),
                    asked("can I change my name here", "c", true)),
                6);
    assertThat(gaps).hasSize(2);
    assertThat(gaps.getFirst().examples()).contains("can I change my name");
    assertThat(gaps.getFirst().minutes()).isEqualTo(12);
    assertThat(gaps.getFirst().customers()).isEqualTo(2);
    assertThat(gaps.get(1).asked()).isEqualTo(2);
    assertThat(gaps.get(1).contacts()).isZero();
  }
}
