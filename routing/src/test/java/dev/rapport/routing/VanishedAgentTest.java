package dev.rapport.routing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A desktop that is gone, perhaps for a moment.
class VanishedAgentTest {

  private static Floor held(String channel) {
    return new Floor()
        .agent("ana", "sales")
        .agent("ben", "sales")
        .available("ana")
        .arrives(Floor.contact("c", new ChannelId(channel), "sales"))
        .accepted("c")
        .available("ben")
        .after(60)
        .does(new Command.Disconnect(new AgentId("ana")));
  }

  @DisplayName("P16: what a vanished agent had is offered again after the channel's grace, once")
  @ParameterizedTest(name = "{0}: after {1} s")
  @CsvSource({"phone, 5", "chat, 30"})
  void isOfferedAgainAfterTheGrace(String channel, long grace) {
    Floor floor = held(channel);
    assertThat(floor.after(grace - 1).where("c")).isEqualTo("assigned ana");
    assertThat(floor.after(1).where("c")).isEqualTo("offered ben");
    floor.accepted("c").available("ana").after(600);
    assertThat(floor.where("c")).isEqualTo("assigned ben");
    assertThat(floor.decision("c").waited()).isEqualTo((60 + grace) * 1_000);
  }

  @Test
  @DisplayName("P16: mail stays with its agent")
  void mailStays() {
    assertThat(held("email").after(3_600).where("c")).isEqualTo("assigned ana");
  }

  @Test
  @DisplayName("P16: back within the grace keeps the contact")
  void backInTimeKeepsIt() {
    Floor floor = held("chat").after(29);
    floor.does(new Command.Connect(new AgentId("ana"))).after(600);
    assertThat(floor.where("c")).isEqualTo("assigned ana");
  }

  @Test
  void anOfferToAVanishedAgentGoesOnAtOnce() {
    Floor floor = new Floor().agent("ana", "sales").agent("ben", "sales");
    floor.available("ana").call("c", "sales").available("ben");
    floor.does(new Command.Disconnect(new AgentId("ana")));
    assertThat(floor.where("c")).isEqualTo("offered ben");
  }
}
