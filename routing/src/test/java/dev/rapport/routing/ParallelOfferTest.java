package dev.rapport.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Several agents asked at once: one of them has it.
class ParallelOfferTest {
  private static final ContactId C = new ContactId("c");

  private static Floor floor(int agents, int atOnce) {
    Floor floor = new Floor().queues(queue -> queue.with(QueueRules.DEFAULTS.asking(atOnce)));
    String[] ids = new String[agents];
    for (int i = 0; i < agents; i++) {
      ids[i] = "a" + i;
      floor.agent(ids[i], "sales");
    }
    return floor.available(ids);
  }

  private static List<ContactState.Rival> asked(Floor floor) {
    return floor.view("c").way().asked();
  }

  private static Floor accept(Floor floor, ContactState.Rival rival) {
    return floor.does(new Command.Accept(rival.offer(), rival.agent()));
  }

  @Test
  @DisplayName("P10: ring twenty; one wins, nineteen are told with the same command")
  void oneWinnerAndTheOthersAreToldAtOnce() {
    Floor floor = floor(20, 20).call("c", "sales");
    List<ContactState.Rival> asked = asked(floor);
    assertThat(asked).hasSize(20);
    int before = floor.events().size();
    accept(floor, asked.get(7));
    List<Event> said = floor.events().subList(before, floor.events().size());
    assertThat(said).hasSize(20);
    assertThat(said.stream().filter(Event.OfferWithdrawn.class::isInstance))
        .hasSize(19)
        .allMatch(event -> ((Event.OfferWithdrawn) event).why().equals("taken_by_another"));
    assertThat(floor.where("c")).isEqualTo("assigned " + asked.get(7).agent());
    for (ContactState.Rival other : asked) {
      boolean winner = other.equals(asked.get(7));
      assertThat(floor.agentView(other.agent().value()).used()).isEqualTo(winner ? 6 : 0);
      assertThat(accept(floor, other).refusal())
          .as("P11: late and repeated accepts")
          .isEqualTo(winner ? "already_accepted" : "offer_not_live");
    }
  }

  @Test
  void noMoreThanAskedFor() {
    assertThat(asked(floor(5, 3).call("c", "sales"))).hasSize(3);
    assertThat(asked(floor(2, 3).call("c", "sales"))).hasSize(2);
    assertThat(asked(floor(3, 1).call("c", "sales"))).hasSize(1);
  }

  @Test
  void itIsOfferedUntilTheLastHasDeclined() {
    Floor floor = floor(2, 2).call("c", "sales");
    List<ContactState.Rival> asked = asked(floor);
    ContactState.Rival first = asked.getFirst();
    floor.does(new Command.Decline(first.offer(), first.agent(), "busy"));
    assertThat(floor.where("c")).isEqualTo("offered " + asked.getLast().agent());
    ContactState.Rival last = asked.getLast();
    floor.does(new Command.Decline(last.offer(), last.agent(), "busy"));
    assertThat(floor.where("c")).isEqualTo("waiting");
  }

  @Test
  void whoeverDeclinesIsReplacedByAnother() {
    Floor floor = floor(3, 2).call("c", "sales");
    List<ContactState.Rival> asked = asked(floor);
    ContactState.Rival first = asked.getFirst();
    floor.does(new Command.Decline(first.offer(), first.agent(), "busy"));
    assertThat(asked(floor))
        .hasSize(2)
        .contains(asked.getLast())
        .noneMatch(rival -> rival.agent().equals(first.agent()));
    assertThat(floor.agentView(first.agent().value()).used()).isZero();
  }

  @Test
  void whoeverGoesAwayIsReplacedByAnother() {
    Floor floor = floor(3, 2).call("c", "sales");
    AgentId gone = asked(floor).getFirst().agent();
    floor.away(gone.value());
    assertThat(asked(floor)).hasSize(2).noneMatch(rival -> rival.agent().equals(gone));
  }

  @Test
  void aContactThatNobodyIsAskedAboutGoesBeforeTheReplacement() {
    Floor floor = floor(3, 2).call("c", "sales").call("d", "sales");
    assertThat(asked(floor)).hasSize(2);
    assertThat(floor.view("d").way().asked()).hasSize(1);
    floor.call("e", "sales");
    ContactState.Rival first = asked(floor).getFirst();
    floor.does(new Command.Decline(first.offer(), first.agent(), "busy"));
    assertThat(floor.where("e")).isEqualTo("offered " + first.agent());
    assertThat(asked(floor)).hasSize(1);
  }

  @Test
  @DisplayName("P11: all offers expire, everybody is set away, and it keeps its place")
  void allExpire() {
    Floor floor = floor(3, 3).call("c", "sales").after(1).call("d", "sales").after(19);
    assertThat(floor.where("c")).isEqualTo("waiting");
    assertThat(floor.view("c").position()).isEqualTo(1);
    assertThat(floor.agentView("a1").presence()).isEqualTo(Presence.away(Presence.NOT_ANSWERING));
  }

  @Test
  void theCustomerLeavesAndEverybodyIsFree() {
    Floor floor = floor(3, 3).call("c", "sales").does(new Command.CustomerLeft(C));
    assertThat(floor.where("c")).isEqualTo("abandoned");
    assertThat(floor.core().agents()).allMatch(agent -> agent.used() == 0);
  }

  @Test
  void oneGoesAwayAndTheOthersAreStillAsked() {
    Floor floor = floor(3, 3).call("c", "sales").away("a1");
    assertThat(asked(floor)).hasSize(2).noneMatch(r -> r.agent().value().equals("a1"));
  }
}
