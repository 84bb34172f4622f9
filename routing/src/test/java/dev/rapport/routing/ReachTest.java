package dev.rapport.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.routing.Decision.Reason;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// An agent whose telephone is not there takes everything but calls.
class ReachTest {
  private static final AgentId ANA = new AgentId("ana");
  private static final AgentId BEN = new AgentId("ben");

  private final Floor floor =
      new Floor().agent("ana", "sales").agent("ben", "sales").available("ana", "ben");

  private void phone(AgentId agent, boolean there) {
    floor.does(new Command.TellReach(agent, ChannelId.PHONE, there));
  }

  @Test
  @DisplayName("nobody is offered what could not reach them")
  void aCallGoesToWhomItReaches() {
    phone(ANA, false);
    assertThat(floor.call("c", "sales").where("c")).isEqualTo("offered ben");
    assertThat(floor.call("d", "sales").where("d")).isEqualTo("waiting");
    assertThat(floor.chat("e", "sales").where("e")).isEqualTo("offered ana");
  }

  @Test
  @DisplayName("P12: what waited is offered at once when it can reach somebody again")
  void whatWaitedIsOffered() {
    phone(ANA, false);
    phone(BEN, false);
    floor.call("c", "sales");
    assertThat(floor.where("c")).isEqualTo("waiting");
    phone(BEN, true);
    assertThat(floor.where("c")).isEqualTo("offered ben");
  }

  @Test
  @DisplayName("P11: an offer that rings nowhere any more goes on, and the place is kept")
  void anOfferGoesOn() {
    floor.away("ben").call("c", "sales");
    assertThat(floor.where("c")).isEqualTo("offered ana");
    floor.available("ben");
    phone(ANA, false);
    assertThat(floor.where("c")).isEqualTo("offered ben");
  }

  @Test
  @DisplayName("who talks goes on talking")
  void aTalkGoesOn() {
    floor.away("ben").call("c", "sales").accepted("c");
    phone(ANA, false);
    assertThat(floor.where("c")).isEqualTo("assigned ana");
  }

  @Test
  @DisplayName("P15: the decision says that the channel did not reach them")
  void theDecisionSaysSo() {
    phone(ANA, false);
    floor.call("c", "sales");
    assertThat(floor.decision("c").excluded())
        .contains(new Decision.Exclusion(Reason.CHANNEL_OFF, 1, List.of(ANA)));
  }

  @Test
  @DisplayName("the same word again changes nothing, and the view shows it")
  void theSameWordAgain() {
    phone(ANA, false);
    assertThat(floor.agentView("ana").unreached()).containsExactly(ChannelId.PHONE);
    int before = floor.events().size();
    phone(ANA, false);
    assertThat(floor.events()).hasSize(before);
    phone(ANA, true);
    assertThat(floor.agentView("ana").unreached()).isEmpty();
  }

  @Test
  @DisplayName("P20: it outlives a new plan, a snapshot and a replay")
  void itOutlivesASnapshot() {
    phone(ANA, false);
    floor.save();
    RoutingSnapshot snapshot = floor.core().snapshot();
    RoutingCore restored = new RoutingCore(snapshot);
    assertThat(restored.stateHash()).isEqualTo(floor.core().stateHash());
    restored.handle(
        Command.Arrive.now(Floor.contact("c", ChannelId.PHONE, "sales")), Floor.START + 1);
    assertThat(restored.contact(new ContactId("c")).holder()).isEqualTo(BEN);
  }
}
