package dev.rapport.routing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// What can become of an offer.
class OfferTest {

  private static Floor anaAndBen() {
    return new Floor().agent("ana", "sales").agent("ben", "sales").available("ana").after(60);
  }

  @Test
  void anAcceptedContactIsAssignedWrappedUpAndHandled() {
    Floor floor = anaAndBen().call("c", "sales");
    assertThat(floor.where("c")).isEqualTo("offered ana");
    floor.accepted("c");
    assertThat(floor.where("c")).isEqualTo("assigned ana");
    floor.does(new Command.Finish(new ContactId("c"), new AgentId("ana")));
    assertThat(floor.where("c")).isEqualTo("wrapup ana");
    floor.does(
        new Command.CompleteWrapUp(new ContactId("c"), new AgentId("ana"), "solved", "note-1"));
    assertThat(floor.where("c")).isEqualTo("handled");
  }

  @Test
  void wrapUpEndsByItself() {
    Floor floor = anaAndBen().call("c", "sales").accepted("c");
    floor.does(new Command.Finish(new ContactId("c"), new AgentId("ana"))).after(59);
    assertThat(floor.where("c")).isEqualTo("wrapup ana");
    assertThat(floor.after(1).where("c")).isEqualTo("handled");
  }

  @Test
  void wrapUpCanBeExtended() {
    Floor floor = anaAndBen().call("c", "sales").accepted("c");
    floor.does(new Command.Finish(new ContactId("c"), new AgentId("ana")));
    floor.does(
        new Command.ExtendWrapUp(new ContactId("c"), new AgentId("ana"), 30_000, "long story"));
    assertThat(floor.after(89).where("c")).isEqualTo("wrapup ana");
    assertThat(floor.after(1).where("c")).isEqualTo("handled");
  }

  @Test
  @DisplayName("P11: a contact keeps its place when an offer expires")
  void aContactKeepsItsPlaceWhenAnOfferExpires() {
    Floor floor = anaAndBen().call("old", "sales").after(1).call("young", "sales").after(19);
    assertThat(floor.where("old")).isEqualTo("waiting");
    assertThat(floor.agentView("ana").presence()).isEqualTo(Presence.away(Presence.NOT_ANSWERING));
    assertThat(floor.available("ben").where("old")).isEqualTo("offered ben");
    assertThat(floor.view("young").position()).isEqualTo(1);
  }

  @Test
  @DisplayName("P11: a declined contact goes to someone else first, and comes back only later")
  void aDeclinedContactGoesToSomeoneElseFirst() {
    Floor floor = anaAndBen().available("ben").call("c", "sales");
    String first = floor.offer("c").agent().value();
    String second = first.equals("ana") ? "ben" : "ana";
    assertThat(floor.declined("c").where("c")).isEqualTo("offered " + second);
    assertThat(floor.declined("c").where("c")).isEqualTo("waiting");
    assertThat(floor.after(29).where("c")).isEqualTo("waiting");
    assertThat(floor.after(1).where("c")).startsWith("offered");
  }

  @Test
  @DisplayName("P11: a late or repeated accept is refused by the offer's number")
  void aLateAcceptIsRefused() {
    Floor floor = anaAndBen().call("c", "sales");
    Command late = new Command.Accept(floor.offer("c").offer(), new AgentId("ana"));
    floor.declined("c").after(30);
    assertThat(floor.where("c")).isEqualTo("offered ana");
    assertThat(floor.does(late).refusal()).isEqualTo("offer_not_live");
    floor.accepted("c");
    Command again =
        new Command.Accept(((ContactState.Assigned) floor.state("c")).offer(), new AgentId("ana"));
    assertThat(floor.does(again).refusal()).isEqualTo("already_accepted");
  }

  @Test
  void anAcceptAtTheVeryEndOfTheOfferIsLate() {
    Floor floor = anaAndBen().call("c", "sales");
    ContactState.Offered offer = floor.offer("c");
    Outcome outcome =
        floor.core().handle(new Command.Accept(offer.offer(), offer.agent()), offer.expiresAt());
    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Rejected.class, no -> assertThat(no.code()).isEqualTo("offer_expired"));
  }

  @Test
  void someoneElsesOfferCannotBeAccepted() {
    Floor floor = anaAndBen().call("c", "sales");
    floor.does(new Command.Accept(floor.offer("c").offer(), new AgentId("ben")));
    assertThat(floor.refusal()).isEqualTo("offer_not_live");
  }

  @Test
  void anUnreachableAgentIsTakenOffTheFloor() {
    Floor floor = anaAndBen().available("ben").call("c", "sales");
    ContactState.Offered offer = floor.offer("c");
    floor.does(new Command.ReportUnreachable(offer.offer(), offer.agent(), "no route"));
    assertThat(floor.agentView(offer.agent().value()).presence())
        .isEqualTo(Presence.away("unreachable"));
    assertThat(floor.offer("c").agent()).isNotEqualTo(offer.agent());
  }

  @Test
  void goingAwayWithdrawsTheOfferAndNotTheContact() {
    Floor floor = anaAndBen().available("ben").call("c", "sales");
    String first = floor.offer("c").agent().value();
    floor.away(first);
    assertThat(floor.offer("c").agent().value()).isNotEqualTo(first);
    floor.accepted("c").away(floor.holder("c"));
    assertThat(floor.where("c")).startsWith("assigned");
  }

  @Test
  void theCustomerMayLeaveWhileAnAgentLooksAtTheOffer() {
    Floor floor = anaAndBen().call("c", "sales");
    floor.does(new Command.CustomerLeft(new ContactId("c")));
    assertThat(floor.where("c")).isEqualTo("abandoned");
    assertThat(floor.agentView("ana").contacts()).isEmpty();
  }

  @Test
  @DisplayName("A freed agent takes the older waiting contact, not the one who happens to arrive")
  void aFreedAgentTakesTheOlderContact() {
    Floor floor = anaAndBen().call("first", "sales").accepted("first");
    floor.call("older", "sales").after(10).call("younger", "sales").after(5).ended("first");
    assertThat(floor.where("older")).isEqualTo("offered ana");
    assertThat(floor.where("younger")).isEqualTo("waiting");
  }
}
