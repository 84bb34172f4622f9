package dev.rapport.gateway.desk;

import dev.rapport.gateway.wire.Names;
import dev.rapport.routing.ContactId;
import dev.rapport.routing.Event;
import dev.rapport.routing.RoutingCore;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Who passed a contact on and in which words, for whoever has it next; until it ends. What was
/// said before this process led is read from the log, once for each contact. On the hub's context.
final class PassedOn {
  private long since = Long.MAX_VALUE;

  /// Empty for a contact that the log says was not passed on.
  private final Map<ContactId, Optional<Note>> notes = new HashMap<>();

  private record Note(String by, String why) {}

  /// From now on everything is heard.
  ///
  /// @param now epoch milliseconds
  void rebuilt(long now) {
    notes.clear();
    since = now;
  }

  void transferred(Event.Transferred event, RoutingCore core) {
    notes.put(event.contact(), Optional.of(new Note(Names.of(core, event.agent()), event.why())));
  }

  void ended(ContactId contact) {
    notes.remove(contact);
  }

  /// Whether the log has to be asked.
  boolean isUnread(ContactId contact, JsonObject pop) {
    long arrivedAt = pop.getJsonObject("contact").getLong("arrivedAt", 0L);
    return arrivedAt <= since && !notes.containsKey(contact);
  }

  /// What the log has; something heard meanwhile is newer.
  void read(ContactId contact, Optional<Event.Transferred> last, RoutingCore core) {
    notes.putIfAbsent(
        contact, last.map(event -> new Note(Names.of(core, event.agent()), event.why())));
  }

  JsonObject on(JsonObject pop, ContactId contact) {
    return notes
        .getOrDefault(contact, Optional.empty())
        .map(note ->
            pop.put("passedOn", new JsonObject().put("by", note.by()).put("why", note.why())))
        .orElse(pop);
  }
}
