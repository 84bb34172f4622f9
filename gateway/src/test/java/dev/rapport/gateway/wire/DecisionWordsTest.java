package dev.rapport.gateway.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.routing.AgentId;
import dev.rapport.routing.AgentScore;
import dev.rapport.routing.ContactId;
import dev.rapport.routing.ContactScore;
import dev.rapport.routing.Decision;
import dev.rapport.routing.Decision.Exclusion;
import dev.rapport.routing.Decision.PassedAgent;
import dev.rapport.routing.Decision.PassedContact;
import dev.rapport.routing.Decision.Reason;
import dev.rapport.routing.Decision.Trigger;
import dev.rapport.routing.PolicyName;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What an agent reads about why a contact is theirs")
final class DecisionWordsTest {
  private static final AgentScore FIT = new AgentScore.ByRest(1);
  private static final ContactScore TURN = new ContactScore.ByWait(1);

  @Test
  void whoeverAloneCouldHaveItReadsHowManyCouldNot() {
    assertThat(DecisionWords.sentence(decision(Trigger.CONTACT_WAITS, 400, 0, 0, 11)))
        .isEqualTo("the contact has just come; you alone could have it, 11 others could not");
    assertThat(DecisionWords.sentence(decision(Trigger.CONTACT_WAITS, 400, 0, 0, 1)))
        .endsWith("you alone could have it, 1 other could not");
    assertThat(DecisionWords.sentence(decision(Trigger.CONTACT_WAITS, 400, 0, 0, 0)))
        .endsWith("nobody else was there");
  }

  @Test
  void whoeverWasComparedReadsWithHowMany() {
    assertThat(DecisionWords.sentence(decision(Trigger.CONTACT_WAITS, 61_000, 0, 2, 3)))
        .isEqualTo(
            "the contact waited 1 min; you fit best of 3 compared; 3 more could not have it");
  }

  @Test
  void whoeverHadRoomReadsWhomTheContactWentAheadOf() {
    assertThat(DecisionWords.sentence(decision(Trigger.AGENT_HAS_ROOM, 90_000, 0, 0, 0)))
        .isEqualTo("you had room and the contact waited 1 min, the only one for you");
    assertThat(DecisionWords.sentence(decision(Trigger.AGENT_HAS_ROOM, 3_700_000, 1, 0, 0)))
        .isEqualTo("you had room and the contact waited 1 h 1 min, ahead of 1 other compared");
  }

  @Test
  void whoeverWasPassedOverReadsByHowMuch() {
    Decision decision = decision(Trigger.CONTACT_WAITS, 0, 0, 1, 1);
    assertThat(DecisionWords.whyNot(decision, new AgentId("ana"), new AgentId("ana")))
        .isEqualTo("was chosen");
    assertThat(DecisionWords.whyNot(decision, new AgentId("ana"), new AgentId("passed0")))
        .isEqualTo("could have had it, but scored 2.500 lower");
    assertThat(DecisionWords.whyNot(decision, new AgentId("ana"), new AgentId("out0")))
        .isEqualTo("was away");
    assertThat(DecisionWords.whyNot(decision, new AgentId("ana"), new AgentId("stranger")))
        .isEqualTo("was not in the plan then");
  }

  private static Decision decision(
      Trigger trigger, long waited, int contacts, int agents, int excluded) {
    return new Decision(
        1,
        PolicyName.DEFAULT,
        trigger,
        false,
        waited,
        TURN,
        FIT,
        several(contacts, i -> new PassedContact(new ContactId("other" + i), 1, TURN, 1)),
        several(agents, i -> new PassedAgent(new AgentId("passed" + i), FIT, 2_500_000)),
        several(excluded, i -> new Exclusion(Reason.AWAY, 1, List.of(new AgentId("out" + i)))));
  }

  private static <T> List<T> several(int count, IntFunction<T> each) {
    return IntStream.range(0, count).mapToObj(each).toList();
  }
}
