package dev.rapport.channels.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.channels.ChannelKind;
import dev.rapport.channels.Message;
import dev.rapport.channels.Notice;
import dev.rapport.channels.Receipt;
import dev.rapport.channels.SenderIdentifier;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@NullUnmarked
class ChatSocketsTest {

  private static final JsonObject NOBODY = new JsonObject();

  private final ChatServer server = new ChatServer(ChatSettings.defaults());

  @AfterEach
  void close() {
    server.close();
  }

  private static JsonObject resume(JsonObject welcome, String conversation, long after) {
    return new JsonObject()
        .put("token", welcome.getString("token"))
        .put("conversation", conversation)
        .put("after", after);
  }

  private Message agentSays(String conversation, String text) {
    return server.store.add(conversation, ChannelKind.CHAT, Message.Author.AGENT, text);
  }

  @Test
  void aNewVisitorIsWelcomedAndTheFirstWordOpensAContact() {
    Visitor visitor = server.visit().hello(new JsonObject().put("email", "ana@example.org"));
    JsonObject welcome = visitor.next("welcome");
    assertThat(welcome.getString("centre")).isEqualTo("velo");
    assertThat(welcome.getString("conversation")).isNull();

    JsonObject ack = visitor.say("m1", "Hello").next("ack");
    assertThat(ack.getLong("seq")).isEqualTo(1);
    assertThat(ack.getString("id")).isEqualTo("m1");
    assertThat(ack.getString("contact")).isEqualTo("k1");
    assertThat(server.heardNext()).isEqualTo("here k1");
    List<SenderIdentifier> sender = server.store.received().getFirst().sender().identifiers();
    assertThat(sender)
        .extracting(SenderIdentifier::proof)
        .containsExactly(SenderIdentifier.Proof.PROVEN, SenderIdentifier.Proof.CLAIMED);
    assertThat(sender.getFirst().value()).isEqualTo(welcome.getString("visitor"));
  }

  @Test
  @DisplayName("P1: a message is acknowledged only when it is durable")
  void aMessageIsAcknowledgedOnlyWhenItIsDurable() {
    CompletableFuture<Boolean> durable = server.store.hold();
    Visitor visitor = server.visit().hello(NOBODY);
    visitor.next("welcome");
    visitor.say("m1", "Hello").send(new JsonObject().put("type", "nonsense"));
    // The nack of the second frame comes first: nothing was said of the first one yet.
    assertThat(visitor.next("nack").getString("code")).isEqualTo("malformed");
    durable.complete(true);
    assertThat(visitor.next("ack").getString("id")).isEqualTo("m1");
  }

  @Test
  @DisplayName("P4: the same id again is acknowledged again and stored once")
  void theSameIdAgainIsAcknowledgedAgain() {
    Visitor visitor = server.visit().hello(NOBODY);
    visitor.next("welcome");
    visitor.say("m1", "Hello").say("m1", "Hello");
    JsonObject first = visitor.next("ack");
    assertThat(visitor.next("ack")).isEqualTo(first);
    assertThat(server.store.received()).hasSize(1);
  }

  @Test
  @DisplayName("P6: after a reconnect exactly the missing suffix comes, 1,000 messages included")
  void afterAReconnectTheMissingSuffixComes() {
    Visitor first = server.visit().hello(NOBODY);
    JsonObject welcome = first.next("welcome");
    String conversation = first.say("m1", "Hello").next("ack").getString("conversation");
    first.close();
    for (int i = 2; i <= 1_001; i++) {
      agentSays(conversation, "line " + i);
    }
    Visitor again = server.visit().hello(resume(welcome, conversation, 1));
    assertThat(again.next("welcome").getString("conversation")).isEqualTo(conversation);
    List<Long> numbers = new ArrayList<>();
    for (int i = 2; i <= 1_001; i++) {
      numbers.add(again.next("message").getJsonObject("message").getLong("seq"));
    }
    assertThat(numbers).isEqualTo(LongStream.rangeClosed(2, 1_001).boxed().toList());
    server.sockets.deliver(agentSays(conversation, "one more"));
    assertThat(again.next("message").getJsonObject("message").getLong("seq")).isEqualTo(1_002);
  }

