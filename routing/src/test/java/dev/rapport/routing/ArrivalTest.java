package dev.rapport.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// How contacts come in.
class ArrivalTest {

  private static Floor answering(Floor floor, SelfService.After after) {
    return floor.does(
        new Command.Arrive(
            Floor.contact("c", ChannelId.CHAT, "sales"),
            0,
            new SelfService(floor.now() + 60_000, after)));
  }

  @Test
  void answersComeFirstAndThenAPersonOnDemand() {
    Floor floor =
        answering(new Floor().agent("ana", "sales").available("ana"), SelfService.After.EXPIRE);
    assertThat(floor.where("c")).isEqualTo("answering");
    floor.after(20).does(new Command.AskForPerson(new ContactId("c")));
    assertThat(floor.where("c")).isEqualTo("offered ana");
    assertThat(floor.decision("c").waited()).isZero();
  }

  @Test
  void aContactMayWaitForAPersonWhenNobodySaidAnything() {
    Floor floor = answering(new Floor().agent("ana", "sales"), SelfService.After.WAIT).after(60);
    assertThat(floor.where("c")).isEqualTo("waiting");
  }

  @Test
  void aCustomerWhoIsGoneForTheGraceHasAbandoned() {
    Floor floor = new Floor().agent("ana", "sales").chat("c", "sales");
    floor.does(new Command.CustomerAway(new ContactId("c"))).after(59);
    assertThat(floor.where("c")).isEqualTo("waiting");
    assertThat(floor.after(1).where("c")).isEqualTo("abandoned");
  }

  @Test
  void aCustomerWhoComesBackInTimeKeepsThePlace() {
    Floor floor = new Floor().agent("ana", "sales").chat("c", "sales").after(5).chat("d", "sales");
    floor.does(new Command.CustomerAway(new ContactId("c"))).after(59);
    floor.does(new Command.CustomerBack(new ContactId("c"))).after(100);
    assertThat(floor.view("c").position()).isEqualTo(1);
  }

  @Test
  void aCustomerWhoIsGoneDoesNotEndWhatAnAgentHas() {
    Floor floor =
        new Floor().agent("ana", "sales").available("ana").chat("c", "sales").accepted("c");
    floor.does(new Command.CustomerAway(new ContactId("c"))).after(600);
    assertThat(floor.where("c")).isEqualTo("assigned ana");
  }

  @Test
  void aFullQueueRefusesByPolicy() {
    Floor floor = new Floor().queues(queue -> queue.withMaxSize(2)).agent("ana", "sales");
    floor.chat("a", "sales").chat("b", "sales").chat("c", "sales");
    assertThat(floor.where("c")).isEqualTo("refused-by-policy");
    assertThat(floor.where("b")).isEqualTo("waiting");
  }

  @Test
  void creditForEarlierWaitingIsAPlaceInLine() {
    Floor floor = new Floor().agent("ana", "sales").chat("a", "sales").after(10);
    floor.does(
        new Command.Arrive(
            Floor.contact("b", ChannelId.CHAT, "sales"), floor.now() - 60_000, null));
    assertThat(floor.view("b").position()).isEqualTo(1);
    assertThat(floor.view("a").position()).isEqualTo(2);
  }

  @Test
  void whatThePlanDoesNotKnowIsRefused() {
    Floor floor = new Floor().agent("ana", "sales");
    assertThat(floor.chat("c", "nowhere").refusal()).isEqualTo("unknown_queue");
    assertThat(floor.arrives(Floor.contact("c", new ChannelId("fax"), "sales")).refusal())
        .isEqualTo("unknown_channel");
    assertThat(
            floor
                .arrives(
                    Floor.contact("c", ChannelId.CHAT, "sales")
                        .requiring(Requirement.atLeast("juggling", 1)))
                .refusal())
        .isEqualTo("bad_requirement");
    assertThat(floor.core().contactCount()).isZero();
  }

  @Test
  void aDeferredMailRestsFirst() {
    Floor floor =
        new Floor()
            .channels(rules ->
                new ChannelRules(
                    rules.channel(),
                    rules.weight(),
                    rules.exclusive(),
                    rules.deferrable(),
                    rules.deferrable() ? 600_000 : 0,
                    rules.times()))
            .agent("ana", "sales")
            .available("ana")
            .email("m", "sales");
    assertThat(floor.after(599).where("m")).isEqualTo("waiting");
    assertThat(floor.after(1).where("m")).isEqualTo("offered ana");
  }

  @Test
  @DisplayName("P16: when a process ends, the grace of everybody on its lines begins")
  void theGraceOfAllWhoWereConnectedBegins() {
    Floor floor = new Floor().agent("ana", "sales").chat("a", "sales").chat("b", "sales");
    floor.does(new Command.CustomerAway(new ContactId("a"))).after(30);
    floor.email("m", "sales").does(new Command.CustomersAway(ChannelId.CHAT));
    assertThat(floor.events().getLast())
        .isInstanceOfSatisfying(
            Event.CustomersWentAway.class,
            gone -> assertThat(gone.contacts()).containsExactly(new ContactId("b")));
    floor.does(new Command.CustomersAway(ChannelId.CHAT));
    assertThat(floor.last()).isEqualTo(new Outcome.Done(List.of()));
    floor.after(31);
    assertThat(floor.where("a")).as("its grace began before").isEqualTo("abandoned");
    assertThat(floor.where("b")).isEqualTo("waiting");
    assertThat(floor.after(30).where("b")).isEqualTo("abandoned");
    assertThat(floor.where("m")).as("nobody waits beside a mail").isEqualTo("waiting");
  }
}
