package dev.rapport.loadtests;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.ClientWebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/// A visitor with one thing to say, who comes back as the same visitor and says it again, under the
/// same id, until it is acknowledged.
final class StubbornChat extends StubbornInput {
  private final WebSocketClient sockets;
  private final Target target;
  private @Nullable String token;
  private @Nullable ClientWebSocket current;

  StubbornChat(String name, WebSocketClient sockets, Target target) {
    super(name);
    this.sockets = sockets;
    this.target = target;
  }

  @Override
  Future<String> send() {
    Promise<String> done = Promise.promise();
    ClientWebSocket socket = sockets.webSocket();
    current = socket;
    socket.textMessageHandler(text -> frame(new JsonObject(text), socket, done));
    socket.closeHandler(_ -> done.tryFail("the socket closed"));
    JsonObject hello = new JsonObject().put("type", "hello");
    if (token != null) {
      hello.put("token", token);
    }
    socket
        .connect(target.httpPort(), target.host(), "/api/v1/chat")
        .compose(_ -> socket.writeTextMessage(hello.encode()))
        .onFailure(done::tryFail);
    return done.future();
  }

  private void frame(JsonObject frame, ClientWebSocket socket, Promise<String> done) {
    // Two tries at once, both before the first welcome, would be two visitors: the older is left.
    if (socket != current) {
      socket.close();
      done.tryFail("a later try took over");
      return;
    }
    switch (frame.getString("type")) {
      case "ping" -> write(socket, new JsonObject().put("type", "pong"));
      case "welcome" -> {
        token = frame.getString("token");
        var say =
            new JsonObject()
                .put("type", "say")
                .put("id", name())
                .put("text", "This is " + name())
                .put("person", true);
        write(socket, say);
      }
      case "ack" -> done.tryComplete(frame.getString("contact"));
      case "nack" -> done.tryFail("nack " + frame.getString("code"));
      default -> {}
    }
  }

  private static void write(ClientWebSocket socket, JsonObject frame) {
    if (!socket.isClosed()) {
      socket.writeTextMessage(frame.encode()).onFailure(_ -> {});
    }
  }
}
