package dev.rapport.gateway.together;

import dev.rapport.routing.AgentId;
import dev.rapport.routing.Command;
import dev.rapport.routing.ContactId;
import dev.rapport.storage.CommandText;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/// What a gateway wants of the one that leads.
sealed interface Wanted {
  /// Begins what is none of the core's; its commands are objects with another first field.
  String HOLD = "{\"wanted\":\"hold\"";

  /// A decision of the core.
  record Decision(Command command) implements Wanted {}

  /// That a caller hears music, or his agent again: of calls the core knows nothing.
  record Hold(AgentId agent, ContactId contact, boolean on) implements Wanted {}

  /// Whether twice is the same as once: what says how things are, and not what is to be done about
  /// it.
  default boolean sameTwice() {
    return switch (this) {
      case Hold _ -> true;
      case Decision(Command command) ->
          command instanceof Command.Connect
              || command instanceof Command.Disconnect
              || command instanceof Command.CustomerBack
              || command instanceof Command.CustomerAway
              || command instanceof Command.Arrive;
    };
  }

  default String write(CommandText text) {
    return switch (this) {
      case Decision(Command command) -> text.write(command);
      case Hold(AgentId agent, ContactId contact, boolean on) ->
          new JsonObject()
              .put("wanted", "hold")
              .put("agent", agent.value())
              .put("contact", contact.value())
              .put("on", on)
              .encode();
    };
  }

  /// Null for what a newer version wants.
  static @Nullable Wanted read(CommandText text, String words) {
    try {
      if (!words.startsWith(HOLD)) {
        return new Decision(text.read(words));
      }
      JsonObject json = new JsonObject(words);
      return new Hold(
          new AgentId(json.getString("agent")),
          new ContactId(json.getString("contact")),
          json.getBoolean("on"));
    } catch (IllegalArgumentException
        | DecodeException
        | ClassCastException
        | NullPointerException e) {
      return null;
    }
  }
}
