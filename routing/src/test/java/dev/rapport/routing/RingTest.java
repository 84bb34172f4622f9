package dev.rapport.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How the search widens, what never widens, and which steps are skipped.
class RingTest {
  private static final List<String> SKILLS = List.of("sales", "german");

  private static QueueRules.Ring ring(long seconds, String skill, int level) {
    return new QueueRules.Ring(seconds * 1_000, List.of(new QueueRules.Relaxed(skill, level)));
  }

  private static AgentProfile agent(String id, int sales, int german) {
    return AgentProfile.of(
        id, id, new SkillLevel("sales", sales), new SkillLevel("german", german));
  }

  /// Sales at 60 and German at 60; German at 30 suffices after 20 s, none is needed after 60 s.
  private static Floor floor() {
    return new Floor()
        .queues(
            ContactQueue.of(
                    "sales",
                    "Sales",
                    Requirement.allOf(
                        Requirement.atLeast("sales", 60), Requirement.atLeast("german", 60)))
                .with(
                    QueueRules.DEFAULTS
                        .neverRelaxing("sales")
                        .widening(ring(20, "german", 30), ring(60, "german", 0))));
  }

  @ParameterizedTest(name = "sales {0}, german {1}: offered after {2} s")
  @DisplayName("P14: rings relax what they name, and nothing else")
  @CsvSource({"80, 80, 0", "80, 40, 20", "80, 0, 60", "40, 80, -1", "40, 0, -1"})
  void relaxesSomeSkillsAndNeverOthers(int sales, int german, long seconds) {
    Floor floor =
        floor()
            .agent(agent("expert", 80, 80))
            .available("expert")
            .away("expert")
            .agent(agent("ana", sales, german))
            .available("ana")
            .call("c", "sales");
    if (seconds < 0) {
      assertThat(floor.after(7_000).where("c")).isEqualTo("waiting");
      return;
    }
    if (seconds > 0) {
      assertThat(floor.after(seconds - 1).where("c")).isEqualTo("waiting");
    }
    assertThat(floor.after(seconds > 0 ? 1 : 0).where("c")).isEqualTo("offered ana");
  }

  @Test
  @DisplayName("A ring whose predecessor nobody signed in could serve is not waited for")
  void skipsWhatNobodySignedInCouldServe() {
    Floor floor = floor().agent(agent("expert", 80, 80)).agent(agent("ana", 80, 0));
    floor.available("ana").call("c", "sales");
    assertThat(floor.where("c")).isEqualTo("offered ana");
    assertThat(floor.events()).contains(new Event.RingWidened(new ContactId("c"), 2, true));
  }

  @Test
  void whoeverIsOnlyAwayIsWaitedFor() {
    Floor floor = floor().agent(agent("expert", 80, 80)).agent(agent("ana", 80, 0));
    floor.available("ana", "expert").away("expert").call("c", "sales");
    assertThat(floor.where("c")).isEqualTo("waiting");
    floor.does(new Command.SetPresence(new AgentId("expert"), Presence.offline()));
    assertThat(floor.where("c")).as("the expert signed off").isEqualTo("offered ana");
  }

  @Test
  void withoutRingsNothingIsRelaxed() {
    Floor floor =
        new Floor()
            .queues(ContactQueue.of("sales", "Sales", Requirement.atLeast("german", 60)))
            .agent(agent("ana", 80, 40))
            .available("ana")
            .call("c", "sales");
    assertThat(floor.after(3_600).where("c")).isEqualTo("waiting");
  }

  @Test
  void aNewQueueBeginsAtItsFirstRing() {
    Floor floor =
        floor()
            .agent(agent("expert", 80, 80))
            .available("expert")
            .away("expert")
            .call("c", "sales");
    assertThat(floor.after(30).view("c").way().ring()).isEqualTo(1);
    floor.available("expert").accepted("c");
    floor.does(
        new Command.Transfer(
            new ContactId("c"),
            new AgentId("expert"),
            new Destination.ToQueue(new QueueId("sales")),
            "again"));
    assertThat(floor.view("c").way().ring()).isZero();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"never relaxed", "unknown skill", "out of order"})
  void wrongRingsAreRefused(String what) {
    QueueRules rules =
        switch (what) {
          case "never relaxed" ->
              QueueRules.DEFAULTS.neverRelaxing("sales").widening(ring(20, "sales", 0));
          case "unknown skill" -> QueueRules.DEFAULTS.widening(ring(20, "greek", 0));
          default -> QueueRules.DEFAULTS.widening(ring(20, "german", 30), ring(20, "german", 0));
        };
    Plan plan =
        Plan.of(
            1,
            SKILLS,
            List.of(ContactQueue.of("q", "Q", Requirement.anyone()).with(rules)),
            List.of());
    assertThat(PlanCheck.problems(plan)).hasSize(1);
  }
}