  @Test
  @DisplayName("P5: what another says before my ack is seen before my ack, each once")
  void theAckTakesItsPlaceInTheOrder() {
    Visitor visitor = server.visit().hello(NOBODY);
    visitor.next("welcome");
    String conversation = visitor.say("m1", "Hello").next("ack").getString("conversation");
    // Stored, and not passed on: the ack of what comes after it may not overtake it.
    Message unheard = agentSays(conversation, "Good morning");
    visitor.say("m2", "Are you there?");
    assertThat(visitor.next("message").getJsonObject("message").getLong("seq")).isEqualTo(2);
    assertThat(visitor.next("ack").getLong("seq")).isEqualTo(3);
    server.sockets.deliver(unheard);
    visitor.say("m3", "Fine");
    assertThat(visitor.next("ack").getLong("seq")).isEqualTo(4);
  }

  @Test
  void aClientThatClaimsToHaveMoreThanThereIsMissesNothing() {
    Visitor visitor = server.visit().hello(NOBODY);
    JsonObject welcome = visitor.next("welcome");
    String conversation = visitor.say("m1", "Hello").next("ack").getString("conversation");
    Visitor again = server.visit().hello(resume(welcome, conversation, 99));
    again.next("welcome");
    server.sockets.deliver(agentSays(conversation, "Hi"));
    assertThat(again.next("message").getJsonObject("message").getLong("seq")).isEqualTo(2);
  }

  @Test
  @DisplayName("P5: several tabs of a visitor see one conversation in one order")
  void severalTabsSeeTheSameConversation() {
    Visitor one = server.visit().hello(NOBODY);
    JsonObject welcome = one.next("welcome");
    Visitor two = server.visit().hello(new JsonObject().put("token", welcome.getString("token")));
    assertThat(two.next("welcome").getString("visitor")).isEqualTo(welcome.getString("visitor"));

    String conversation = one.say("a", "from one").next("ack").getString("conversation");
    JsonObject seen = two.next("message");
    assertThat(seen.getString("conversation")).isEqualTo(conversation);
    assertThat(seen.getJsonObject("message").getString("text")).isEqualTo("from one");

    JsonObject ack = two.say("b", "from two").next("ack");
    assertThat(ack.getLong("seq")).isEqualTo(2);
    assertThat(one.next("message").getJsonObject("message").getString("text"))
        .isEqualTo("from two");
  }

  @Test
  @DisplayName("P38: a conversation of somebody else stays closed")
  void aConversationOfSomebodyElseStaysClosed() {
    Visitor ana = server.visit().hello(NOBODY);
    ana.next("welcome");
    String conversation = ana.say("m1", "My secret").next("ack").getString("conversation");
    Visitor eve = server.visit().hello(NOBODY);
    JsonObject welcome = eve.next("welcome");
    Visitor again = server.visit().hello(resume(welcome, conversation, 0));
    assertThat(again.next("welcome").getString("conversation")).isNull();
    assertThat(again.say("x", "Hi").next("ack").getString("conversation"))
        .isNotEqualTo(conversation);
  }

  @Test
  void aWrongTokenIsRefusedAndTheSocketCloses() {
    String token = server.tokens.issue("velo", server.tokens.newVisitor());
    for (String wrong : List.of("x", token + "x", token.replace("v1.", "v2."), "v1..")) {
      Visitor visitor = server.visit().hello(new JsonObject().put("token", wrong));
      assertThat(visitor.next("nack").getString("code")).isEqualTo("unauthorised");
      assertThat(visitor.closeCode()).isEqualTo(1008);
    }
    assertThat(server.tokens.verify("velo", token)).isPresent();
    assertThat(server.tokens.verify("another", token)).isEmpty();
  }

