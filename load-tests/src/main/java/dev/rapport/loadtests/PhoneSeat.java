package dev.rapport.loadtests;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// The desk of an agent whose calls come by telephone: it sits there, tells what it sees, and wraps
/// up at once. The telephone does the rest.
final class PhoneSeat {
  private final String agent;
  private final Seen seen;
  private final CompletableFuture<Void> available = new CompletableFuture<>();
  private CompletionStage<Void> sending = CompletableFuture.completedFuture(null);
  private final CompletableFuture<WebSocket> socket = new CompletableFuture<>();
  private long commands;

  private PhoneSeat(String agent, Seen seen) {
    this.agent = agent;
    this.seen = seen;
  }

  /// Completes when the agent is available.
  static CompletionStage<PhoneSeat> open(HttpClient http, Target target, Login login, Seen seen) {
    PhoneSeat seat = new PhoneSeat(login.agent(), seen);
    URI desk = URI.create("ws://%s:%d/api/v1/desk".formatted(target.host(), target.httpPort()));
    return http.newWebSocketBuilder()
        .header("Authorization", "Bearer " + login.token())
        .buildAsync(desk, seat.new Ears())
        .thenCompose(_ -> seat.available)
        .thenApply(_ -> seat);
  }

  record Login(String agent, String token) {}

  /// Told each frame.
  interface Seen {
    /// @param at nanoseconds, when its last part came
    void frame(JsonObject frame, long at);
  }

  /// Takes calls, or takes none.
  void presence(String presence) {
    JsonObject set = new JsonObject().put("type", "presence").put("presence", presence);
    command(presence.equals("away") ? set.put("reason", "lunch") : set);
  }

  void close() {
    var _ = socket.thenAccept(WebSocket::abort);
  }

  private synchronized void command(JsonObject command) {
    send(command.put("id", agent + "-" + ++commands));
  }

  private synchronized void send(JsonObject frame) {
    sending =
        sending
            .thenCombine(socket, (_, open) -> open)
            .thenCompose(open -> open.sendText(frame.encode(), true))
            .thenApply(_ -> null);
  }

  private void heard(JsonObject frame, long at) {
    seen.frame(frame, at);
    switch (frame.getString("type")) {
      case "snapshot" -> presence("available");
      case "done" -> available.complete(null);
      case "ping" -> send(new JsonObject().put("type", "pong"));
      case "wrap_up" ->
          command(
              new JsonObject()
                  .put("type", "complete")
                  .put("contact", frame.getString("contact"))
                  .put("disposition", "solved"));
      default -> {}
    }
  }

  private final class Ears implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public void onOpen(WebSocket opened) {
      socket.complete(opened);
      send(new JsonObject().put("type", "hello"));
      opened.request(1);
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
      text.append(part);
      if (last) {
        long at = System.nanoTime();
        JsonObject frame = new JsonObject(text.toString());
        text.setLength(0);
        heard(frame, at);
      }
      from.request(1);
      return CompletableFuture.completedFuture(null);
    }
  }
}
