package dev.rapport.routing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Asking a colleague while keeping the contact, and handing over to them.
class ConsultTest {
  private static final ContactId C = new ContactId("c");
  private static final AgentId ANA = new AgentId("ana");

  private static Floor floor() {
    return new Floor()
        .agent("ana", "sales")
        .agent("ben", "sales")
        .agent("cem", "help")
        .available("ana")
        .call("c", "sales")
        .accepted("c")
        .available("ben", "cem");
  }

  private static Command ask(Destination of) {
    return new Command.AskColleague(C, ANA, new ContactId("q"), of, "do you know?");
  }

  private static Floor asked(String agent) {
    return floor().does(ask(new Destination.ToAgent(new AgentId(agent))));
  }

  @Test
  @DisplayName("P17: the contact is with who asks until it is handed over, and then with the other")
  void handsOver() {
    Floor floor = asked("ben");
    assertThat(floor.where("c")).isEqualTo("assigned ana");
    assertThat(floor.where("q")).isEqualTo("offered ben");
    floor.accepted("q");
    assertThat(floor.where("c")).isEqualTo("assigned ana");
    floor.does(new Command.HandOver(C, ANA));
    assertThat(floor.where("c")).isEqualTo("assigned ben");
    assertThat(floor.where("q")).isEqualTo("merged-into");
    assertThat(floor.agentView("ana").contacts()).isEmpty();
    assertThat(floor.agentView("ben").used()).isEqualTo(6);
  }

  @Test
  @DisplayName("P17: whoever is free in another queue; the contact belongs there from then on")
  void handsOverToAQueue() {
    Floor floor =
        new Floor()
            .agent("ana", "sales")
            .agent("cem", "sales", "help")
            .available("ana")
            .call("c", "sales")
            .accepted("c")
            .available("cem")
            .does(ask(new Destination.ToQueue(new QueueId("help"))));
    assertThat(floor.where("q")).isEqualTo("offered cem");
    floor.accepted("q").does(new Command.HandOver(C, ANA));
    assertThat(floor.where("c")).isEqualTo("assigned cem");
    assertThat(floor.view("c").facts().queue()).isEqualTo(new QueueId("help"));
  }

  @Test
  void nothingIsHandedOverBeforeTheColleagueAccepts() {
    Floor floor = asked("ben").does(new Command.HandOver(C, ANA));
    assertThat(floor.refusal()).isEqualTo("nobody_asked");
    assertThat(floor.where("c")).isEqualTo("assigned ana");
  }

  @Test
  void aColleagueWhoDeclinesEndsTheQuestion() {
    Floor floor = asked("ben").declined("q");
    assertThat(floor.where("q")).isEqualTo("merged-into");
    assertThat(floor.where("c")).isEqualTo("assigned ana");
    assertThat(floor.agentView("ben").contacts()).isEmpty();
  }

  @Test
  void whoAsksIsNotAsked() {
    Floor floor = floor().away("ben");
    floor.does(ask(new Destination.ToQueue(new QueueId("all"))));
    assertThat(floor.where("q")).isEqualTo("offered cem");
    assertThat(floor.declined("q").where("q")).isEqualTo("waiting");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "the customer leaves",
        "ana takes it back",
        "ana finishes",
        "ana transfers",
        "ana vanishes",
        "a supervisor withdraws"
      })
  void theQuestionEndsWithItsReason(String what) {
    Floor floor = asked("ben").accepted("q");
    switch (what) {
      case "the customer leaves" -> floor.does(new Command.CustomerLeft(C));
      case "ana takes it back" -> floor.does(new Command.EndConsult(C, ANA));
      case "ana finishes" -> floor.does(new Command.Finish(C, ANA));
      case "ana transfers" ->
          floor.does(
              new Command.Transfer(C, ANA, new Destination.ToQueue(new QueueId("help")), "no"));
      case "ana vanishes" -> floor.does(new Command.Disconnect(ANA)).after(5);
      default -> floor.does(new Command.Withdraw(C, "eva", "training"));
    }
    assertThat(floor.core().fate(new ContactId("q"))).isEqualTo(Fate.MERGED_INTO);
    assertThat(floor.agentView("ben").contacts()).doesNotContain(new ContactId("q"));
  }

  @Test
  void theColleagueMayEndIt() {
    Floor floor = asked("ben").accepted("q");
    floor.does(new Command.Finish(new ContactId("q"), new AgentId("ben")));
    assertThat(floor.where("q")).isEqualTo("merged-into");
    assertThat(floor.where("c")).isEqualTo("assigned ana");
  }

  @Test
  void whatCannotBeAsked() {
    assertThat(asked("ana").refusal()).isEqualTo("same_agent");
    assertThat(asked("cem").refusal()).as("not skilled").isEqualTo("agent_busy");
    assertThat(asked("nobody").refusal()).isEqualTo("unknown_agent");
    Floor twice = asked("ben");
    assertThat(
            twice
                .does(
                    new Command.AskColleague(
                        C,
                        ANA,
                        new ContactId("q2"),
                        new Destination.ToQueue(new QueueId("help")),
                        "or you?"))
                .refusal())
        .isEqualTo("consult_open");
  }
}
