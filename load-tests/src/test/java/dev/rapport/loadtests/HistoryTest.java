package dev.rapport.loadtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.loadtests.History.Witness;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Finds each contradiction that is planted, and none in what was only seen late.
final class HistoryTest {
  private final History history = new History();
  private long now = 1;
  private int commands;

  private Witness ana() {
    return new Witness("ana", "gateway 0", now++);
  }

  private Witness ben() {
    return new Witness("ben", "gateway 1", now++);
  }

  private Witness harriet() {
    return new Witness("harriet", "gateway 0", now++);
  }

  private static JsonObject offer(String contact, long number) {
    return frame("offer").put("contact", contact).put("offer", number);
  }

  private static JsonObject frame(String type) {
    return new JsonObject().put("type", type);
  }

  private JsonObject accept(long number) {
    return frame("accept").put("id", "c" + ++commands).put("offer", number);
  }

  private JsonObject about(String type, String contact) {
    return frame(type).put("id", "c" + ++commands).put("contact", contact);
  }

  private static JsonObject done(JsonObject command) {
    return frame("done").put("id", command.getString("id"));
  }

  private static JsonObject message(long seq, String text) {
    return frame("message")
        .put("conversation", "v1")
        .put("message", new JsonObject().put("seq", seq).put("author", "agent").put("text", text));
  }

  private static JsonObject ended(String contact, String fate) {
    return frame("ended").put("contact", contact).put("fate", fate);
  }

  private void anaHas(String contact, long number) {
    history.deskSaw(ana(), offer(contact, number));
    JsonObject accept = accept(number);
    history.deskSaid(ana(), accept);
    history.deskSaw(ana(), done(accept));
  }

  private void anaFinishes(String contact) {
    JsonObject finish = about("finish", contact);
    history.deskSaid(ana(), finish);
    history.deskSaw(ana(), done(finish));
  }

  private void benHas(String contact, long number) {
    history.deskSaw(ben(), offer(contact, number));
    JsonObject accept = accept(number);
    history.deskSaid(ben(), accept);
    history.deskSaw(ben(), done(accept));
  }

  @Test
  @DisplayName("P10: a contact that two agents have at once is a contradiction")
  void twoHoldersAtOnceAreFound() {
    anaHas("k1", 1);
    benHas("k1", 2);
    anaFinishes("k1");
    assertThat(history.contradictions(5)).hasSize(1).first().asString().contains("at once");
  }

  @Test
  @DisplayName(
      "P10: two live offers of one contact, one of which is accepted after the other was seen")
  void twoLiveOffersAreFound() {
    history.deskSaw(ana(), offer("k1", 1));
    history.deskSaw(ben(), offer("k1", 2));
    JsonObject first = accept(1);
    JsonObject second = accept(2);
    history.deskSaid(ana(), first);
    history.deskSaid(ben(), second);
    history.deskSaw(ana(), done(first));
    assertThat(history.contradictions(5)).as("the other may have come late").isEmpty();
    history.deskSaw(ben(), done(second));
    assertThat(history.contradictions(5)).isNotEmpty();
  }

  @Test
  void anOfferThatIsSeenLateIsNone() {
    history.deskSaw(ana(), offer("k1", 1));
    benHas("k1", 2);
    history.deskSaw(ana(), frame("offer_ended").put("contact", "k1").put("offer", 1));
    JsonObject late = accept(1);
    history.deskSaid(ana(), late);
    history.deskSaw(ana(), frame("refused").put("id", late.getString("id")));
    assertThat(history.contradictions(5)).isEmpty();
  }

  @Test
  void oneAfterTheOtherIsNone() {
    anaHas("k1", 1);
    anaFinishes("k1");
    benHas("k1", 2);
    anaHas("k1", 3);
    assertThat(history.contradictions(1)).isEmpty();
  }

  @Test
  @DisplayName("P10: an offer that is accepted twice")
  void anOfferAcceptedTwiceIsFound() {
    anaHas("k1", 1);
    JsonObject again = accept(1);
    history.deskSaid(ana(), again);
    history.deskSaw(ana(), done(again));
    assertThat(history.contradictions(5)).anyMatch(c -> c.contains("accepted twice"));
  }

  @Test
  void aRepeatedCommandIsAnsweredAgain() {
    history.deskSaw(ana(), frame("snapshot").put("offers", new JsonArray().add(offer("k1", 1))));
    JsonObject accept = accept(1);
    for (int i = 0; i < 2; i++) {
      history.deskSaid(ana(), accept);
      history.deskSaw(ana(), done(accept));
    }
    assertThat(history.contradictions(5)).isEmpty();
  }

  @Test
  @DisplayName("P9: more contacts at once than an agent's capacity")
  void tooManyAtOnceAreFound() {
    anaHas("k1", 1);
    anaHas("k2", 2);
    anaFinishes("k1");
    anaFinishes("k2");
    assertThat(history.contradictions(2)).isEmpty();
    assertThat(history.contradictions(1)).hasSize(1).first().asString().contains("2 contacts");
  }

  @Test
  @DisplayName("P5: a gap, a repetition, and a conversation that two see differently")
  void brokenConversationsAreFound() {
    history.visitorCame(harriet(), 0);
    history.visitorSaw(harriet(), frame("ack").put("id", "1").put("seq", 1));
    history.visitorSaw(harriet(), message(3, "Hello"));
    assertThat(history.contradictions(5)).hasSize(1).first().asString().contains("gap");
    history.visitorCame(harriet(), 1);
    history.visitorSaw(harriet(), message(2, "Good morning"));
    history.visitorSaw(harriet(), message(3, "Hello"));
    assertThat(history.contradictions(5)).isEmpty();
    history.visitorSaw(harriet(), message(3, "Hello"));
    history.deskSaw(ben(), message(2, "Good evening"));
    history.visitorSaw(harriet(), frame("ack").put("id", "1").put("seq", 4));
    assertThat(history.contradictions(5))
        .hasSize(3)
        .anyMatch(c -> c.contains("message 3 after 3"))
        .anyMatch(c -> c.contains("Good evening"))
        .anyMatch(c -> c.contains("number 1, and 4"));
  }

  @Test
  @DisplayName("P10: a contact has one fate, and nobody accepts it after that")
  void twoFatesAreFound() {
    anaHas("k1", 1);
    history.deskSaw(ana(), ended("k1", "handled"));
    history.visitorSaw(
        harriet(),
        frame("status").put("state", "ended").put("contact", "k1").put("fate", "handled"));
    assertThat(history.contradictions(5)).isEmpty();
    history.deskSaw(ben(), ended("k1", "abandoned"));
    assertThat(history.contradictions(5)).hasSize(1).first().asString().contains("two fates");
    benHas("k1", 2);
    assertThat(history.contradictions(5)).anyMatch(c -> c.contains("had ended"));
  }
}
