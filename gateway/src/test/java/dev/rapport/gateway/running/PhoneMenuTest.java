package dev.rapport.gateway.running;

import static dev.rapport.gateway.running.Telephones.CALLER;
import static dev.rapport.gateway.running.Telephones.contact;
import static dev.rapport.gateway.running.Telephones.hears;
import static dev.rapport.gateway.running.Telephones.share;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.channels.media.Wav;
import dev.rapport.channels.sip.SoftCall;
import dev.rapport.channels.sip.SoftPhone;
import dev.rapport.gateway.running.Telephones.Seat;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What callers choose with keys, and what becomes of it: a queue, a callback, a message.
final class PhoneMenuTest {
  private static final String HARRIET = "+441174960000";

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
            data,
            "via: \"sip:127.0.0.1:" + customers.address().getPort() + "\"",
            "menu: {reasons: [support, orders, board], seconds: 60, callback: true, message: true}");
    JsonObject hours = new JsonObject().put("zone", "UTC").put("week", new JsonObject());
    hours.getJsonObject("week").put("sun", "03:00-03:01");
    JsonObject board =
        new JsonObject().put("name", "The board").put("hours", hours).put("whenClosed", "message");
    HttpResponse<String> saved =
        rapport.call("PUT", "/api/v1/queues/board").as(rapport.token("sofia")).json(board).send();
    assertThat(saved.statusCode()).as(saved.body()).isEqualTo(200);
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

  private static JsonObject newest() {
    return rapport.newest("phone");
  }

  private static void waitsIn(String contact, String queue) {
    Patience.until(
        contact + " waits in " + queue,
        () -> {
          JsonObject now = rapport.contact(contact);
          return queue.equals(now.getString("queue")) && "waiting".equals(now.getString("state"));
        });
  }

  /// Calls and presses the key of a queue; the contact.
  private String waiting(SoftCall caller, char key, String queue) {
    hears(caller);
    String contact = newest().getString("id");
    caller.press(key);
    waitsIn(contact, queue);
    return contact;
  }

  private static void fate(String contact, String fate) {
    Patience.until(
        contact + " is " + fate, () -> fate.equals(rapport.contact(contact).getString("fate")));
  }

  @Test
  void nobodyIsAskedBeforeTheCallerHasChosen() {
    Seat ana = phones.seat("ana");
    Seat ben = phones.seat("ben");
    SoftCall caller = phones.call("+441174960010");
    hears(caller);
    String contact = newest().getString("id");
    assertThat(rapport.contact(contact).getString("state")).isEqualTo("answering");
    caller.press('2');
    assertThat(contact(ana.pop())).isEqualTo(contact);
    assertThat(rapport.contact(contact).getString("queue")).isEqualTo("orders");
    ana.rings().answer();
    ana.call(contact, "talking");
    assertThat(ben.ringing).isEmpty();
    caller.hangUp();
    ana.desk.of("wrap_up", contact);
    ana.desk.complete(contact);
  }

  @Test
  @DisplayName("P11: a caller who is to be called back keeps the place, and is dialled once")
  void aCallerIsCalledBack() {
    SoftCall caller = phones.call(HARRIET);
    var ended = Telephones.end(caller);
    String contact = waiting(caller, '1', "support");
    caller.press('1');
    assertThat(Telephones.next(ended)).isZero();
    waitsIn(contact, "support");

    Seat ben = phones.seat("ben");
    assertThat(contact(ben.pop())).isEqualTo(contact);
    SoftCall atBen = ben.rings();
    assertThat(atBen.caller()).isEqualTo(HARRIET);
    assertThat(CALLED).isEmpty();
    atBen.answer();
    ben.desk.of("assigned", contact);
    SoftCall atHarriet = Telephones.next(CALLED);
    atHarriet.answer();
    ben.call(contact, "talking");
    assertThat(share(atHarriet, Telephones.AGENT)).isGreaterThan(0.8);
    assertThat(share(atBen, CALLER)).isGreaterThan(0.8);
    atHarriet.hangUp();
    ben.desk.of("wrap_up", contact);
    ben.desk.complete(contact);
    assertThat(CALLED).as("called once").isEmpty();
    fate(contact, "handled");
  }

  @Test
  void aCustomerWhoDoesNotPickUpIsNotCalledAgain() {
    SoftCall caller = phones.call("+441174960011");
    var ended = Telephones.end(caller);
    String contact = waiting(caller, '1', "support");
    caller.press('1');
    Telephones.next(ended);
    Seat ben = phones.seat("ben");
    ben.rings().answer();
    Telephones.next(CALLED).decline(486);
    ben.call(contact, "failed");
    ben.desk.of("wrap_up", contact);
    ben.desk.complete(contact);
    assertThat(CALLED).isEmpty();
  }

  @Test
  void whoCallsAgainTakesThePlaceOfTheirCallback() {
    SoftCall caller = phones.call(HARRIET);
    var ended = Telephones.end(caller);
    String first = waiting(caller, '1', "support");
    JsonObject callback = new JsonObject().put("command", "callback").put("why", "she is driving");
    HttpResponse<String> booked =
        rapport
            .call("POST", "/api/v1/contacts/" + first + "/commands")
            .as(rapport.token("sofia"))
            .json(callback)
            .send();
    assertThat(booked.statusCode()).as(booked.body()).isEqualTo(200);
    assertThat(Telephones.next(ended)).isZero();
    assertThat(rapport.contact(first).getString("fate")).isNull();

    SoftCall again = phones.call(HARRIET);
    hears(again);
    fate(first, "merged_into");
    again.hangUp();
    fate(newest().getString("id"), "abandoned");
  }

  @Test
  void aMessageIsRecordedAndWaitsForAnAgent() throws Exception {
    SoftCall caller = phones.call("+441174960012");
    var ended = Telephones.end(caller);
    String contact = waiting(caller, '1', "support");
    caller.press('2');
    leaveMessage(caller, contact);
    assertThat(Telephones.next(ended)).isZero();
    Seat ben = phones.seat("ben");
    ben.desk.accept(contact);
    assertThat(ben.ringing).as("there is nobody to talk to").isEmpty();
    heardByBen(contact);
    ben.desk.complete(contact);
    fate(contact, "handled");
  }

  /// Speaks after the tone until the message is there, and presses hash.
  private static void leaveMessage(SoftCall caller, String contact) {
    // The sentence before it takes about six seconds; a key before the tone would be a choice.
    long from = Telephones.await(caller.counts())[0];
    Patience.until("a while has passed", () -> Telephones.await(caller.counts())[0] > from + 500);
    caller.press('#');
    Patience.until(
        "the message is kept",
        () ->
            rapport
                    .get("sofia", "/api/v1/contacts/" + contact + "/messages")
                    .getJsonArray("messages")
                    .size()
                == 2);
  }

  private static void heardByBen(String contact) throws Exception {
    JsonObject message =
        rapport
            .get("ben", "/api/v1/contacts/" + contact + "/messages")
            .getJsonArray("messages")
            .getJsonObject(1);
    JsonObject wav = message.getJsonArray("attachments").getJsonObject(0);
    assertThat(wav.getString("type")).isEqualTo("audio/wav");
    String path = "/api/v1/contacts/" + contact + "/recordings/" + message.getString("id");
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + rapport.httpPort() + path))
            .header("Authorization", "Bearer " + rapport.token("ben"))
            .build();
    HttpResponse<byte[]> file = rapport.client.send(request, BodyHandlers.ofByteArray());
    assertThat(file.statusCode()).isEqualTo(200);
    assertThat(file.headers().firstValue("Content-Type")).hasValue("audio/wav");
    assertThat(Pitch.share(Wav.read(file.body()), CALLER)).isGreaterThan(0.8);
    assertThat(rapport.call("GET", path).as(rapport.token("cleo")).send().statusCode())
        .isEqualTo(404);
  }

  @Test
  void aClosedQueueTakesAMessageAndNothingElse() {
    SoftCall caller = phones.call("+441174960013");
    var ended = Telephones.end(caller);
    String contact = waiting(caller, '3', "board");
    leaveMessage(caller, contact);
    assertThat(Telephones.next(ended)).isZero();
    waitsIn(contact, "board");

    SoftCall silent = phones.call("+441174960014");
    String nothing = waiting(silent, '3', "board");
    silent.hangUp();
    fate(nothing, "abandoned");
  }
}
