package dev.rapport.routing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Contacts that agents get without being asked.
class DirectAssignmentTest {
  private static Command assign(String contact, String agent, boolean beyond) {
    return new Command.Assign(
        new ContactId(contact), new AgentId(agent), beyond, "eva", "they know each other");
  }

  /// Ana has three chats, which is all she can take.
  private static Floor full() {
    Floor floor = new Floor().agent("ana", "sales").agent("cem", "help").available("ana");
    for (String chat : new String[] {"x", "y", "z"}) {
      floor.chat(chat, "sales").accepted(chat);
    }
    return floor;
  }

  @ParameterizedTest(name = "{0} to {1}, beyond capacity {2}: {3}")
  @CsvSource({
    "chat, ana, false, agent_full",
    "chat, ana, true,  done",
    "call, ana, true,  exclusive",
    "chat, cem, true,  agent_not_there",
    "chat, dan, true,  unknown_agent",
    "help, ana, true,  not_skilled"
  })
  void whatASupervisorCanOrder(String what, String agent, boolean beyond, String outcome) {
    Floor floor = full();
    switch (what) {
      case "call" -> floor.call("c", "sales");
      case "help" -> floor.chat("c", "help");
      default -> floor.chat("c", "sales");
    }
    floor.does(assign("c", agent, beyond));
    assertThat(floor.refusal()).isEqualTo(outcome);
    assertThat(floor.where("c"))
        .isEqualTo(outcome.equals("done") ? "assigned " + agent : "waiting");
  }

  @Test
  @DisplayName("P9: what is given beyond capacity uses none of it")
  void beyondCapacityUsesNone() {
    Floor floor = full().chat("c", "sales").does(assign("c", "ana", true));
    assertThat(floor.agentView("ana").used()).isEqualTo(6);
    floor.chat("d", "sales").ended("x");
    assertThat(floor.where("d")).as("the freed place is free").isEqualTo("waiting");
    floor.ended("c");
    assertThat(floor.where("d")).isEqualTo("offered ana");
  }

  @Test
  void withRoomItCountsAsUsual() {
    Floor floor = new Floor().agent("ana", "sales").available("ana").away("ana").chat("c", "sales");
    floor.does(assign("c", "ana", false));
    assertThat(floor.where("c")).isEqualTo("assigned ana");
    assertThat(floor.agentView("ana").used()).isEqualTo(2);
    assertThat(floor.events())
        .contains(
            new Event.AssignedDirectly(
                new OfferId(1),
                new ContactId("c"),
                new AgentId("ana"),
                false,
                "eva",
                "they know each other"));
  }

  @Test
  void whoWasAskedIsToldWhoTookItBack() {
    Floor floor = new Floor().agent("ana", "sales").agent("ben", "sales").available("ana", "ben");
    floor.chat("c", "sales");
    String other = floor.holder("c").equals("ana") ? "ben" : "ana";
    floor.does(assign("c", other, false));
    assertThat(floor.where("c")).isEqualTo("assigned " + other);
    assertThat(floor.events())
        .anyMatch(event -> event instanceof Event.OfferWithdrawn gone && "eva".equals(gone.by()));
  }

  // --- Pulling ---

  private static Floor pulled() {
    return new Floor()
        .queues(queue ->
            queue.id().value().equals("all")
                ? queue
                : queue.with(QueueRules.DEFAULTS.by(QueueRules.Handout.PULL)))
        .agent("ana", "sales", "help")
        .available("ana");
  }

  private static Command next(String queue) {
    return new Command.PullNext(new AgentId("ana"), queue == null ? null : new QueueId(queue));
  }

  @Test
  @DisplayName(
      "From a queue that agents pull from, nothing is offered; the next is whose turn it is")
  void agentsAskForTheNext() {
    Floor floor = pulled().chat("a", "sales").after(5).chat("b", "help");
    assertThat(floor.where("a")).isEqualTo("waiting");
    floor.does(next(null));
    assertThat(floor.where("a")).isEqualTo("assigned ana");
    assertThat(floor.where("b")).isEqualTo("waiting");
    assertThat(floor.does(next(null)).where("b")).isEqualTo("assigned ana");
    assertThat(floor.does(next(null)).refusal()).isEqualTo("nothing_waits");
  }

  @Test
  void ofOneQueueOnly() {
    Floor floor = pulled().chat("a", "sales").after(5).chat("b", "help").does(next("help"));
    assertThat(floor.where("b")).isEqualTo("assigned ana");
    assertThat(floor.where("a")).isEqualTo("waiting");
    assertThat(floor.does(next("nowhere")).refusal()).isEqualTo("unknown_queue");
  }

  @Test
  void onlyWhoIsAvailableAndHasRoom() {
    Floor floor = pulled().call("a", "sales").call("b", "sales").does(next(null)).does(next(null));
    assertThat(floor.refusal()).isEqualTo("nothing_waits");
    assertThat(floor.ended("a").away("ana").does(next(null)).refusal()).isEqualTo("not_available");
  }

  @Test
  void theOtherQueuesAreOfferedAsAlways() {
    assertThat(pulled().chat("c", "all").where("c")).isEqualTo("offered ana");
  }
}
