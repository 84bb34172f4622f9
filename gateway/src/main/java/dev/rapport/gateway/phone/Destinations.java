package dev.rapport.gateway.phone;

import dev.rapport.routing.AgentId;
import dev.rapport.routing.Destination;
import dev.rapport.routing.QueueId;
import dev.rapport.routing.RoutingCore;
import java.util.Optional;

/// Where a phone may hand a caller over to: an agent or a queue by its id.
final class Destinations {
  private Destinations() {}

  static Optional<Destination> of(RoutingCore core, String target) {
    var plan = core.plan();
    for (var agent : plan.agents()) {
      if (agent.id().value().equalsIgnoreCase(target)) {
        return Optional.of(new Destination.ToAgent(new AgentId(agent.id().value())));
      }
    }
    for (var queue : plan.queues()) {
      if (queue.id().value().equalsIgnoreCase(target)) {
        return Optional.of(new Destination.ToQueue(new QueueId(queue.id().value())));
      }
    }
    return Optional.empty();
  }
}