  @Test
  @DisplayName("P22: a refusal is a nack, and what was refused may be said again")
  void aRefusalIsANack() {
    Visitor visitor = server.visit().hello(NOBODY);
    visitor.next("welcome");
    server.store.refuse(new Receipt.Refused(Receipt.Reason.STORAGE_FULL, "no room", 30_000));
    JsonObject nack = visitor.say("m1", "Hello").next("nack");
    assertThat(nack.getString("code")).isEqualTo("storage_full");
    assertThat(nack.getLong("retryAfterMs")).isEqualTo(30_000);
    assertThat(nack.getString("id")).isEqualTo("m1");
    server.store.refuse(null);
    assertThat(visitor.say("m1", "Hello").next("ack").getLong("seq")).isEqualTo(1);
  }

  @Test
  void commandsReachTheListenerAfterWhatWasSaidBefore() {
    Visitor visitor = server.visit().hello(NOBODY);
    visitor.next("welcome");
    visitor.send(new JsonObject().put("type", "person"));
    assertThat(visitor.next("nack").getString("code")).isEqualTo("no_contact");
    visitor.say("m1", "Hello").send(new JsonObject().put("type", "person"));
    visitor.next("ack");
    assertThat(server.heardNext()).isEqualTo("here k1");
    assertThat(server.heardNext()).isEqualTo("person k1");
    visitor.send(new JsonObject().put("type", "helped").put("article", "a7"));
    assertThat(server.heardNext()).isEqualTo("helped k1 a7");
    visitor.send(new JsonObject().put("type", "leave_message"));
    assertThat(server.heardNext()).isEqualTo("message left k1");
    JsonObject ask = new JsonObject().put("type", "ask_callback").put("notBefore", 5);
    visitor.send(ask);
    assertThat(visitor.next("nack").getString("detail")).isEqualTo("number is missing");
    visitor.send(ask.put("number", "0117 496 0000"));
    assertThat(server.heardNext()).isEqualTo("callback asked k1 0117 496 0000 5");
    visitor.send(new JsonObject().put("type", "cancel_callback"));
    assertThat(server.heardNext()).isEqualTo("callback cancelled k1");
    visitor.send(new JsonObject().put("type", "leave"));
    assertThat(server.heardNext()).isEqualTo("left k1");
  }

  @Test
  void howAContactStandsIsTold() {
    Visitor visitor = server.visit().hello(NOBODY);
    visitor.next("welcome");
    String conversation = visitor.say("m1", "Hello").next("ack").getString("conversation");
    server.sockets.notify(new Notice("velo", conversation, "k1", new Notice.Standing.Waiting(3)));
    assertThat(visitor.next("status").getInteger("position")).isEqualTo(3);
    var course =
        new Notice.Standing.Course(Notice.Standing.Way.CALLBACK, "closed", "Orders", 1_000);
    server.sockets.notify(
        new Notice("velo", conversation, "k1", new Notice.Standing.Waiting(3, null, course)));
    JsonObject callback = visitor.next("status");
    assertThat(callback.getString("way")).isEqualTo("callback");
    assertThat(callback.getString("because")).isEqualTo("closed");
    assertThat(callback.getString("queueName")).isEqualTo("Orders");
    assertThat(callback.getLong("dueAt")).isEqualTo(1_000);
    server.sockets.notify(
        new Notice("velo", conversation, "k1", new Notice.Standing.Talking("Ben")));
    assertThat(visitor.next("status").getString("agentName")).isEqualTo("Ben");
    server.sockets.notify(
        new Notice(
            "velo", conversation, "k1", new Notice.Standing.Ended("handled", "Come again", 7)));
    JsonObject ended = visitor.next("status");
    assertThat(ended.getString("fate")).isEqualTo("handled");
    assertThat(ended.getString("words")).isEqualTo("Come again");
    assertThat(ended.getLong("opensAt")).isEqualTo(7);
    visitor.send(new JsonObject().put("type", "person"));
    assertThat(visitor.next("nack").getString("code")).isEqualTo("no_contact");
  }
}
