package dev.rapport.routing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// Who hears a call is known, and why; the contact stays what it is.
class ListeningTest {
  private static Command listen(String contact) {
    return new Command.ListenIn(
        new ContactId(contact), Hearing.WHISPER, "sue", "sue@site", "first week");
  }

  private static Floor talking() {
    return new Floor().agent("ana", "sales").available("ana").call("c", "sales").accepted("c");
  }

  @Test
  void whoHearsATalkAndWhyIsAnEvent() {
    Floor floor = talking().does(listen("c"));
    assertThat(floor.events())
        .contains(
            new Event.ListenedIn(
                new ContactId("c"),
                new AgentId("ana"),
                Hearing.WHISPER,
                "sue",
                "sue@site",
                "first week"));
    assertThat(floor.where("c")).isEqualTo("assigned ana");
  }

  @Test
  void onlyATalkCanBeHeard() {
    assertThat(talking().ended("c").does(listen("c")).refusal()).isNotEmpty();
    Floor waits = new Floor().agent("ana", "sales").call("c", "sales");
    assertThat(waits.does(listen("c")).refusal()).isEqualTo("wrong_state");
    assertThat(new Floor().does(listen("c")).refusal()).isEqualTo("unknown_contact");
    Floor writes =
        new Floor().agent("ana", "sales").available("ana").chat("c", "sales").accepted("c");
    assertThat(writes.does(listen("c")).refusal()).isEqualTo("no_call");
  }
}
