package dev.rapport.gateway.http;

import dev.rapport.gateway.security.Guard;
import dev.rapport.gateway.unit.RoutingUnit;
import dev.rapport.gateway.wire.Problem;
import dev.rapport.gateway.wire.Wire;
import dev.rapport.routing.AgentId;
import dev.rapport.routing.AgentProfile;
import dev.rapport.routing.AgentView;
import dev.rapport.routing.ChannelId;
import dev.rapport.routing.ContactQueue;
import dev.rapport.routing.QueueId;
import dev.rapport.routing.QueueRules.Handout;
import dev.rapport.routing.QueueView;
import dev.rapport.routing.RoutingCore;
import dev.rapport.routing.SkillLevel;
import dev.rapport.storage.Account.Role;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Where a contact can be passed on to, for whoever passes one on; and what an agent can do, for
/// whoever changes it.
final class RosterRoutes {
  private final RoutingUnit unit;
  private final Guard guard;

  RosterRoutes(RoutingUnit unit, Guard guard) {
    this.unit = unit;
    this.guard = guard;
  }

  void mount(Router router) {
    router
        .get("/api/v1/roster")
        .handler(guard.only(Role.values()))
        .handler(context -> answer(context, core -> Optional.of(roster(core))));
    router
        .get("/api/v1/agents/:agent")
        .handler(guard.only(Role.SUPERVISOR, Role.ADMIN))
        .handler(context -> {
          AgentId agent = new AgentId(Body.path(context, "agent"));
          answer(
              context, core -> Optional.ofNullable(core.agent(agent)).map(RosterRoutes::profile));
        });
  }

  private void answer(
      RoutingContext context, Function<RoutingCore, Optional<JsonObject>> question) {
    unit.ask(question)
        .onFailure(context::fail)
        .onSuccess(found ->
            found.ifPresentOrElse(
                json -> Reply.json(context, 200, json),
                () -> context.fail(Problem.notFound("there is no such agent"))));
  }

  private static JsonObject roster(RoutingCore core) {
    Set<QueueId> pulled = new HashSet<>();
    for (ContactQueue queue : core.plan().queues()) {
      if (queue.rules().handout() == Handout.PULL) {
        pulled.add(queue.id());
      }
    }
    return new JsonObject()
        .put("queues", Wire.array(core.queues(), view -> queue(view, pulled.contains(view.id()))))
        .put("agents", Wire.array(core.agents(), RosterRoutes::agent));
  }

  private static JsonObject queue(QueueView view, boolean pull) {
    return new JsonObject()
        .put("id", view.id().value())
        .put("name", view.name())
        .put("open", view.open())
        .put("pull", pull)
        .put("waiting", view.waiting())
        .put("agentsWithRoom", view.agentsWithRoom());
  }

  private static JsonObject agent(AgentView view) {
    AgentProfile profile = view.profile();
    return new JsonObject()
        .put("id", profile.id().value())
        .put("name", profile.name())
        .put("presence", Wire.presence(view.presence(), view.restingSince()))
        .put("connected", view.connected())
        .put("unreached", Wire.array(view.unreached(), ChannelId::value))
        .put("room", Math.max(0, profile.capacity() - view.used()))
        .put("queues", Wire.array(profile.queues(), QueueId::value));
  }

  private static JsonObject profile(AgentView view) {
    return agent(view)
        .put("capacity", view.profile().capacity())
        .put("skills", Wire.array(view.profile().skills(), RosterRoutes::skill));
  }

  private static JsonObject skill(SkillLevel skill) {
    JsonObject json = new JsonObject().put("skill", skill.skill()).put("level", skill.level());
    SkillLevel.Validity valid = skill.valid();
    if (valid != null) {
      json.put("from", valid.from());
      if (valid.until() != SkillLevel.Validity.OPEN) {
        json.put("until", valid.until());
      }
    }
    return json;
  }
}
