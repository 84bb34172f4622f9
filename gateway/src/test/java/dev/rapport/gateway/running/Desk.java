package dev.rapport.gateway.running;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.List;
import java.util.Map;

/// An agent's screen.
final class Desk extends FrameSocket {
  private int commands;

  Desk(HttpClient client, URI desk, String token) {
    super(client, desk, Map.of("Authorization", "Bearer " + token));
  }

  /// Sits down anew; answers the `welcome`, after which the snapshot has come.
  JsonObject hello() {
    send(new JsonObject().put("type", "hello"));
    JsonObject welcome = await("welcome");
    await("snapshot");
    return welcome;
  }

  JsonObject resume(String stream, long last) {
    send(new JsonObject().put("type", "hello").put("stream", stream).put("last", last));
    return await("welcome");
  }

  /// Sends a command and waits for its answer, `done` or `refused`.
  JsonObject command(JsonObject command) {
    String id = System.identityHashCode(this) + "-" + ++commands;
    send(command.put("id", id));
    return answer(id);
  }

  JsonObject answer(String id) {
    return await(
        "answer to " + id,
        f ->
            id.equals(f.getString("id"))
                && List.of("done", "refused").contains(f.getString("type")));
  }

  private JsonObject done(JsonObject command) {
    JsonObject answer = command(command);
    if (!"done".equals(answer.getString("type"))) {
      throw new AssertionError(command.encode() + " was answered " + answer.encode());
    }
    return answer;
  }

  Desk available() {
    done(new JsonObject().put("type", "presence").put("presence", "available"));
    return this;
  }

  Desk away() {
    done(new JsonObject().put("type", "presence").put("presence", "away").put("reason", "lunch"));
    return this;
  }

  JsonObject of(String type, String contact) {
    return await(
        type + " of " + contact,
        f -> type.equals(f.getString("type")) && contact.equals(contact(f)));
  }

  /// The contact a frame is about; empty when it is about none.
  static String contact(JsonObject frame) {
    return switch (frame.getValue("contact")) {
      case String id -> id;
      case JsonObject card -> card.getString("id");
      case null, default -> "";
    };
  }

  /// Waits for the offer of the contact and accepts it.
  void accept(String contact) {
    long offer = of("offer", contact).getLong("offer");
    done(new JsonObject().put("type", "accept").put("offer", offer));
    of("assigned", contact);
  }

  void decline(String contact) {
    long offer = of("offer", contact).getLong("offer");
    done(new JsonObject().put("type", "decline").put("offer", offer).put("reason", "not for me"));
  }

  JsonObject reply(String contact, String text) {
    return done(new JsonObject().put("type", "reply").put("contact", contact).put("text", text));
  }

  void finish(String contact) {
    done(new JsonObject().put("type", "finish").put("contact", contact));
    of("wrap_up", contact);
  }

  JsonObject complete(String contact) {
    done(
        new JsonObject()
            .put("type", "complete")
            .put("contact", contact)
            .put("disposition", "answered")
            .put("note", "a friendly one"));
    return of("ended", contact);
  }
}
