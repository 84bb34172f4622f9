package dev.rapport.gateway.wire;

import dev.rapport.routing.AgentId;
import dev.rapport.routing.AgentView;
import dev.rapport.routing.RoutingCore;

/// What agents are called.
public final class Names {
  private Names() {}

  /// The agent's name, or the id of one who has left the plan meanwhile.
  public static String of(RoutingCore core, AgentId agent) {
    AgentView view = core.agent(agent);
    return view == null ? agent.value() : view.profile().name();
  }
}
