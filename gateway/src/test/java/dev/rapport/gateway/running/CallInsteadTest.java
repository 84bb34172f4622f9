package dev.rapport.gateway.running;

import static dev.rapport.gateway.running.Telephones.AGENT;
import static dev.rapport.gateway.running.Telephones.CALLER;
import static dev.rapport.gateway.running.Telephones.contact;
import static dev.rapport.gateway.running.Telephones.hears;
import static dev.rapport.gateway.running.Telephones.share;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.channels.sip.SoftCall;
import dev.rapport.channels.sip.SoftPhone;
import dev.rapport.gateway.running.Telephones.Seat;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Callbacks that nobody asked for by a key: from a chat, by a supervisor, by the queue's rules.
final class CallInsteadTest {
  private static final String NUMBER = "0117 496 0020";
  private static final int QUICK = 10;

  @TempDir private static Path data;
  private static SoftPhone customers;
  private static RunningRapport rapport;
  private static final LinkedBlockingQueue<SoftCall> CALLED = new LinkedBlockingQueue<>();

  private Telephones phones;

  @BeforeAll
  static void start() {
    customers = Telephones.open(CALLER);
    customers.whenCalled(CALLED::add);
    rapport =
        RunningRapport.withPhone(
            data, "via: \"sip:127.0.0.1:" + customers.address().getPort() + "\"");
  }

  @AfterAll
  static void stop() {
    rapport.close();
    customers.close();
  }

  @BeforeEach
  void telephones() {
    phones = new Telephones(rapport, customers);
    CALLED.clear();
  }

  @AfterEach
  void everybodyLeaves() {
    phones.close();
  }

  private static HttpResponse<String> command(String contact, JsonObject more) {
    return rapport
        .call("POST", "/api/v1/contacts/" + contact + "/commands")
        .as(rapport.token("sofia"))
        .json(more.put("command", "callback").put("why", "they are driving"))
        .send();
  }

  private static HttpResponse<String> put(String path, JsonObject body) {
    return rapport.call("PUT", path).as(rapport.token("sofia")).json(body).send();
  }

  private static void fate(String contact, String fate) {
    Patience.until(
        contact + " is " + fate, () -> fate.equals(rapport.contact(contact).getString("fate")));
  }

  private static Visitor waitingVisitor(String words) {
    Visitor visitor = rapport.visitor();
    assertThat(visitor.hello(new JsonObject()).getBoolean("calls")).isTrue();
    visitor.sayToPerson(words);
    return visitor;
  }

  private static JsonObject toBeCalled(Visitor visitor) {
    return visitor.await(
        "to be called",
        f -> "status".equals(f.getString("type")) && "callback".equals(f.getString("way")));
  }

  /// The agent picks up, then the customer; they talk, and it ends.
  private void talk(Seat seat, String contact) {
    assertThat(contact(seat.pop())).isEqualTo(contact);
    SoftCall atAgent = seat.rings();
    atAgent.answer();
    seat.desk.of("assigned", contact);
    SoftCall atCustomer = Telephones.next(CALLED);
    atCustomer.answer();
    seat.call(contact, "talking");
    assertThat(share(atCustomer, AGENT)).isGreaterThan(0.8);
    atCustomer.hangUp();
    seat.desk.of("wrap_up", contact);
    seat.desk.complete(contact);
    fate(contact, "handled");
  }

  @Test
  @DisplayName("P11: a visitor who would rather be called is called, once, in the chat's place")
  void aVisitorIsCalledInstead() {
    try (Visitor visitor = waitingVisitor("My wheel is bent")) {
      String chat = visitor.status("waiting").getString("contact");
      visitor.send(new JsonObject().put("type", "ask_callback").put("number", NUMBER));
      JsonObject status = toBeCalled(visitor);
      String contact = status.getString("contact");
      assertThat(contact).isNotEqualTo(chat);
      assertThat(status.getInteger("position")).isEqualTo(1);
      fate(chat, "merged_into");
      JsonObject stored = rapport.contact(contact);
      assertThat(stored.getString("channel")).isEqualTo("phone");
      assertThat(stored.getString("queue")).isEqualTo("support");
      assertThat(visitor.message("customer", "call me back").getString("text"))
          .contains("+44 117 496 0020");

      Seat ben = phones.seat("ben");
      JsonObject pop = ben.pop();
      assertThat(pop.encode()).contains("My wheel is bent");
      assertThat(pop.getJsonObject("way").getString("mode")).isEqualTo("callback");
      SoftCall atBen = ben.rings();
      visitor.close();
      atBen.answer();
      ben.desk.of("assigned", contact);
      SoftCall atVisitor = Telephones.next(CALLED);
      atVisitor.answer();
      ben.call(contact, "talking");
      assertThat(share(atVisitor, AGENT)).isGreaterThan(0.8);
      atVisitor.hangUp();
      ben.desk.of("wrap_up", contact);
      ben.desk.complete(contact);
      fate(contact, "handled");
      assertThat(CALLED).as("called once").isEmpty();
    }
  }

