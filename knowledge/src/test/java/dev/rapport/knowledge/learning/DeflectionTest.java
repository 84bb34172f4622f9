package dev.rapport.knowledge.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rapport.knowledge.learning.AnswerJournal.Outcome;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeflectionTest {

  private static void add(List<Outcome> to, int count, Outcome outcome) {
    for (int i = 0; i < count; i++) {
      to.add(outcome);
    }
  }

  @Test
  void onlyTheDifferenceToThoseWhoSawNothingIsClaimed() {
    var outcomes = new ArrayList<Outcome>();
    add(outcomes, 56, new Outcome(false, false, false));
    add(outcomes, 10, new Outcome(false, true, false));
    add(outcomes, 4, new Outcome(false, false, true)); // came back
    add(outcomes, 48, new Outcome(true, false, false)); // would have left anyway
    add(outcomes, 32, new Outcome(true, true, false));
    Deflection found = Deflection.of(outcomes);
    assertThat(found).isEqualTo(new Deflection(70, 56, 80, 48));
    assertThat(found.isEnough()).isTrue();
    assertThat(found.share()).isCloseTo(0.2, within(1e-9));
    // Newcombe 1998, table II, contrast (a) 56/70 - 48/80, method 10.
    assertThat(found.between().least()).isCloseTo(0.0524, within(5e-4));
    assertThat(found.between().most()).isCloseTo(0.3339, within(5e-4));
  }

  @Test
  void nothingIsClaimedWithoutEnoughCases() {
    assertThat(Deflection.of(List.of()).isEnough()).isFalse();
    assertThat(Deflection.of(List.of(new Outcome(false, false, false))).share()).isZero();
  }
}
