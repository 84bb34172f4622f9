package dev.rapport.loadtests;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.ClientWebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// A visitor with one request: says it, reads the answers as his [Visit.Temper] is, stays until the
/// contact has ended.
final class ChatVisitor {
  private static final long READING_MS = 200;
  private static final String SAY_ID = "1";

  private final Loop loop;
  private final WebSocketClient sockets;
  private final Target target;
  private final Visit visit;
  private final ContactLedger ledger;
  private final Promise<Void> over = Promise.promise();
  private final TreeSet<Long> numbers = new TreeSet<>();
  private @Nullable ClientWebSocket socket;
  private @Nullable String contact;
  private long saidAt;
  private long lastNumberOfMessage;
  private boolean answered;
  private boolean leaving;

  ChatVisitor(
      Loop loop, WebSocketClient sockets, Target target, Visit visit, ContactLedger ledger) {
    this.loop = loop;
    this.sockets = sockets;
    this.target = target;
    this.visit = visit;
    this.ledger = ledger;
  }

  /// Completes when the visitor is gone, fails when his first words were never acknowledged.
  Future<Void> chat() {
    ClientWebSocket next = sockets.webSocket();
    socket = next;
    next.textMessageHandler(text -> frame(new JsonObject(text)));
    next.closeHandler(_ -> gone());
    next.connect(target.httpPort(), target.host(), "/api/v1/chat")
        .compose(_ -> next.writeTextMessage(hello().encode()))
        .onFailure(over::tryFail);
    return over.future();
  }

  /// Leaves without a word, as a closed lid does.
  void hangUp() {
    if (socket != null) {
      leaving = true;
      socket.close();
    }
  }

  /// Numbers of the conversation that never came.
  long missing() {
    return numbers.isEmpty() ? 0 : numbers.last() - numbers.size();
  }

  private JsonObject hello() {
    JsonObject hello = new JsonObject().put("type", "hello").put("language", "en");
    return visit.email() == null ? hello : hello.put("email", visit.email());
  }

  private void gone() {
    if (contact == null) {
      over.tryFail("the socket closed before the first words were acknowledged");
    } else {
      if (!leaving) {
        ledger.error("chat: closed by the process, code " + closeCode());
      }
      over.tryComplete();
    }
  }

  private @Nullable Object closeCode() {
    return socket == null ? null : socket.closeStatusCode();
  }

  private void frame(JsonObject frame) {
    switch (frame.getString("type")) {
      case "ping" -> write(new JsonObject().put("type", "pong"));
      case "welcome" -> say();
      case "ack" -> acknowledged(frame);
      case "message" -> message(frame.getJsonObject("message"));
      case "status" -> status(frame);
      case "nack" -> refused(frame);
      default -> ledger.error("chat: unknown frame " + frame.getString("type"));
    }
  }

  private void say() {
    JsonObject say =
        new JsonObject().put("type", "say").put("id", SAY_ID).put("text", visit.text());
    if (visit.temper() == Visit.Temper.PERSON_AT_ONCE) {
      say.put("person", true);
    }
    saidAt = System.nanoTime();
    write(say);
  }

  private void acknowledged(JsonObject ack) {
    numbers.add(ack.getLong("seq"));
    String id = ack.getString("contact");
    contact = id;
    ledger.acknowledged(id, "chat", visit.email() != null);
    if (visit.temper() == Visit.Temper.LEAVES) {
      ledger.wanted(id, 0);
      leaving = true;
      write(new JsonObject().put("type", "leave"));
      loop.after(READING_MS).onSuccess(_ -> hangUp());
    } else if (!answered) {
      ledger.wanted(id, saidAt);
    }
  }

  private void message(JsonObject message) {
    long seq = message.getLong("seq");
    numbers.add(seq);
    if (seq <= lastNumberOfMessage) {
      ledger.error("chat: message out of order or twice");
    }
    lastNumberOfMessage = seq;
    JsonArray answers = message.getJsonArray("answers");
    if (answers != null && !answers.isEmpty()) {
      answersShown();
    }
  }

  private void answersShown() {
    if (answered || visit.temper() == Visit.Temper.LEAVES) {
      return;
    }
    answered = true;
    if (contact != null) {
      ledger.wanted(contact, 0);
    }
    loop.after(READING_MS)
        .onSuccess(_ -> {
          switch (visit.temper()) {
            case HELPED -> write(new JsonObject().put("type", "helped"));
            case PERSON_AFTER_ANSWERS, PERSON_AT_ONCE -> {
              if (contact != null) {
                ledger.wanted(contact, System.nanoTime());
              }
              write(new JsonObject().put("type", "person"));
            }
            case SILENT, LEAVES -> {}
          }
        });
  }

  private void status(JsonObject status) {
    String state = status.getString("state");
    if (state.equals("answering")) {
      answersShown();
    } else if (state.equals("ended")) {
      String fate = status.getString("fate");
      if (fate != null) {
        ledger.fateSeen(status.getString("contact"), fate);
      }
      leaving = true;
      loop.after(1).onSuccess(_ -> hangUp());
    }
  }

  /// Of his words it is a failure; of a wish it is none, the contact may have gone on by itself.
  private void refused(JsonObject nack) {
    if (nack.getString("id") == null && contact != null) {
      ledger.refused("chat: " + nack.getString("code"));
    } else {
      over.tryFail("refused: " + nack.getString("code"));
    }
  }

  private void write(JsonObject frame) {
    if (socket != null && !socket.isClosed()) {
      socket.writeTextMessage(frame.encode()).onFailure(_ -> {});
    }
  }
}
