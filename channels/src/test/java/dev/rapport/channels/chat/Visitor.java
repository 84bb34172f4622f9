package dev.rapport.channels.chat;

import dev.rapport.channels.Wait;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullUnmarked;

/// A visitor's page: a real WebSocket, whose frames are taken one by one.
@NullUnmarked
final class Visitor implements AutoCloseable {

  private static final long PATIENCE_SECONDS = 20;

  final WebSocket socket;
  final BlockingQueue<JsonObject> frames = new LinkedBlockingQueue<>();
  final CompletableFuture<Integer> closed = new CompletableFuture<>();

  private final WebSocketClient client;

  Visitor(Vertx vertx, int port) {
    client = vertx.createWebSocketClient();
    socket = Wait.until(client.connect(port, "localhost", "/api/v1/chat"));
    socket.textMessageHandler(text -> frames.add(new JsonObject(text)));
    socket.closeHandler(_ -> closed.complete(code(socket.closeStatusCode())));
  }

  private static int code(Short status) {
    return status == null ? 1006 : status;
  }

  Visitor send(JsonObject frame) {
    socket.writeTextMessage(frame.encode());
    return this;
  }

  Visitor hello(JsonObject more) {
    return send(new JsonObject().put("type", "hello").mergeIn(more));
  }

  Visitor say(String id, String text) {
    return send(new JsonObject().put("type", "say").put("id", id).put("text", text));
  }

  /// The next frame, pings aside.
  JsonObject next() {
    while (true) {
      JsonObject frame;
      try {
        frame = frames.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      if (frame == null) {
        throw new AssertionError("no frame came");
      }
      if (!"ping".equals(frame.getString("type"))) {
        return frame;
      }
    }
  }

  JsonObject next(String type) {
    JsonObject frame = next();
    if (!type.equals(frame.getString("type"))) {
      throw new AssertionError("expected " + type + ", got " + frame.encode());
    }
    return frame;
  }

  int closeCode() {
    return closed.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
  }

  @Override
  public void close() {
    Wait.until(client.close());
  }
}
