package dev.rapport.gateway.pbx;

import dev.rapport.routing.AgentId;
import dev.rapport.routing.RoutingCore;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Whose PBX it is, who its people are, and when it is.
///
/// @param users agents' ids by what the PBX calls them
public record Directory(String centre, Map<String, String> users, InstantSource clock) {
  public Directory {
    users = Map.copyOf(users);
  }

  /// Null for somebody who is none of our agents.
  @Nullable AgentId agent(RoutingCore core, String name) {
    String mapped = users.getOrDefault(name, name);
    for (var agent : core.plan().agents()) {
      if (agent.id().value().equalsIgnoreCase(mapped)) {
        return agent.id();
      }
    }
    return null;
  }

  List<AgentId> agents(RoutingCore core, List<String> names) {
    return names.stream().map(name -> agent(core, name)).filter(Objects::nonNull).toList();
  }
}
