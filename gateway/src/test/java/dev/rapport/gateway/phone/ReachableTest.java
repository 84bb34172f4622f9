package dev.rapport.gateway.phone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.routing.AgentId;
import dev.rapport.routing.AgentProfile;
import dev.rapport.routing.ChannelId;
import dev.rapport.routing.ChannelRules;
import dev.rapport.routing.Command;
import dev.rapport.routing.ContactQueue;
import dev.rapport.routing.Event;
import dev.rapport.routing.Plan;
import dev.rapport.routing.PolicySettings;
import dev.rapport.routing.Requirement;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The core is told whose telephone is there: of many agents at the start, and of each as it comes
/// and goes.
final class ReachableTest {
  private static final int AGENTS = 5_000;

  private RunningUnit running;
  private RunningUnit.Events<Event.ReachChanged> told;

  @BeforeEach
  void start() {
    running = RunningUnit.start(plan(1, AGENTS));
    told = running.events(Event.ReachChanged.class);
  }

  @AfterEach
  void stop() {
    running.close();
  }

  private static Plan plan(long version, int agents) {
    return new Plan(
        version,
        List.of(),
        ChannelRules.DEFAULTS,
        List.of(ContactQueue.of("help", "Help", Requirement.anyone())),
        IntStream.range(0, agents).mapToObj(i -> AgentProfile.of("a" + i, "A" + i)).toList(),
        PolicySettings.DEFAULTS);
  }

  private void begin(Reachable reachable) {
    running.unit.listen(reachable);
    running.unit.ask(core -> {
      reachable.begin(core);
      return true;
    });
  }

  private static Event.ReachChanged phone(String agent, boolean there) {
    return new Event.ReachChanged(new AgentId(agent), ChannelId.PHONE, there);
  }

  @Test
  void allWhoseTelephonesAreMissingAreTold() throws Exception {
    Reachable reachable =
        new Reachable(running.context, running.unit, agent -> agent.value().equals("a7"));
    begin(reachable);
    for (int i = 0; i < AGENTS - 1; i++) {
      Event.ReachChanged next = told.next();
      assertThat(next.reachable()).isFalse();
      assertThat(next.agent().value()).isNotEqualTo("a7");
    }
    running.settled();
    running.context.runOnContext(_ -> reachable.changed("a3", true));
    assertThat(told.next()).isEqualTo(phone("a3", true));
    running.context.runOnContext(_ -> reachable.changed("a3", true));
    running.context.runOnContext(_ -> reachable.changed("a7", false));
    assertThat(told.next()).isEqualTo(phone("a7", false));
  }

  @Test
  void whoJoinsIsToldOfToo() throws Exception {
    Reachable reachable =
        new Reachable(running.context, running.unit, agent -> !agent.value().equals("a" + AGENTS));
    begin(reachable);
    running.settled();
    assertThat(told.isEmpty()).isTrue();
    running.done(new Command.SavePlan(plan(2, AGENTS + 1), "eva"));
    assertThat(told.next()).isEqualTo(phone("a" + AGENTS, false));
  }
}
