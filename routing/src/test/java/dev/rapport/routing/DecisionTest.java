package dev.rapport.routing;

import static dev.rapport.routing.Decision.Reason;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// What is written down with each offer.
@DisplayName("P15: every decision explains itself")
class DecisionTest {

  private static AgentId id(String agent) {
    return new AgentId(agent);
  }

  @Test
  void namesEveryAgentWhoCouldNotHaveItAndWhy() {
    Floor floor = new Floor();
    floor.agent("ana", "sales").agent("away", "sales").agent("busy", "sales");
    floor.agent("gone", "sales").agent("unskilled", "help").agent("off", "sales");
    floor.agent(
        AgentProfile.of("elsewhere", "x", new SkillLevel("sales", 80)).in(new QueueId("help")));
    floor.agent(
        AgentProfile.of("nophone", "x", new SkillLevel("sales", 80))
            .capped(new AgentProfile.Cap(ChannelId.PHONE, 0)));
    floor.available("busy").call("first", "sales").accepted("first");
    floor.available("away", "gone", "unskilled", "elsewhere", "nophone").away("away");
    floor.does(new Command.Disconnect(id("gone"))).available("ana").call("c", "sales");
    assertThat(floor.where("c")).isEqualTo("offered ana");
    assertThat(floor.decision("c").excluded())
        .containsExactly(
            new Decision.Exclusion(Reason.NOT_IN_QUEUE, 1, List.of(id("elsewhere"))),
            new Decision.Exclusion(Reason.NOT_SKILLED, 1, List.of(id("unskilled"))),
            new Decision.Exclusion(Reason.CHANNEL_OFF, 1, List.of(id("nophone"))),
            new Decision.Exclusion(Reason.OFFLINE, 1, List.of(id("off"))),
            new Decision.Exclusion(Reason.DISCONNECTED, 1, List.of(id("gone"))),
            new Decision.Exclusion(Reason.AWAY, 1, List.of(id("away"))),
            new Decision.Exclusion(Reason.AT_CAPACITY, 1, List.of(id("busy"))));
  }

  @Test
  void answersWhyNotAnybody() {
    Floor floor = new Floor().agent("ana", "sales").agent("ben", "help").agent("cem", "sales");
    floor.available("ana").after(60).available("cem").call("c", "sales");
    Decision decision = floor.decision("c");
    assertThat(WhyNot.of(id("ana"), floor.offer("c").agent(), decision))
        .isEqualTo(new WhyNot.Chosen());
    assertThat(WhyNot.of(id("ben"), floor.offer("c").agent(), decision))
        .isEqualTo(new WhyNot.Excluded(Reason.NOT_SKILLED));
    assertThat(WhyNot.of(id("cem"), floor.offer("c").agent(), decision))
        .isInstanceOf(WhyNot.Lower.class);
    assertThat(WhyNot.of(id("nobody"), floor.offer("c").agent(), decision))
        .isInstanceOf(WhyNot.NotRecorded.class);
  }

  @Test
  void keepsTheBestFiveAndCountsTheRest() {
    Floor floor = new Floor();
    for (int i = 0; i < 9; i++) {
      floor.agent("a" + i, "sales").available("a" + i).after(30);
    }
    Decision decision = floor.call("c", "sales").decision("c");
    assertThat(floor.offer("c").agent()).isEqualTo(id("a0"));
    assertThat(decision.agents())
        .extracting(passed -> passed.agent().value())
        .containsExactly("a1", "a2", "a3", "a4", "a5");
    assertThat(decision.excluded())
        .containsExactly(new Decision.Exclusion(Reason.LOWER_SCORE, 3, List.of()));
  }

  @Test
  void namesTheContactsThatStayed() {
    Floor floor = new Floor().agent("ana", "sales").call("old", "sales").after(10);
    floor.arrives(Floor.call("gold", "sales", 60)).after(1).available("ana");
    Decision decision = floor.decision("gold");
    assertThat(decision.trigger()).isEqualTo(Decision.Trigger.AGENT_HAS_ROOM);
    assertThat(decision.contacts()).hasSize(1);
    assertThat(decision.contacts().getFirst().contact()).isEqualTo(new ContactId("old"));
    assertThat(decision.contacts().getFirst().waited()).isGreaterThan(decision.waited());
    assertThat(decision.contacts().getFirst().difference()).isPositive();
    assertThat(decision.jumps()).containsExactly(new Decision.Jump(new ContactId("old"), 10_000));
  }

  @Test
  void inALargeCentreItCountsInsteadOfNaming() {
    Floor floor = new Floor();
    for (int i = 0; i < Decision.NAMED_AGENTS; i++) {
      floor.agent("a" + i, "help");
    }
    floor.agent("ana", "sales").available("ana").call("c", "sales");
    assertThat(floor.decision("c").excluded())
        .containsExactly(
            new Decision.Exclusion(Reason.NOT_SKILLED, Decision.NAMED_AGENTS, List.of()));
  }

  @Test
  void decidingAgainFromTheStateBeforeGivesTheSameRecord() {
    Floor floor = new Floor().agent("ana", "sales", "help").agent("ben", "sales").available("ana");
    floor.call("a", "help").accepted("a").call("b", "sales").after(40).call("c", "sales");
    RoutingSnapshot before = floor.core().snapshot();
    Command command = new Command.EndContact(new ContactId("a"), id("ana"), "solved", null);
    Outcome first = floor.core().handle(command, floor.now());
    assertThat(new RoutingCore(before).handle(command, floor.now())).isEqualTo(first);
  }
}
