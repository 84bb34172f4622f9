package dev.rapport.gateway.desk;

import dev.rapport.gateway.wire.Names;
import dev.rapport.routing.AgentId;
import dev.rapport.routing.Consult;
import dev.rapport.routing.ContactId;
import dev.rapport.routing.ContactState;
import dev.rapport.routing.ContactView;
import dev.rapport.routing.RoutingCore;
import io.vertx.core.json.JsonArray;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The questions to colleagues that are open, and the contacts they are about. On the hub's
/// context.
final class Questions {
  private final Map<ContactId, Consult> open = new HashMap<>();

  void began(ContactId question, Consult consult) {
    open.put(question, consult);
  }

  void over(ContactId question) {
    open.remove(question);
  }

  /// Null when the contact is no question.
  @Nullable Consult of(ContactId contact) {
    return open.get(contact);
  }

  void rebuilt(RoutingCore core) {
    open.clear();
    core.contacts()
        .forEach(view -> {
          Consult consult = view.way().consult();
          if (consult != null) {
            open.put(view.facts().id(), consult);
          }
        });
  }

  /// How the questions of an agent stand, as the frames said it.
  JsonArray askedBy(AgentId agent, RoutingCore core) {
    JsonArray asked = new JsonArray();
    open.forEach((question, consult) -> {
      if (consult.asker().equals(agent)) {
        ContactView view = core.contact(question);
        boolean taken = view != null && view.state() instanceof ContactState.Assigned;
        AgentId by = view == null ? null : view.holder();
        asked.add(
            DeskFrames.consult(
                consult.about(),
                question,
                taken ? "accepted" : "asked",
                taken && by != null ? Names.of(core, by) : null));
      }
    });
    return asked;
  }
}
