package dev.rapport.gateway.running;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// One WebSocket of a client: keeps every frame it was sent, in order, answers pings, and waits for
/// frames.
class FrameSocket implements AutoCloseable {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final List<JsonObject> frames = new ArrayList<>();
  private final CompletableFuture<Integer> closed = new CompletableFuture<>();
  private final WebSocket socket;

  /// @param headers such as Authorization
  /// @throws java.util.concurrent.CompletionException when the handshake is refused
  FrameSocket(HttpClient client, URI address, Map<String, String> headers) {
    WebSocket.Builder builder = client.newWebSocketBuilder();
    headers.forEach(builder::header);
    this.socket = Patience.await(builder.buildAsync(address, new Ears()));
  }

  private final class Ears implements WebSocket.Listener {
    private final StringBuilder partial = new StringBuilder();

    @Override
    public @Nullable CompletionStage<?> onText(
        WebSocket webSocket, CharSequence data, boolean last) {
      partial.append(data);
      if (last) {
        heard(webSocket, new JsonObject(partial.toString()));
        partial.setLength(0);
      }
      webSocket.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket webSocket, int code, String reason) {
      gone(code);
      return null;
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
      gone(-1);
    }
  }

  private void heard(WebSocket from, JsonObject frame) {
    if ("ping".equals(frame.getString("type"))) {
      var _ = from.sendText(new JsonObject().put("type", "pong").encode(), true);
    }
    lock.lock();
    try {
      frames.add(frame);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void gone(int code) {
    closed.complete(code);
    lock.lock();
    try {
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  void send(JsonObject frame) {
    text(frame.encode());
  }

  void text(String text) {
    Patience.await(socket.sendText(text, true));
  }

  /// The first frame of all that came that fits; waits for it when it has not come yet.
  JsonObject await(String what, Predicate<JsonObject> fits) {
    long left = Patience.LIMIT.toNanos();
    lock.lock();
    try {
      while (true) {
        for (JsonObject frame : frames) {
          if (fits.test(frame)) {
            return frame;
          }
        }
        if (closed.isDone() || left <= 0) {
          throw new AssertionError("no " + what + " came; these did:\n" + readable());
        }
        left = changed.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    } finally {
      lock.unlock();
    }
  }

  JsonObject await(String type) {
    return await(type, frame -> type.equals(frame.getString("type")));
  }

  private String readable() {
    StringBuilder text = new StringBuilder();
    frames.forEach(frame -> text.append(frame.encode()).append('\n'));
    return text.append("closed: ").append(closed.getNow(0)).toString();
  }

  /// All frames so far, in the order in which they came.
  List<JsonObject> frames() {
    lock.lock();
    try {
      return List.copyOf(frames);
    } finally {
      lock.unlock();
    }
  }

  /// The code the server closed with; waits for it. -1 when the connection was cut.
  int closeCode() {
    return Patience.await(closed);
  }

  /// Cuts the connection without a word, as a lost network does.
  void cut() {
    socket.abort();
  }

  @Override
  public void close() {
    if (!socket.isOutputClosed()) {
      socket.sendClose(WebSocket.NORMAL_CLOSURE, "").exceptionally(_ -> socket).join();
    }
  }
}
