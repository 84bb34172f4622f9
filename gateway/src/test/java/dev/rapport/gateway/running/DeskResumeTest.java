package dev.rapport.gateway.running;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A desk that was away has everything when it comes back, and so has a process.
final class DeskResumeTest {
  @TempDir private Path data;
  private RunningRapport rapport;

  @BeforeEach
  void start() {
    rapport = RunningRapport.start(data);
  }

  @AfterEach
  void stop() {
    rapport.close();
  }

  @Test
  @DisplayName("P6: a desk that resumes from a number gets exactly the frames after it")
  void aResumedDeskGetsExactlyWhatItMissed() {
    Desk first = rapport.desk("ben");
    String stream = first.await("welcome").getString("stream");
    Visitor visitor = rapport.visitor();
    visitor.hello(new JsonObject());
    String contact = visitor.sayToPerson("Hello").getString("contact");
    first.accept(contact);
    long last = first.of("assigned", contact).getLong("n");
    Desk witness = rapport.bareDesk("ben");
    witness.hello();
    first.cut();

    // More than fits into any buffer on the way.
    for (int i = 1; i <= 120; i++) {
      visitor.say("line " + i);
    }
    JsonObject newest = witness.await("line 120", f -> text(f).equals("line 120"));
    try (Desk second = rapport.bareDesk("ben")) {
      JsonObject welcome = second.resume(stream, last);
      assertThat(welcome.getBoolean("resumed")).isTrue();
      second.await("the newest frame", newest::equals);
      List<JsonObject> numbered = numbered(second, newest.getLong("n"));
      assertThat(numbered.stream().map(f -> f.getLong("n")))
          .containsExactlyElementsOf(
              LongStream.rangeClosed(last + 1, newest.getLong("n")).boxed().toList());
      assertThat(numbered.stream().map(DeskResumeTest::text).filter(t -> t.startsWith("line")))
          .containsExactlyElementsOf(
              LongStream.rangeClosed(1, 120).mapToObj(i -> "line " + i).toList());
      second.complete(contact);
    }
    visitor.close();
    witness.close();
  }

  @Test
  @DisplayName("P6: a desk of an unknown stream or number gets a snapshot of all it has")
  void anUnknownStreamGetsASnapshot() {
    Desk first = rapport.desk("ben");
    String stream = first.await("welcome").getString("stream");
    String contact = form("Hello");
    first.accept(contact);
    first.cut();
    for (var unknown : List.of(List.of("another stream", 3L), List.of(stream, 1_000_000L))) {
      try (Desk again = rapport.bareDesk("ben")) {
        JsonObject welcome = again.resume((String) unknown.get(0), (Long) unknown.get(1));
        assertThat(welcome.getBoolean("resumed")).isFalse();
        JsonObject snapshot = again.await("snapshot");
        assertThat(snapshot.getLong("n")).isEqualTo(welcome.getLong("n") + 1);
        assertThat(snapshot.getInteger("load")).isEqualTo(1);
        assertThat(contacts(snapshot)).containsExactly(contact);
      }
    }
  }

  @Test
  void aSnapshotHasTheOfferThatIsStillOpen() {
    Desk first = rapport.desk("ben");
    String contact = form("Hello");
    long offer = first.of("offer", contact).getLong("offer");
    Desk second = rapport.bareDesk("ben");
    second.hello();
    JsonArray offers = second.await("snapshot").getJsonArray("offers");
    assertThat(offers).hasSize(1);
    assertThat(offers.getJsonObject(0).getLong("offer")).isEqualTo(offer);
    assertThat(offers.getJsonObject(0).getString("contact")).isEqualTo(contact);
    var accept = new JsonObject().put("type", "accept").put("offer", offer);
    assertThat(second.command(accept).getString("type")).isEqualTo("done");
    first.of("assigned", contact);
  }

  @Test
  @DisplayName("P4: a command repeated with the same id takes effect once and is answered again")
  void aRepeatedCommandTakesEffectOnce() {
    Desk desk = rapport.desk("ben");
    Visitor visitor = rapport.visitor();
    visitor.hello(new JsonObject());
    String contact = visitor.sayToPerson("Hello").getString("contact");
    desk.accept(contact);
    var reply =
        new JsonObject()
            .put("type", "reply")
            .put("id", "the-same")
            .put("contact", contact)
            .put("text", "Only once");
    desk.send(reply);
    desk.send(reply);
    long seq = desk.answer("the-same").getLong("seq");
    desk.cut();
    try (Desk again = rapport.bareDesk("ben")) {
      again.hello();
      again.send(reply);
      assertThat(again.answer("the-same").getLong("seq")).isEqualTo(seq);
      again.reply(contact, "Another");
    }
    visitor.message("agent", "Another");
    assertThat(texts(contact)).containsExactly("Hello", "Only once", "Another");
    visitor.close();
  }

