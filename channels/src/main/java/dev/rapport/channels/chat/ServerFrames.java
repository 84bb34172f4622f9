package dev.rapport.channels.chat;

import dev.rapport.channels.Message;
import dev.rapport.channels.MessageJson;
import dev.rapport.channels.Notice;
import dev.rapport.channels.Receipt;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/// Writes the frames a visitor's socket receives.
final class ServerFrames {

  static final String PING = new JsonObject().put("type", "ping").encode();

  private ServerFrames() {}

  static String message(Message message) {
    return new JsonObject()
        .put("type", "message")
        .put("conversation", message.conversation())
        .put("message", MessageJson.of(message))
        .encode();
  }

  static String ack(String id, Message message) {
    return new JsonObject()
        .put("type", "ack")
        .put("id", id)
        .put("seq", message.seq())
        .put("conversation", message.conversation())
        .put("contact", message.contact())
        .encode();
  }

  static String nack(@Nullable String id, Receipt.Refused refused) {
    return nack(id, refused.reason().wireName(), refused.detail(), refused.retryAfterMs());
  }

  static String nack(@Nullable String id, String code, String detail, long retryAfterMs) {
    JsonObject json =
        new JsonObject().put("type", "nack").put("id", id).put("code", code).put("detail", detail);
    if (retryAfterMs > 0) {
      json.put("retryAfterMs", retryAfterMs);
    }
    return json.encode();
  }

  static String status(Notice notice) {
    JsonObject json = new JsonObject().put("type", "status").put("contact", notice.contact());
    return switch (notice.standing()) {
      case Notice.Standing.Answering _ -> json.put("state", "answering").encode();
      case Notice.Standing.Waiting waiting -> waiting(json, waiting).encode();
      case Notice.Standing.Offered _ -> json.put("state", "offered").encode();
      case Notice.Standing.Talking talking ->
          json.put("state", "talking").put("agentName", talking.agentName()).encode();
      case Notice.Standing.Ended ended -> ended(json, ended).encode();
    };
  }

  private static JsonObject waiting(JsonObject json, Notice.Standing.Waiting waiting) {
    json.put("state", "waiting").put("position", waiting.position());
    Notice.Standing.Range likely = waiting.likely();
    if (likely != null) {
      json.put("waitSeconds", new JsonObject().put("from", likely.from()).put("to", likely.to()));
    }
    Notice.Standing.Course course = waiting.course();
    switch (course.way()) {
      case THERE -> {}
      case MESSAGE -> json.put("way", "message");
      case CALLBACK -> json.put("way", "callback");
      case CALL -> json.put("way", "callback").put("numberKnown", true);
    }
    if (course.because() != null) {
      json.put("because", course.because()).put("queueName", course.queue());
    }
    if (course.at() > 0) {
      boolean callback =
          course.way() == Notice.Standing.Way.CALLBACK || course.way() == Notice.Standing.Way.CALL;
      json.put(callback ? "dueAt" : "opensAt", course.at());
    }
    return json;
  }

  private static JsonObject ended(JsonObject json, Notice.Standing.Ended ended) {
    json.put("state", "ended").put("fate", ended.fate());
    if (ended.words() != null) {
      json.put("words", ended.words());
    }
    if (ended.opensAt() > 0) {
      json.put("because", "closed").put("opensAt", ended.opensAt());
    }
    return json;
  }
}
