package dev.rapport.gateway.demo;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.ClientWebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;

/// One customer in one chat: says why he came, reads the answers, talks with the agent as long as
/// he has something to say, and goes when it is over.
final class ChatCustomer {
  /// Whoever has waited that long for anything gives up.
  private static final long PATIENCE_SECONDS = 240;

  private final Vertx vertx;
  private final Pace pace;
  private final Random random;
  private final ClientWebSocket socket;
  private final Promise<Void> over = Promise.promise();
  private final Deque<String> sayings = new ArrayDeque<>();
  private boolean satisfied;
  private boolean asked;
  private boolean open;
  private int said;

  ChatCustomer(Vertx vertx, WebSocketClient client, Pace pace, long seed) {
    this.vertx = vertx;
    this.pace = pace;
    this.random = new Random(seed);
    this.socket = client.webSocket();
  }

  /// Completes when he has gone.
  ///
  /// @param satisfied whether the offered answers are enough for him
  Future<Void> chat(URI http, DemoCustomer customer, DemoTalk talk, boolean satisfied) {
    this.satisfied = satisfied;
    sayings.addAll(talk.more());
    var hello =
        new JsonObject()
            .put("type", "hello")
            .put("name", customer.name())
            .put("email", customer.email())
            .put("language", customer.language());
    socket.textMessageHandler(text -> frame(new JsonObject(text), talk));
    socket.closeHandler(_ -> {
      open = false;
      over.tryComplete();
    });
    socket
        .connect(http.getPort(), http.getHost(), "/api/v1/chat")
        .compose(_ -> {
          open = true;
          return socket.writeTextMessage(hello.encode());
        })
        .onFailure(over::tryFail);
    long giveUp = vertx.setTimer(PATIENCE_SECONDS * 1_000, _ -> go());
    return over.future().onComplete(_ -> vertx.cancelTimer(giveUp));
  }

  private void frame(JsonObject frame, DemoTalk talk) {
    switch (frame.getString("type", "")) {
      case "ping" -> write(new JsonObject().put("type", "pong"));
      case "welcome" -> say(talk.opening());
      case "message" -> message(frame.getJsonObject("message", new JsonObject()));
      case "status" -> {
        if ("ended".equals(frame.getString("state"))) {
          later(1, 3, this::go);
        }
      }
      case "nack" -> go();
      default -> {}
    }
  }

  private void message(JsonObject message) {
    if (!message.getJsonArray("answers", new JsonArray()).isEmpty() && !asked) {
      asked = true;
      later(3, 12, () -> write(new JsonObject().put("type", satisfied ? "helped" : "person")));
    } else if ("agent".equals(message.getString("author"))) {
      String next = sayings.poll();
      if (next != null) {
        later(3, 10, () -> say(next));
      }
    }
  }

  private void say(String text) {
    said++;
    write(new JsonObject().put("type", "say").put("id", "s" + said).put("text", text));
  }

  private void later(double least, double most, Runnable what) {
    vertx.setTimer(pace.millis(random, least, most), _ -> what.run());
  }

  private void go() {
    if (open) {
      socket.close();
    }
    over.tryComplete();
  }

  private void write(JsonObject frame) {
    if (open) {
      socket.writeTextMessage(frame.encode());
    }
  }
}
