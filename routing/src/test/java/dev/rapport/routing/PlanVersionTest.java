package dev.rapport.routing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Contacts in flight follow a new plan, or keep the one they came under.
class PlanVersionTest {
  private static final ContactId C = new ContactId("c");

  /// Sales asks for sales; then, in plan 4, for German as well.
  private static Floor changed(Command.InFlight inFlight) {
    Floor floor =
        new Floor().agent("ana", "sales").agent("ben", "sales", "german").call("c", "sales");
    floor.queues(queue ->
        queue.id().value().equals("sales")
            ? ContactQueue.of(
                "sales",
                "Sales",
                Requirement.allOf(
                    Requirement.atLeast("sales", 1), Requirement.atLeast("german", 1)))
            : queue);
    return floor
        .does(new Command.SavePlan(floor.plan(9), "eva", inFlight))
        .call("d", "sales")
        .available("ana");
  }

  @Test
  void theyFollow() {
    Floor floor = changed(Command.InFlight.FOLLOW);
    assertThat(floor.where("c")).isEqualTo("waiting");
    assertThat(floor.available("ben").decision("c").planVersion()).isEqualTo(9);
  }

  @Test
  @DisplayName("P14, P15: they keep the rules they came under, and the decision says which")
  void theyKeepTheirs() {
    Floor floor = changed(Command.InFlight.KEEP);
    assertThat(floor.where("c")).isEqualTo("offered ana");
    assertThat(floor.decision("c").planVersion()).isEqualTo(2);
    assertThat(floor.where("d")).isEqualTo("waiting");
    assertThat(floor.available("ben").decision("d").planVersion()).isEqualTo(9);
  }

  @Test
  void untilTheyChangeQueue() {
    Floor floor = changed(Command.InFlight.KEEP).accepted("c");
    floor.does(new Command.Move(C, new QueueId("help"), "eva", "wrong"));
    assertThat(floor.view("c").way().planVersion()).isEqualTo(9);
  }

  @Test
  void anEarlierPlanIsForgottenWithItsLastContact() {
    Floor floor = changed(Command.InFlight.KEEP);
    assertThat(floor.core().snapshot().kept()).extracting(Plan::version).containsExactly(2L);
    floor.accepted("c").ended("c");
    floor.does(new Command.SavePlan(floor.plan(10), "eva", Command.InFlight.KEEP));
    assertThat(floor.core().snapshot().kept()).extracting(Plan::version).containsExactly(9L);
  }

  @Test
  void keptPlansSurviveASnapshot() {
    Floor floor = changed(Command.InFlight.KEEP);
    RoutingCore back = new RoutingCore(floor.core().snapshot());
    assertThat(back.stateHash()).isEqualTo(floor.core().stateHash());
  }
}
