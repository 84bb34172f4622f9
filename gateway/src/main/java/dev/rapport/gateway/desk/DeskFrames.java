package dev.rapport.gateway.desk;

import dev.rapport.channels.Message;
import dev.rapport.channels.MessageJson;
import dev.rapport.customers.learning.Promise;
import dev.rapport.gateway.wire.Wire;
import dev.rapport.routing.AgentId;
import dev.rapport.routing.ChannelId;
import dev.rapport.routing.ContactId;
import dev.rapport.routing.Fate;
import dev.rapport.routing.OfferId;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The frames to a desk, as `/asyncapi.yaml` has them; number and time are put on by the stream.
final class DeskFrames {
  private DeskFrames() {}

  static JsonObject frame(String type) {
    return new JsonObject().put("type", type);
  }

  static JsonObject welcome(String stream, long n, boolean resumed, AgentId agent, String name) {
    return frame("welcome")
        .put("stream", stream)
        .put("n", n)
        .put("resumed", resumed)
        .put("agent", new JsonObject().put("id", agent.value()).put("name", name));
  }

  static JsonObject offer(OfferId offer, ContactId contact, String channel, long expiresAt) {
    return frame("offer")
        .put("offer", offer.number())
        .put("contact", contact.value())
        .put("channel", channel)
        .put("expiresAt", expiresAt);
  }

  static JsonObject offerEnded(OfferId offer, ContactId contact, String outcome) {
    return frame("offer_ended")
        .put("offer", offer.number())
        .put("contact", contact.value())
        .put("outcome", outcome);
  }

  static JsonObject assigned(ContactId contact) {
    return frame("assigned").put("contact", contact.value());
  }

  static JsonObject message(String contact, Message message) {
    return frame("message")
        .put("contact", contact)
        .put("conversation", message.conversation())
        .put("message", MessageJson.of(message));
  }

  static JsonObject customer(ContactId contact, String presence) {
    return frame("customer").put("contact", contact.value()).put("presence", presence);
  }

  static JsonObject call(ContactId contact, String state) {
    return frame("call").put("contact", contact.value()).put("state", state);
  }

  static JsonObject promise(Promise promise, Promise.Standing standing) {
    return frame("promise")
        .put("promise", promise.id())
        .put("customer", promise.customer())
        .put("what", promise.deed().what())
        .put("dueAt", promise.dueAt())
        .put("deadline", promise.deadline())
        .put("standing", Wire.name(standing));
  }

  static JsonObject wrapUp(ContactId contact, long until) {
    return frame("wrap_up").put("contact", contact.value()).put("until", until);
  }

  static JsonObject released(ContactId contact, String why) {
    return frame("released").put("contact", contact.value()).put("why", why);
  }

  static JsonObject ended(ContactId contact, Fate fate) {
    return frame("ended").put("contact", contact.value()).put("fate", Wire.fate(fate));
  }

  static JsonObject presence(JsonObject presence) {
    return frame("presence").put("presence", presence);
  }

  static JsonObject reach(List<ChannelId> unreached) {
    return frame("reach").put("unreached", Wire.array(unreached, ChannelId::value));
  }

  static JsonObject consult(
      ContactId about, ContactId question, String state, @Nullable String agentName) {
    return frame("consult")
        .put("contact", about.value())
        .put("question", question.value())
        .put("state", state)
        .put("agentName", agentName);
  }

  static JsonObject done(String command) {
    return frame("done").put("id", command);
  }

  static JsonObject refused(@Nullable String command, String code, String detail) {
    return frame("refused").put("id", command).put("code", code).put("detail", detail);
  }
}
