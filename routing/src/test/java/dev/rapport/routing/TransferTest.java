package dev.rapport.routing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// From one agent to a queue or to another.
class TransferTest {

  private static Floor floor() {
    return new Floor()
        .agent("ana", "sales", "help")
        .agent("ben", "sales")
        .agent("cem", "help")
        .available("ana")
        .call("c", "sales")
        .accepted("c")
        .after(100);
  }

  private static Command to(Destination destination) {
    return new Command.Transfer(new ContactId("c"), new AgentId("ana"), destination, "not mine");
  }

  @Test
  @DisplayName("P17: to a queue, with the wait it came with, and not back to who sent it")
  void toAQueue() {
    Floor floor = floor().does(to(new Destination.ToQueue(new QueueId("help"))));
    assertThat(floor.where("c")).isEqualTo("waiting");
    assertThat(floor.available("cem").where("c")).isEqualTo("offered cem");
    assertThat(floor.decision("c").waited()).isEqualTo(100_000);
    assertThat(floor.agentView("ana").contacts()).isEmpty();
  }

  @Test
  @DisplayName("P17: to an agent who is free, in one step")
  void toAFreeAgent() {
    Floor floor = floor().available("ben");
    floor.does(to(new Destination.ToAgent(new AgentId("ben"))));
    assertThat(floor.where("c")).isEqualTo("offered ben");
    assertThat(floor.decision("c").trigger()).isEqualTo(Decision.Trigger.TRANSFERRED_TO_AGENT);
  }

  @Test
  @DisplayName("P17: to an agent who is busy, the contact waits and prefers them")
  void toABusyAgent() {
    Floor floor = floor().does(to(new Destination.ToAgent(new AgentId("ben"))));
    assertThat(floor.where("c")).isEqualTo("waiting");
    assertThat(floor.available("ben").where("c")).isEqualTo("offered ben");
  }

  @Test
  void toNowhereIsRefusedAndChangesNothing() {
    Floor floor = floor();
    assertThat(floor.does(to(new Destination.ToQueue(new QueueId("nowhere")))).refusal())
        .isEqualTo("unknown_queue");
    assertThat(floor.does(to(new Destination.ToAgent(new AgentId("nobody")))).refusal())
        .isEqualTo("unknown_agent");
    assertThat(floor.does(to(new Destination.ToAgent(new AgentId("ana")))).refusal())
        .isEqualTo("same_agent");
    assertThat(floor.where("c")).isEqualTo("assigned ana");
  }

  @Test
  @DisplayName("P17: a supervisor takes a contact back, and it keeps its place")
  void aSupervisorWithdraws() {
    Floor floor = floor().available("ben");
    floor.does(new Command.Withdraw(new ContactId("c"), "eva", "training"));
    assertThat(floor.where("c")).isEqualTo("offered ben");
  }

  @Test
  @DisplayName("P17: a waiting contact is moved and its wait counts there")
  void aSupervisorMoves() {
    Floor floor = new Floor().agent("cem", "help").call("c", "sales").after(50);
    floor.does(new Command.Move(new ContactId("c"), new QueueId("help"), "eva", "wrong queue"));
    assertThat(floor.available("cem").decision("c").waited()).isEqualTo(50_000);
  }
}
