package dev.rapport.routing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Of two waiting calls, which goes first to the one agent. `a` has waited longer.
class OrderTest {

  @DisplayName("P13: which of two waiting calls goes first, by policy")
  @ParameterizedTest(name = "{0}: value {1} waited {2} s, value {3} waited {4} s: {5}")
  @CsvSource(
      textBlock =
          """
          FIFO,    1, 60,  60,  1, a
          FIFO,   60, 60,   1, 59, a
          STRICT,  1, 60,  60,  1, b
          STRICT,  1, 3000, 2,  1, b
          STRICT,  1, 60,   1, 59, a
          DEFAULT, 1, 60,   1, 59, a
          DEFAULT, 1, 60,  60,  1, b
          DEFAULT, 1, 250, 12, 60, b
          DEFAULT, 1, 250,  3,  1, a
          DEFAULT, 1, 300, 60, 90, a
          DEFAULT, 1, 299, 60, 90, b
          DEFAULT, 1, 310, 60, 130, a
          DEFAULT, 1, 310, 60, 131, b
          """)
  void goesFirst(
      PolicyName policy, double valueA, long waitedA, double valueB, long waitedB, String first) {
    Floor floor = new Floor().queues(queue -> queue.with(policy)).agent("ana", "sales");
    floor.arrives(Floor.call("a", "sales", valueA)).after(waitedA - waitedB);
    floor.arrives(Floor.call("b", "sales", valueB)).after(waitedB).available("ana");
    assertThat(floor.where(first)).isEqualTo("offered ana");
  }

  @Test
  void urgencyMakesPriorityGrowFaster() {
    Floor floor = new Floor().agent("ana", "sales");
    floor.call("a", "sales").after(30);
    floor.arrives(Floor.contact("b", ChannelId.PHONE, "sales").urgent(Urgency.CRITICAL));
    assertThat(floor.available("ana").where("b")).isEqualTo("offered ana");
  }

  @Test
  void shortWorkGoesFirstOnExpectation() {
    Floor floor =
        new Floor()
            .queues(
                ContactQueue.of("long", "Long", Requirement.anyone()).withExpectedHandle(600_000),
                ContactQueue.of("short", "Short", Requirement.anyone()).withExpectedHandle(60_000))
            .agent("ana");
    floor.call("a", "long").after(5).call("b", "short").available("ana");
    assertThat(floor.where("b")).isEqualTo("offered ana");
  }

  @Test
  void mailStaysOutOfTheWayUntilItsTargetIsNear() {
    Floor floor = new Floor().agent("ana", "sales").email("m", "sales").after(3_600);
    floor.call("c", "sales").available("ana");
    assertThat(floor.where("c")).isEqualTo("offered ana");
    Floor late = new Floor().agent("ana", "sales").email("m", "sales").after(4 * 3_600);
    late.call("c", "sales").available("ana");
    assertThat(late.where("m")).isEqualTo("offered ana");
  }

  @Test
  void betweenPoliciesTheLongerWaitInTargetsGoesFirst() {
    Floor floor =
        new Floor()
            .queues(
                ContactQueue.of("fifo", "First come", Requirement.anyone()).with(PolicyName.FIFO),
                ContactQueue.of("value", "By value", Requirement.anyone()))
            .agent("ana");
    floor.call("a", "fifo").after(10).arrives(Floor.call("b", "value", 60)).available("ana");
    assertThat(floor.where("a")).isEqualTo("offered ana");
  }

  @Test
  void aSupervisorCanReprioritise() {
    Floor floor = new Floor().agent("ana", "sales").call("a", "sales").after(10).call("b", "sales");
    floor.does(
        new Command.Reprioritise(new ContactId("b"), Urgency.CRITICAL, 60, "eva", "is shouting"));
    assertThat(floor.available("ana").where("b")).isEqualTo("offered ana");
  }

  @Test
  void positionIsByAgeInTheQueue() {
    Floor floor = new Floor().agent("ana", "sales", "help").call("a", "sales").after(1);
    floor.call("other", "help").after(1).arrives(Floor.call("b", "sales", 60));
    assertThat(floor.view("a").position()).isEqualTo(1);
    assertThat(floor.view("b").position()).isEqualTo(2);
    assertThat(floor.view("other").position()).isEqualTo(1);
  }
}
