package dev.rapport.gateway.desk;

import dev.rapport.routing.AgentId;
import dev.rapport.routing.Destination;
import dev.rapport.routing.Presence;
import dev.rapport.routing.QueueId;
import io.vertx.core.json.JsonObject;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A command from a desk, as `/asyncapi.yaml` has it.
sealed interface DeskFrame {
  /// The client's own id of the command.
  String id();

  record Accept(String id, long offer) implements DeskFrame {}

  record Decline(String id, long offer, String reason) implements DeskFrame {}

  record Reply(String id, String contact, String text) implements DeskFrame {}

  /// @param on true puts the caller on hold, false takes him back
  record Hold(String id, String contact, boolean on) implements DeskFrame {}

  record Finish(String id, String contact) implements DeskFrame {}

  record Complete(String id, String contact, @Nullable String disposition, @Nullable String note)
      implements DeskFrame {}

  /// @param next from when the last contact has ended, and not now
  record SetPresence(String id, Presence presence, boolean next) implements DeskFrame {}

  record Unreachable(String id, long offer, String reason) implements DeskFrame {}

  record Transfer(String id, String contact, Destination to, String why) implements DeskFrame {}

  /// Asks a colleague and keeps the contact.
  record Consult(String id, String contact, Destination of, String why) implements DeskFrame {}

  record EndConsult(String id, String contact) implements DeskFrame {}

  record HandOver(String id, String contact) implements DeskFrame {}

  record Dial(String id, String contact) implements DeskFrame {}

  record ExtendWrapUp(String id, String contact, long seconds, String why) implements DeskFrame {}

  /// @param queue null for any that agents pull from
  record Pull(String id, @Nullable String queue) implements DeskFrame {}

  /// What is wrong with a frame, in words for whoever wrote the client.
  final class Malformed extends Exception {
    private static final long serialVersionUID = 1L;

    Malformed(String message) {
      super(message, null, false, false);
    }
  }

  static DeskFrame read(JsonObject json) throws Malformed {
    Fields fields = new Fields(json);
    String type = fields.text("type", 1, 20);
    return switch (type) {
      case "accept" -> {
        fields.only(Set.of("type", "id", "offer"));
        yield new Accept(fields.id(), fields.number("offer"));
      }
      case "decline" -> {
        fields.only(Set.of("type", "id", "offer", "reason"));
        String reason = fields.optional("reason", 200);
        yield new Decline(
            fields.id(), fields.number("offer"), reason == null ? "no reason given" : reason);
      }
      case "reply" -> {
        fields.only(Set.of("type", "id", "contact", "text"));
        yield new Reply(fields.id(), fields.contact(), fields.text("text", 1, 20_000));
      }
      case "finish" -> {
        fields.only(Set.of("type", "id", "contact"));
        yield new Finish(fields.id(), fields.contact());
      }
      case "hold", "resume" -> {
        fields.only(Set.of("type", "id", "contact"));
        yield new Hold(fields.id(), fields.contact(), type.equals("hold"));
      }
      case "complete" -> {
        fields.only(Set.of("type", "id", "contact", "disposition", "note"));
        yield new Complete(
            fields.id(),
            fields.contact(),
            fields.optional("disposition", 200),
            fields.optional("note", 4_000));
      }
      case "presence" -> {
        fields.only(Set.of("type", "id", "presence", "reason", "when"));
        String when = fields.optional("when", 10);
        if (when != null && !when.equals("now") && !when.equals("after")) {
          throw new Malformed("'when' is now or after");
        }
        yield new SetPresence(fields.id(), presence(fields), "after".equals(when));
      }
      default -> readMore(type, fields);
    };
  }

  private static DeskFrame readMore(String type, Fields fields) throws Malformed {
    return switch (type) {
      case "unreachable" -> {
        fields.only(Set.of("type", "id", "offer", "reason"));
        String reason = fields.optional("reason", 200);
        yield new Unreachable(
            fields.id(), fields.number("offer"), reason == null ? "no reason given" : reason);
      }
      case "transfer" -> {
        fields.only(Set.of("type", "id", "contact", "queue", "agent", "why"));
        yield new Transfer(fields.id(), fields.contact(), destination(fields), why(fields));
      }
      case "consult" -> {
        fields.only(Set.of("type", "id", "contact", "queue", "agent", "why"));
        yield new Consult(fields.id(), fields.contact(), destination(fields), why(fields));
      }
      case "end_consult" -> {
        fields.only(Set.of("type", "id", "contact"));
        yield new EndConsult(fields.id(), fields.contact());
      }
      case "hand_over" -> {
        fields.only(Set.of("type", "id", "contact"));
        yield new HandOver(fields.id(), fields.contact());
      }
      case "dial" -> {
        fields.only(Set.of("type", "id", "contact"));
        yield new Dial(fields.id(), fields.contact());
      }
      case "extend_wrap_up" -> {
        fields.only(Set.of("type", "id", "contact", "seconds", "why"));
        yield new ExtendWrapUp(
            fields.id(), fields.contact(), fields.number("seconds"), why(fields));
      }
      case "pull" -> {
        fields.only(Set.of("type", "id", "queue"));
        yield new Pull(fields.id(), fields.optional("queue", 64));
      }
      default -> throw new Malformed("there is no frame of type '" + type + "'");
    };
  }

  private static String why(Fields fields) throws Malformed {
    return fields.text("why", 1, 200);
  }

  private static Destination destination(Fields fields) throws Malformed {
    String queue = fields.optional("queue", 64);
    String agent = fields.optional("agent", 64);
    if ((queue == null) == (agent == null)) {
      throw new Malformed("either 'queue' or 'agent' says where to");
    }
    return queue == null
        ? new Destination.ToAgent(new AgentId(fields.text("agent", 1, 64)))
        : new Destination.ToQueue(new QueueId(queue));
  }

  private static Presence presence(Fields fields) throws Malformed {
    String reason = fields.optional("reason", 100);
    return switch (fields.text("presence", 1, 20)) {
      case "available" -> Presence.available();
      case "away" -> Presence.away(reason == null ? "away" : reason);
      case "offline" -> Presence.offline();
      default -> throw new Malformed("presence is available, away or offline");
    };
  }

  /// Reads the fields of one frame, strictly.
  record Fields(JsonObject json) {
    void only(Set<String> known) throws Malformed {
      for (String name : json.fieldNames()) {
        if (!known.contains(name)) {
          throw new Malformed("there is no field '" + name + "' in this frame");
        }
      }
    }

    String id() throws Malformed {
      return text("id", 1, 64);
    }

    String contact() throws Malformed {
      return text("contact", 1, 64);
    }

    String text(String name, int least, int most) throws Malformed {
      if (json.getValue(name) instanceof String text
          && text.length() >= least
          && text.length() <= most
          && !text.isBlank()) {
        return text;
      }
      throw new Malformed("'%s' is a text of %d to %d characters".formatted(name, least, most));
    }

    @Nullable String optional(String name, int most) throws Malformed {
      Object value = json.getValue(name);
      if (value == null || "".equals(value)) {
        return null;
      }
      return text(name, 1, most);
    }

    long number(String name) throws Malformed {
      Object value = json.getValue(name);
      if ((value instanceof Integer || value instanceof Long) && ((Number) value).longValue() > 0) {
        return ((Number) value).longValue();
      }
      throw new Malformed("'%s' is a positive whole number".formatted(name));
    }
  }
}