  @Test
  @DisplayName("P4: a chat message said again under its id is acknowledged again and stored once")
  void aRepeatedMessageIsStoredOnce() {
    try (Visitor visitor = rapport.visitor()) {
      visitor.hello(new JsonObject());
      JsonObject first = visitor.say("same", "Hello", true);
      JsonObject second = visitor.say("same", "Hello", true);
      assertThat(second).isEqualTo(first);
      assertThat(texts(first.getString("contact"))).containsExactly("Hello");
    }
  }

  @Test
  void whyAContactWasPassedOnIsKnownAfterARestart() {
    String contact = form("Hello");
    try (Desk ben = rapport.desk("ben")) {
      ben.accept(contact);
      JsonObject pass = new JsonObject().put("type", "transfer").put("contact", contact);
      ben.command(pass.put("queue", "support").put("why", "she knows saddles"));
      ben.of("released", contact);
      ben.away();
    }
    rapport.restart();
    try (Desk ana = rapport.desk("ana")) {
      JsonObject passedOn = ana.of("screen_pop", contact).getJsonObject("passedOn");
      assertThat(passedOn.getString("by")).isEqualTo("Ben Okoye");
      assertThat(passedOn.getString("why")).isEqualTo("she knows saddles");
    }
  }

  @Test
  @DisplayName("P1, P20: after a restart contacts, messages and who has them are as they were")
  void everythingIsThereAfterARestart() {
    Desk desk = rapport.desk("ben");
    String stream = desk.await("welcome").getString("stream");
    Visitor visitor = rapport.visitor();
    JsonObject welcome = visitor.hello(new JsonObject());
    String chat = visitor.sayToPerson("Hello").getString("contact");
    desk.accept(chat);
    desk.reply(chat, "Good day");
    long seen = visitor.message("agent", "Good day").getLong("seq");
    desk.reply(chat, "Are you there?");
    visitor.message("agent", "Are you there?");
    String form = form("A form");
    desk.accept(form);
    desk.finish(form);
    String waiting = form("An order that nobody can take now");
    rapport.restart();

    assertThat(rapport.contact(chat).getString("state")).isEqualTo("assigned");
    assertThat(rapport.contact(chat).getString("agent")).isEqualTo("ben");
    assertThat(rapport.contact(form).getString("state")).isEqualTo("wrap_up");
    assertThat(rapport.contact(waiting).getString("state")).isEqualTo("waiting");
    assertThat(texts(chat)).containsExactly("Hello", "Good day", "Are you there?");
    try (Desk again = rapport.bareDesk("ben");
        Visitor back = rapport.visitor()) {
      assertThat(again.resume(stream, 3).getBoolean("resumed")).isFalse();
      assertThat(contacts(again.await("snapshot"))).containsExactlyInAnyOrder(chat, form);
      back.hello(
          new JsonObject()
              .put("token", welcome.getString("token"))
              .put("conversation", conversation(chat))
              .put("after", seen));
      back.message("agent", "Are you there?");
      again.reply(chat, "Here again");
      back.message("agent", "Here again");
      assertThat(back.frames()).noneMatch(f -> text(f).equals("Good day"));
      again.complete(form);
      assertThat(again.complete(chat).getString("fate")).isEqualTo("handled");
    }
  }

  private String form(String message) {
    return rapport
        .form(new JsonObject().put("message", message).put("person", true))
        .getString("contact");
  }

  private String conversation(String contact) {
    return rapport.contact(contact).getString("conversation");
  }

  private List<String> texts(String contact) {
    return rapport
        .get("sofia", "/api/v1/contacts/" + contact + "/messages")
        .getJsonArray("messages")
        .stream()
        .map(m -> ((JsonObject) m).getString("text"))
        .toList();
  }

  private static List<JsonObject> numbered(Desk desk, long upTo) {
    return desk.frames().stream()
        .filter(f -> !"welcome".equals(f.getString("type")))
        .filter(f -> f.containsKey("n") && f.getLong("n") <= upTo)
        .toList();
  }

  private static List<String> contacts(JsonObject snapshot) {
    return snapshot.getJsonArray("contacts").stream()
        .map(pop -> Desk.contact((JsonObject) pop))
        .toList();
  }

  private static String text(JsonObject frame) {
    JsonObject message =
        "message".equals(frame.getString("type")) ? frame.getJsonObject("message") : null;
    return message == null ? "" : message.getString("text");
  }
}
