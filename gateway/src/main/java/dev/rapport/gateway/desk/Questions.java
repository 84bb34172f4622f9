package dev.rapport.gateway.desk;

import dev.rapport.gateway.wire.Names;
import dev.rapport.routing.AgentId;
import dev.rapport.routing.Consult;
import dev.rapport.routing.ContactId;
import dev.rapport.routing.ContactState;
import dev.rapport.routing.ContactView;
import dev.rapport.routing.RoutingCore;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The questions to colleagues that are open, and the contacts they are about. On the hub's
/// context.
final class Questions {
  private final Map<ContactId, Asked> open = new HashMap<>();

  /// @param by the name of who asks
  /// @param why in their words; null when it was asked before the process started
  record Asked(Consult consult, String by, @Nullable String why) {
    /// What a colleague reads of it, on the screen pop of the contact it is about.
    JsonObject on(JsonObject pop, ContactId question) {
      return pop.put("contact", pop.getJsonObject("contact").copy().put("id", question.value()))
          .put("questionAbout", consult.about().value())
          .put("questionBy", by)
          .put("questionWhy", why);
    }
  }

  void began(ContactId question, Asked asked) {
    open.put(question, asked);
  }

  void over(ContactId question) {
    open.remove(question);
  }

  /// Null when the contact is no question.
  @Nullable Asked of(ContactId contact) {
    return open.get(contact);
  }

  void rebuilt(RoutingCore core) {
    open.clear();
    core.briefs()
        .forEach(view -> {
          Consult consult = view.consult();
          if (consult != null) {
            String by = Names.of(core, consult.asker());
            open.put(view.facts().id(), new Asked(consult, by, null));
          }
        });
  }

  /// How the questions of an agent stand, as the frames said it.
  JsonArray askedBy(AgentId agent, RoutingCore core) {
    JsonArray asked = new JsonArray();
    open.forEach((question, one) -> {
      Consult consult = one.consult();
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
