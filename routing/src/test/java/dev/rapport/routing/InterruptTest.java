package dev.rapport.routing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which channels set which others aside.
class InterruptTest {

  /// A call interrupts mail, and nothing else.
  private static Floor floor() {
    return new Floor()
        .channels(rules ->
            rules.channel().equals(ChannelId.PHONE) ? rules.interrupting(ChannelId.EMAIL) : rules)
        .agent("ana", "sales")
        .available("ana");
  }

  @ParameterizedTest(name = "who has a {0} is offered a {1}: {2}")
  @DisplayName("P8: a call beside what it interrupts, and beside nothing else")
  @CsvSource({
    "email, call,  true",
    "chat,  call,  false",
    "call,  email, false",
    "call,  call,  false",
    "email, chat,  true",
    "chat,  email, true"
  })
  void interruptsWhatItMay(String has, String comes, boolean offered) {
    Floor floor = floor();
    arrive(floor, "a", has).accepted("a");
    arrive(floor, "b", comes);
    assertThat(floor.where("b")).isEqualTo(offered ? "offered ana" : "waiting");
  }

  private static Floor arrive(Floor floor, String id, String what) {
    return switch (what) {
      case "call" -> floor.call(id, "sales");
      case "chat" -> floor.chat(id, "sales");
      default -> floor.email(id, "sales");
    };
  }

  @Test
  @DisplayName("P9: what is set aside uses no capacity, and goes on by itself")
  void goesOnAfterwards() {
    Floor floor = floor();
    for (String mail : new String[] {"x", "y", "z"}) {
      floor.email(mail, "sales").accepted(mail);
    }
    floor.call("c", "sales").accepted("c").email("w", "sales");
    assertThat(floor.agentView("ana").used()).isEqualTo(6);
    assertThat(floor.agentView("ana").setAside()).hasSize(3);
    assertThat(floor.where("w")).as("nothing new is set aside").isEqualTo("waiting");
    floor.ended("c");
    assertThat(floor.agentView("ana").used()).isEqualTo(6);
    assertThat(floor.agentView("ana").setAside()).isEmpty();
    assertThat(floor.where("w")).isEqualTo("waiting");
    assertThat(floor.ended("x").where("w")).isEqualTo("offered ana");
  }

  @Test
  void anAgentWithNothingIsPreferred() {
    Floor floor = floor().email("x", "sales").accepted("x").agent("ben", "sales").available("ben");
    assertThat(floor.call("c", "sales").where("c")).isEqualTo("offered ben");
  }

  @Test
  void aChannelCannotInterruptItself() {
    Floor floor =
        new Floor().channels(rules -> rules.interrupting(rules.channel())).agent("ana", "sales");
    assertThat(floor.refusal()).isEqualTo("plan_invalid");
  }
}
