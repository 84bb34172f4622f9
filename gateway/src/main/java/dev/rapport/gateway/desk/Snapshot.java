package dev.rapport.gateway.desk;

import dev.rapport.gateway.wire.Wire;
import dev.rapport.routing.AgentId;
import dev.rapport.routing.AgentView;
import dev.rapport.routing.ChannelId;
import dev.rapport.routing.ContactId;
import dev.rapport.routing.ContactState;
import dev.rapport.routing.ContactView;
import dev.rapport.routing.RoutingCore;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Objects;

/// What an agent's desk shows at one moment of the core.
///
/// @param questions to colleagues, as frames
record Snapshot(
    AgentView agent, List<ContactView> contacts, JsonArray questions, CallStates calls) {

  static Snapshot of(RoutingCore core, AgentId id, JsonArray questions, CallStates calls) {
    AgentView agent = core.agent(id);
    if (agent == null) {
      throw new IllegalArgumentException("the plan has no agent " + id);
    }
    return new Snapshot(
        agent,
        agent.contacts().stream().map(core::contact).filter(Objects::nonNull).toList(),
        questions,
        calls);
  }

  /// A screen pop says so when the customer is not at the other end.
  static JsonObject withWay(JsonObject pop, ContactView.Way way) {
    return switch (way.mode()) {
      case LIVE -> pop;
      case MESSAGE -> pop.put("way", new JsonObject().put("mode", "message"));
      case CALLBACK ->
          pop.put("way", new JsonObject().put("mode", "callback").put("dueAt", way.dueAt()));
    };
  }

  /// @param pops the screen pops of the contacts that could be read
  JsonObject frame(JsonArray pops) {
    JsonArray offers = new JsonArray();
    for (ContactView contact : contacts) {
      ContactState.Rival mine =
          contact.state() instanceof ContactState.Offered offered
              ? offered.to(agent.profile().id())
              : null;
      if (mine != null) {
        offers.add(
            DeskFrames.offer(
                mine.offer(),
                contact.facts().id(),
                contact.facts().channel().value(),
                mine.expiresAt()));
      }
    }
    JsonObject frame =
        DeskFrames.frame("snapshot")
            .put("presence", Wire.presence(agent.presence(), agent.restingSince()));
    if (!agent.next().equals(agent.presence())) {
      frame.put("next", Wire.presence(agent.next(), agent.restingSince()));
    }
    return frame
        .put("unreached", Wire.array(agent.unreached(), ChannelId::value))
        .put("load", agent.used())
        .put("capacity", agent.profile().capacity())
        .put("offers", offers)
        .put("contacts", pops)
        .put("calls", standing())
        .put("questions", questions);
  }

  private JsonArray standing() {
    JsonArray standing = new JsonArray();
    for (ContactView contact : contacts) {
      ContactId id = contact.facts().id();
      String state = calls.of(agent.profile().id(), id);
      if (state != null) {
        standing.add(new JsonObject().put("contact", id.value()).put("state", state));
      }
    }
    return standing;
  }
}