  @Test
  @DisplayName("P2: what a visitor wants right after the first word is done, however soon it comes")
  void aVisitorIsQuickerThanTheContact() {
    for (int i = 0; i < QUICK; i++) {
      try (Visitor visitor = rapport.visitor()) {
        visitor.hello(new JsonObject());
        visitor.sayToPerson("My wheel is bent");
        visitor.send(
            new JsonObject()
                .put("type", "ask_callback")
                .put("number", NUMBER)
                .put("notBefore", System.currentTimeMillis() + 3_600_000));
        String contact = toBeCalled(visitor).getString("contact");
        visitor.send(new JsonObject().put("type", "cancel_callback"));
        fate(contact, "abandoned");
        assertThat(visitor.frames()).noneMatch(f -> "nack".equals(f.getString("type")));
      }
      try (Visitor visitor = rapport.visitor()) {
        visitor.hello(new JsonObject());
        String contact = visitor.say("Hello").getString("contact");
        visitor.send(new JsonObject().put("type", "leave"));
        fate(contact, "abandoned");
      }
    }
  }

  @Test
  void aNumberThatCannotBeCalledIsRefusedAndTheChatWaitsOn() {
    try (Visitor visitor = waitingVisitor("Hello")) {
      String chat = visitor.status("waiting").getString("contact");
      visitor.send(new JsonObject().put("type", "ask_callback").put("number", "12"));
      assertThat(visitor.await("nack").getString("code")).isEqualTo("bad_number");
      assertThat(rapport.contact(chat).getString("fate")).isNull();
      visitor.send(new JsonObject().put("type", "leave"));
      fate(chat, "abandoned");
    }
  }

  @Test
  void aVisitorCancelsTheCall() {
    try (Visitor visitor = waitingVisitor("Hello")) {
      visitor.status("waiting");
      visitor.send(
          new JsonObject()
              .put("type", "ask_callback")
              .put("number", NUMBER)
              .put("notBefore", System.currentTimeMillis() + 3_600_000));
      JsonObject status = toBeCalled(visitor);
      assertThat(status.getLong("dueAt")).isGreaterThan(System.currentTimeMillis());
      visitor.send(new JsonObject().put("type", "cancel_callback"));
      fate(status.getString("contact"), "abandoned");
    }
  }

  @Test
  void aCallerWithoutANumberCannotBeCalledBack() {
    SoftCall caller = phones.call("anonymous");
    hears(caller);
    String contact = rapport.newest("phone").getString("id");
    HttpResponse<String> refused = command(contact, new JsonObject());
    assertThat(refused.statusCode()).as(refused.body()).isEqualTo(409);
    assertThat(refused.body()).contains("no-number", "There is no number to call");
    caller.hangUp();
    fate(contact, "abandoned");
  }

  @Test
  void aSupervisorHasAVisitorCalledWhoLeftTheirNumber() {
    try (Visitor visitor = waitingVisitor("Please ring me")) {
      String chat = visitor.status("waiting").getString("contact");
      assertThat(command(chat, new JsonObject()).body()).contains("no-number");
      HttpResponse<String> booked = command(chat, new JsonObject().put("number", NUMBER));
      assertThat(booked.statusCode()).as(booked.body()).isEqualTo(200);
      String contact = toBeCalled(visitor).getString("contact");
      talk(phones.seat("ana"), contact);
    }
  }

  @Test
  @DisplayName("A queue that closes calls back whoever came too late, when it opens")
  void aClosedQueueCallsBack() {
    String path = "/api/v1/queues/support";
    JsonObject queue = rapport.get("sofia", path).getJsonObject("queue");
    JsonObject hours = new JsonObject().put("zone", "UTC").put("week", new JsonObject());
    JsonObject closed = queue.copy().put("hours", hours).put("whenClosed", "callback");
    assertThat(put(path, closed.put("why", "the alarm")).statusCode()).isEqualTo(200);
    SoftCall caller = phones.call("+441174960021");
    var ended = Telephones.end(caller);
    assertThat(Telephones.next(ended)).as("said goodbye to").isZero();
    String contact = rapport.newest("phone").getString("id");
    assertThat(rapport.contact(contact).getString("state")).isEqualTo("waiting");

    assertThat(put(path, queue.copy()).statusCode()).isEqualTo(200);
    // It was put off to when the queue would open; a supervisor brings it forward.
    assertThat(command(contact, new JsonObject()).statusCode()).isEqualTo(200);
    talk(phones.seat("ana"), contact);
  }
}
