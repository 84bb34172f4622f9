package dev.rapport.gateway.desk;

import dev.rapport.routing.Presence;
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

  record SetPresence(String id, Presence presence) implements DeskFrame {}

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
        fields.only(Set.of("type", "id", "presence", "reason"));
        yield new SetPresence(fields.id(), presence(fields));
      }
      default -> throw new Malformed("there is no frame of type '" + type + "'");
    };
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
