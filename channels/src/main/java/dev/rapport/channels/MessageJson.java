package dev.rapport.channels;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/// A message as the API shows it: the schema `Message` of the HTTP and the socket descriptions.
public final class MessageJson {

  private MessageJson() {}

  public static JsonObject of(Message message) {
    JsonObject json =
        new JsonObject()
            .put("seq", message.seq())
            .put("id", message.id())
            .put("contact", message.contact())
            .put("channel", message.channel().wireName())
            .put("author", message.author().wireName())
            .put("name", message.name())
            .put("subject", message.subject())
            .put("text", message.text())
            .put("at", message.at());
    if (!message.answers().isEmpty()) {
      JsonArray answers = new JsonArray();
      message.answers().forEach(answer -> answers.add(of(answer)));
      json.put("answers", answers);
    }
    if (!message.attachments().isEmpty()) {
      JsonArray attachments = new JsonArray();
      message.attachments().forEach(attachment -> attachments.add(of(attachment)));
      json.put("attachments", attachments);
    }
    return json;
  }

  public static JsonObject of(OfferedAnswer answer) {
    return new JsonObject()
        .put("article", answer.article())
        .put("title", answer.title())
        .put("excerpt", answer.excerpt())
        .put("confidence", answer.confidence());
  }

  private static JsonObject of(Attachment attachment) {
    return new JsonObject()
        .put("name", attachment.name())
        .put("type", attachment.type())
        .put("size", attachment.size());
  }
}
