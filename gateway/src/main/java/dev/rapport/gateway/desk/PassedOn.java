package dev.rapport.gateway.desk;

import dev.rapport.gateway.wire.Names;
import dev.rapport.routing.ContactId;
import dev.rapport.routing.Event;
import dev.rapport.routing.RoutingCore;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.Map;

/// Who passed a contact on and in which words, for whoever has it next; until it ends. Kept since
/// the process started, one for each contact that was passed on and is open. On the hub's context.
final class PassedOn {
  private final Map<ContactId, Note> notes = new HashMap<>();

  private record Note(String by, String why) {}

  void transferred(Event.Transferred event, RoutingCore core) {
    notes.put(event.contact(), new Note(Names.of(core, event.agent()), event.why()));
  }

  void ended(ContactId contact) {
    notes.remove(contact);
  }

  JsonObject on(JsonObject pop, ContactId contact) {
    Note note = notes.get(contact);
    return note == null
        ? pop
        : pop.put("passedOn", new JsonObject().put("by", note.by()).put("why", note.why()));
  }
}
