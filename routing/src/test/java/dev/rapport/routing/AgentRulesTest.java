package dev.rapport.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Skills that begin and run out, presence, wrap-up, and what supervisors change live.
class AgentRulesTest {
  private static final AgentId ANA = new AgentId("ana");

  @ParameterizedTest(name = "valid from {0} s to {1} s: offered at {2} s: {3}")
  @DisplayName("P14: a skill counts while it is valid")
  @CsvSource({
    "0, 100, 0, true",
    "0, 100, 99, true",
    "0, 100, 100, false",
    "50, 100, 49, false",
    "50, 100, 50, true",
    "50, 100, 150, false"
  })
  void aSkillCountsWhileItIsValid(long from, long until, long when, boolean offered) {
    SkillLevel skill =
        new SkillLevel("sales", 80).valid(Floor.START + from * 1_000, Floor.START + until * 1_000);
    Floor floor = new Floor().agent(AgentProfile.of("ana", "Ana", skill)).available("ana");
    floor.after(when).call("c", "sales");
    assertThat(floor.where("c")).isEqualTo(offered ? "offered ana" : "waiting");
  }

  @Test
  @DisplayName("P18: whoever waits is offered at the moment a skill begins")
  void aSkillThatBeginsFreesWhoWaits() {
    SkillLevel skill =
        new SkillLevel("sales", 80).valid(Floor.START + 60_000, Floor.START + 90_000);
    Floor floor =
        new Floor().agent(AgentProfile.of("ana", "Ana", skill)).available("ana").call("c", "sales");
    assertThat(floor.after(59).where("c")).isEqualTo("waiting");
    assertThat(floor.after(1).where("c")).isEqualTo("offered ana");
    assertThat(floor.accepted("c").after(60).where("c")).as("keeps it").isEqualTo("assigned ana");
  }

  @Test
  void supervisorsChangeSkillsLive() {
    Floor floor = new Floor().agent("ana", "sales").available("ana").call("c", "help");
    floor.does(
        new Command.ChangeAgent(
            ANA, List.of(new SkillLevel("help", 50)), null, "eva", "learnt it"));
    assertThat(floor.where("c")).isEqualTo("offered ana");
    assertThat(floor.decision("c").planVersion()).isEqualTo(floor.core().plan().version());
    floor.does(
        new Command.ChangeAgent(ANA, List.of(new SkillLevel("greek", 50)), null, "eva", "no"));
    assertThat(floor.refusal()).isEqualTo("plan_invalid");
  }

  @Test
  void supervisorsChangeQueuesLive() {
    Floor floor = new Floor().agent("ana", "sales").available("ana");
    floor.does(new Command.ChangeAgent(ANA, null, List.of(new QueueId("help")), "eva", "help out"));
    assertThat(floor.call("c", "sales").where("c")).isEqualTo("waiting");
  }

  @Test
  void supervisorsChangePresenceAndSayWhy() {
    Floor floor = new Floor().agent("ana", "sales").available("ana").call("c", "sales");
    floor.does(new Command.ChangePresence(ANA, Presence.away("meeting"), "eva", "all hands"));
    assertThat(floor.where("c")).isEqualTo("waiting");
    assertThat(floor.events())
        .contains(new Event.PresenceChanged(ANA, Presence.away("meeting"), "all hands", "eva"));
  }

  @Test
  void lunchAfterThisOne() {
    Floor floor = new Floor().agent("ana", "sales").available("ana").call("c", "sales");
    floor.accepted("c").does(new Command.SetNextPresence(ANA, Presence.away("lunch")));
    assertThat(floor.call("d", "sales").where("d")).isEqualTo("waiting");
    assertThat(floor.agentView("ana").presence()).isEqualTo(Presence.available());
    assertThat(floor.ended("c").agentView("ana").presence()).isEqualTo(Presence.away("lunch"));
    assertThat(floor.where("d")).isEqualTo("waiting");
  }

  @Test
  @DisplayName("Wrap-up is the agent's and not the queue's: honoured in all three queues")
  void wrapUpIsHonouredInEveryQueue() {
    Floor floor = new Floor().agent("ana", "sales", "help").available("ana").call("c", "sales");
    floor.accepted("c").does(new Command.Finish(new ContactId("c"), ANA));
    floor.call("d", "help").call("e", "all").call("f", "sales");
    assertThat(floor.after(59).agentView("ana").contacts()).containsExactly(new ContactId("c"));
    assertThat(floor.after(1).agentView("ana").contacts())
        .hasSize(1)
        .doesNotContain(new ContactId("c"));
  }

  @Test
  @DisplayName("No state without an end: a desk gone for twelve hours is taken for signed off")
  void aDeskGoneForTwelveHoursIsSignedOff() {
    Floor floor = new Floor().agent("ana", "sales").available("ana");
    floor.does(new Command.Disconnect(ANA)).after(12 * 3_600 - 1);
    assertThat(floor.agentView("ana").presence()).isEqualTo(Presence.available());
    assertThat(floor.after(1).agentView("ana").presence()).isEqualTo(Presence.offline());
  }
}
