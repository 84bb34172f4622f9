package dev.rapport.routing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// The wait belongs to the customer.
class WaitCreditTest {

  private static Contact of(String contact, ChannelId channel, String customer) {
    return Floor.contact(contact, channel, "sales").of(new CustomerKey(customer), 1, null);
  }

  private static Floor gaveUpAfterAMinute() {
    return new Floor()
        .agent("ana", "sales")
        .arrives(of("call", ChannelId.PHONE, "kim"))
        .after(30)
        .arrives(of("other", ChannelId.CHAT, "lee"))
        .after(30)
        .does(new Command.CustomerLeft(new ContactId("call")));
  }

  @Test
  @DisplayName("P11: who is cut off and comes back by chat stands where they stood")
  void survivesADroppedCallAndAChangeOfChannel() {
    Floor floor = gaveUpAfterAMinute().after(60).arrives(of("chat", ChannelId.CHAT, "kim"));
    assertThat(floor.now() - floor.view("chat").waitingSince()).isEqualTo(60_000);
    assertThat(floor.view("other").position()).isEqualTo(1);
    floor.after(0).arrives(of("again", ChannelId.CHAT, "kim"));
    assertThat(floor.view("again").waitingSince()).isEqualTo(floor.now());
  }

  @Test
  void lapses() {
    Floor floor = gaveUpAfterAMinute().after(30 * 60).arrives(of("chat", ChannelId.CHAT, "kim"));
    assertThat(floor.view("chat").waitingSince()).isEqualTo(floor.now());
  }

  @Test
  void isNotSomeoneElses() {
    Floor floor = gaveUpAfterAMinute().arrives(of("chat", ChannelId.CHAT, "mia"));
    assertThat(floor.view("chat").waitingSince()).isEqualTo(floor.now());
  }

  @Test
  @DisplayName("P20: survives a restart")
  void survivesARestart() {
    Floor floor = gaveUpAfterAMinute();
    RoutingCore restarted = new RoutingCore(floor.core().snapshot());
    assertThat(restarted.stateHash()).isEqualTo(floor.core().stateHash());
    restarted.handle(Command.Arrive.now(of("chat", ChannelId.CHAT, "kim")), floor.now());
    ContactView view = Check.present(restarted.contact(new ContactId("chat")), "the chat");
    assertThat(floor.now() - view.waitingSince()).isEqualTo(60_000);
  }
}
