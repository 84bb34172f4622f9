package dev.rapport.routing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Calling customers back: one place kept, one call made.
class CallbackTest {
  private static final ContactId C = new ContactId("c");
  private static final AgentId ANA = new AgentId("ana");

  private static Contact by(String customer, String id) {
    return Floor.contact(id, ChannelId.PHONE, "sales").of(new CustomerKey(customer), 1, null);
  }

  private static Floor asked() {
    return new Floor()
        .agent("ana", "sales")
        .agent("ben", "sales")
        .arrives(by("kim", "c"))
        .after(40)
        .call("d", "sales")
        .does(new Command.AskForCallback(C, 0))
        .does(new Command.CustomerLeft(C));
  }

  @Test
  void theContactKeepsItsPlaceWithoutTheCustomer() {
    Floor floor = asked();
    assertThat(floor.view("c").position()).isEqualTo(1);
    assertThat(floor.after(600).available("ana").where("c")).isEqualTo("offered ana");
    assertThat(floor.decision("c").waited()).isEqualTo(640_000);
  }

  @Test
  void theCustomerIsDialledOnce() {
    Floor floor = asked().available("ana").accepted("c").does(new Command.Dial(C, ANA));
    assertThat(floor.refusal()).isEqualTo("done");
    assertThat(floor.view("c").way().mode()).isEqualTo(ContactMode.LIVE);
    assertThat(floor.does(new Command.Dial(C, ANA)).refusal()).isEqualTo("no_callback");
    floor.does(new Command.Disconnect(ANA)).after(5);
    assertThat(floor.where("c")).as("the desk vanished during the call").isEqualTo("waiting");
    floor.does(new Command.CustomerLeft(C));
    assertThat(floor.where("c")).isEqualTo("abandoned");
  }

  @Test
  void theCustomerCancels() {
    Floor floor = asked().does(new Command.CancelCallback(C));
    assertThat(floor.where("c")).isEqualTo("abandoned");
    assertThat(floor.does(new Command.CancelCallback(C)).refusal()).isEqualTo("contact_ended");
  }

  @Test
  @DisplayName("Who calls by themselves has the place of their callback, on any channel")
  void aNewContactTakesOverThePlace() {
    Floor floor = asked().after(60);
    floor.arrives(Floor.contact("e", ChannelId.CHAT, "sales").of(new CustomerKey("kim"), 1, null));
    assertThat(floor.where("c")).isEqualTo("merged-into");
    assertThat(floor.view("e").position()).isEqualTo(1);
    assertThat(floor.view("e").waitingSince()).isEqualTo(Floor.START);
  }

  @Test
  void anAgentWhoWasAboutToDialIsFreed() {
    Floor floor = asked().available("ana").accepted("c").arrives(by("kim", "e"));
    assertThat(floor.where("c")).isEqualTo("merged-into");
    assertThat(floor.where("e")).isEqualTo("offered ana");
  }

  @Test
  void afterTheCallANewContactIsANewMatter() {
    Floor floor = asked().available("ana").accepted("c").does(new Command.Dial(C, ANA));
    floor.arrives(by("kim", "e"));
    assertThat(floor.where("c")).isEqualTo("assigned ana");
  }

  @Test
  @DisplayName("P18: a callback asked for later comes due then, and not before")
  void comesDueWhenAskedFor() {
    Floor floor =
        new Floor().agent("ana", "sales").available("ana").away("ana").arrives(by("kim", "c"));
    floor.does(new Command.AskForCallback(C, Floor.START + 600_000)).available("ana");
    assertThat(floor.after(599).where("c")).isEqualTo("waiting");
    assertThat(floor.after(1).where("c")).isEqualTo("offered ana");
  }

  @Test
  void anotherCallbackOfTheSameCustomerTakesThePlaceOfTheFirst() {
    Floor floor = asked();
    floor.arrives(Floor.contact("e", ChannelId.PHONE, "sales").of(new CustomerKey("kim"), 1, null));
    floor.does(new Command.AskForCallback(new ContactId("e"), 0));
    assertThat(floor.where("c")).isEqualTo("merged-into");
    assertThat(floor.view("e").way().mode()).isEqualTo(ContactMode.CALLBACK);
  }

  @Test
  void whoWritesIsNotCalled() {
    Floor floor = new Floor().agent("ana", "sales").email("c", "sales");
    assertThat(floor.does(new Command.AskForCallback(C, 0)).refusal()).isEqualTo("bad_callback");
  }

  private static final ContactId CHAT = new ContactId("chat");

  private static Command instead(String id, long notBefore) {
    return new Command.CallInstead(CHAT, by("kim", id), notBefore);
  }

  @Test
  @DisplayName("Whoever waits in a chat and would rather be called is called in their place")
  void aChatIsCalledInItsPlace() {
    Floor floor = new Floor().agent("ana", "sales").chat("chat", "sales").after(60);
    floor.call("d", "sales").does(instead("c", 0));
    assertThat(floor.where("chat")).isEqualTo("merged-into");
    assertThat(floor.view("c").way().mode()).isEqualTo(ContactMode.CALLBACK);
    assertThat(floor.view("c").waitingSince()).isEqualTo(Floor.START);
    assertThat(floor.view("c").position()).isEqualTo(1);
    assertThat(floor.available("ana").where("c")).isEqualTo("offered ana");
    assertThat(floor.does(instead("c", 0)).refusal()).isEqualTo("contact_exists");
  }

  @Test
  void aWishedTimeIsKeptAlsoForAChat() {
    Floor floor = new Floor().agent("ana", "sales").chat("chat", "sales").available("ana");
    floor.does(instead("c", Floor.START + 600_000));
    assertThat(floor.where("chat")).as("the offer is withdrawn").isEqualTo("merged-into");
    assertThat(floor.after(599).where("c")).isEqualTo("waiting");
    assertThat(floor.after(1).where("c")).isEqualTo("offered ana");
  }

  @Test
  void whoeverIsAnsweredMeanwhileIsNotCalled() {
    Floor floor = new Floor().agent("ana", "sales").chat("chat", "sales").available("ana");
    floor.accepted("chat").does(instead("c", 0));
    assertThat(floor.where("c")).isEqualTo("merged-into");
    assertThat(floor.where("chat")).isEqualTo("assigned ana");
  }

  @Test
  void aChatThatHasEndedMeanwhileIsCalledAllTheSame() {
    Floor floor = new Floor().agent("ana", "sales").chat("chat", "sales");
    floor.does(new Command.CustomerLeft(CHAT)).does(instead("c", 0));
    assertThat(floor.view("c").way().mode()).isEqualTo(ContactMode.CALLBACK);
  }
}
