package dev.rapport.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/// Changing the plan while the floor runs.
class PlanTest {

  @Test
  void onlyANewerPlanIsTaken() {
    Floor floor = new Floor().agent("ana", "sales");
    floor.does(new Command.SavePlan(floor.plan(1), "eva"));
    assertThat(floor.refusal()).isEqualTo("plan_old");
  }

  @Test
  void aPlanSaysEverythingThatIsWrongWithIt() {
    Plan plan =
        Plan.of(
            9,
            List.of("sales"),
            List.of(
                ContactQueue.of("q", "Q", Requirement.not(Requirement.atLeast("sale", 1))),
                ContactQueue.of("q", "Q", Requirement.anyone())),
            List.of(
                AgentProfile.of("ana", "Ana", new SkillLevel("Sales", 1)).in(new QueueId("p"))));
    assertThat(PlanCheck.problems(plan))
        .containsExactly(
            "queue q: unknown skill sale",
            "queue q is there twice",
            "agent ana has the unknown skill Sales",
            "agent ana serves the unknown queue p");
    Floor floor = new Floor().does(new Command.SavePlan(plan, "eva"));
    assertThat(floor.refusal()).isEqualTo("plan_invalid");
  }

  @Test
  void aQueueWithContactsStays() {
    Floor floor = new Floor().agent("ana", "sales").call("c", "sales");
    floor.queues(ContactQueue.of("help", "Help", Requirement.anyone())).save();
    assertThat(floor.refusal()).isEqualTo("queue_in_use");
  }

  @Test
  void anAgentTakenOutFinishesWhatTheyHave() {
    Floor floor = new Floor().agent("ana", "sales").agent("ben", "sales").available("ana");
    floor.call("c", "sales").accepted("c").without("ana").call("d", "sales");
    assertThat(floor.where("d")).isEqualTo("waiting");
    assertThat(floor.ended("c").where("c")).isEqualTo("handled");
    assertThat(floor.core().agent(new AgentId("ana"))).isNull();
  }

  @Test
  void anAgentKeepsPresenceAndContactsOverAPlan() {
    Floor floor =
        new Floor().agent("ana", "sales").available("ana").call("c", "sales").accepted("c");
    floor.agent("ana", "sales", "help");
    assertThat(floor.where("c")).isEqualTo("assigned ana");
    assertThat(floor.agentView("ana").presence()).isEqualTo(Presence.available());
  }
}
