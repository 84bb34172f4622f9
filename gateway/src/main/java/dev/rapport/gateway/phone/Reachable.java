package dev.rapport.gateway.phone;

import dev.rapport.gateway.unit.EventListener;
import dev.rapport.gateway.unit.RoutingUnit;
import dev.rapport.routing.AgentId;
import dev.rapport.routing.AgentView;
import dev.rapport.routing.ChannelId;
import dev.rapport.routing.Command;
import dev.rapport.routing.Event;
import dev.rapport.routing.Outcome;
import dev.rapport.routing.RoutingCore;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Whose telephone is there. The core is told, so that nobody is offered a call that would ring
/// nowhere. On the unit's context.
public final class Reachable implements EventListener {
  private static final Logger LOG = LoggerFactory.getLogger(Reachable.class);

  /// Told at once; the core takes no more commands than so many times ten.
  private static final int AT_ONCE = 2_000;

  private static final long AGAIN_MS = 1_000;

  private final Context context;
  private final RoutingUnit unit;
  private final Predicate<AgentId> always;

  /// What the switch has said, by agent.
  private final Map<AgentId, Boolean> said = new HashMap<>();

  private boolean begun;
  private boolean telling;

  /// @param context the unit's
  /// @param always whose telephone is taken to be there until the switch says otherwise
  public Reachable(Context context, RoutingUnit unit, Predicate<AgentId> always) {
    this.context = context;
    this.unit = unit;
    this.always = always;
  }

  /// Calls are taken here from now on.
  public void begin(RoutingCore core) {
    begun = true;
    telling = false;
    tell(core);
  }

  /// A telephone came or went.
  void changed(String endpoint, boolean reachable) {
    AgentId id = new AgentId(endpoint);
    said.put(id, reachable);
    if (begun && !telling) {
      unit.ask(core -> {
        AgentView agent = core.agent(id);
        return agent != null && wrong(agent) && tell(List.of(id));
      });
    }
  }

  @Override
  public void happened(long sequence, long at, Event event, RoutingCore core) {
    if (event instanceof Event.PlanSaved) {
      rebuilt(core);
    }
  }

  @Override
  public void rebuilt(RoutingCore core) {
    if (begun && !telling) {
      tell(core);
    }
  }

  private boolean here(AgentId agent) {
    return said.getOrDefault(agent, always.test(agent));
  }

  private boolean wrong(AgentView agent) {
    return here(agent.profile().id()) == agent.unreached().contains(ChannelId.PHONE);
  }

  /// All of whom the core believes something else.
  private boolean tell(RoutingCore core) {
    List<AgentId> wrong = new ArrayList<>();
    for (AgentView agent : core.agents()) {
      if (wrong.size() < AT_ONCE && wrong(agent)) {
        wrong.add(agent.profile().id());
      }
    }
    return !wrong.isEmpty() && tell(wrong);
  }

  /// Then looks whether that was all.
  private boolean tell(List<AgentId> agents) {
    telling = true;
    List<Future<Outcome>> told = new ArrayList<>();
    for (AgentId agent : agents) {
      told.add(unit.submit(new Command.TellReach(agent, ChannelId.PHONE, here(agent))));
    }
    Future.join(told)
        .onComplete(done -> {
          if (done.succeeded()) {
            lookAgain();
          } else {
            LOG.warn("not all telephones are known: {}", done.cause().getMessage());
            context.owner().setTimer(AGAIN_MS, _ -> lookAgain());
          }
        });
    return true;
  }

  /// A unit that has ended answers nothing, and that is the end of it.
  private void lookAgain() {
    unit.ask(core -> {
      telling = false;
      return tell(core);
    });
  }
}
