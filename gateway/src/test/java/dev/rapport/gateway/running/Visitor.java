package dev.rapport.gateway.running;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.Map;

/// A customer in a chat.
final class Visitor extends FrameSocket {
  private int said;

  Visitor(HttpClient client, URI chat) {
    super(client, chat, Map.of());
  }

  /// A new visitor; answers the `welcome`.
  JsonObject hello(JsonObject who) {
    send(who.put("type", "hello"));
    return await("welcome");
  }

  /// Says it and waits until it is durable; answers the `ack`.
  JsonObject say(String text) {
    return say("m" + ++said, text, false);
  }

  JsonObject sayToPerson(String text) {
    return say("m" + ++said, text, true);
  }

  JsonObject say(String id, String text, boolean person) {
    long before = acks(id);
    var frame = new JsonObject().put("type", "say").put("id", id).put("text", text);
    send(person ? frame.put("person", true) : frame);
    return await(
        "ack of " + id,
        f ->
            "ack".equals(f.getString("type")) && id.equals(f.getString("id")) && acks(id) > before);
  }

  private long acks(String id) {
    return frames().stream()
        .filter(f -> "ack".equals(f.getString("type")) && id.equals(f.getString("id")))
        .count();
  }

  JsonObject status(String state) {
    return await(
        "status " + state,
        f -> "status".equals(f.getString("type")) && state.equals(f.getString("state")));
  }

  /// The message of that author with that text.
  JsonObject message(String author, String text) {
    return await(
            "message of " + author,
            f ->
                "message".equals(f.getString("type"))
                    && author.equals(f.getJsonObject("message").getString("author"))
                    && f.getJsonObject("message").getString("text").contains(text))
        .getJsonObject("message");
  }
}
