package dev.rapport.gateway.phone;

import dev.rapport.gateway.unit.EventListener;
import dev.rapport.gateway.unit.RoutingUnit;
import dev.rapport.routing.AgentId;
import dev.rapport.routing.AgentView;
import dev.rapport.routing.ChannelId;
import dev.rapport.routing.Command;
import dev.rapport.routing.Event;
import dev.rapport.routing.RoutingCore;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Whose telephone is there. The core is told, so that nobody is offered a call that would ring
/// nowhere. On the unit's context.
final class Reachable implements EventListener {
  private static final Logger LOG = LoggerFactory.getLogger(Reachable.class);

  private final RoutingUnit unit;
  private final Predicate<AgentId> always;

  /// What the switch has said, by agent.
  private final Map<AgentId, Boolean> said = new HashMap<>();

  private boolean begun;

  /// @param always whose telephone is taken to be there until the switch says otherwise
  Reachable(RoutingUnit unit, Predicate<AgentId> always) {
    this.unit = unit;
    this.always = always;
  }

  /// Calls are taken here from now on.
  void begin(RoutingCore core) {
    begun = true;
    compare(core);
  }

  /// A telephone came or went.
  void changed(String endpoint, boolean reachable) {
    said.put(new AgentId(endpoint), reachable);
    if (begun) {
      unit.ask(core -> {
        compare(core);
        return true;
      });
    }
  }

  @Override
  public void happened(long sequence, long at, Event event, RoutingCore core) {
    if (begun && event instanceof Event.PlanSaved) {
      compare(core);
    }
  }

  @Override
  public void rebuilt(RoutingCore core) {
    if (begun) {
      compare(core);
    }
  }

  private void compare(RoutingCore core) {
    for (AgentView agent : core.agents()) {
      AgentId id = agent.profile().id();
      boolean here = said.getOrDefault(id, always.test(id));
      if (here == agent.unreached().contains(ChannelId.PHONE)) {
        unit.submit(new Command.TellReach(id, ChannelId.PHONE, here))
            .onFailure(e -> LOG.warn("the telephone of {} is not known: {}", id, e.getMessage()));
      }
    }
  }
}
