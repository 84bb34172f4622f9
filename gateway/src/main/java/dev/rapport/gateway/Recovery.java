package dev.rapport.gateway;

import dev.rapport.gateway.settings.PhoneSettings;
import dev.rapport.gateway.settings.Settings;
import dev.rapport.gateway.settings.SettingsException;
import dev.rapport.routing.AgentView;
import dev.rapport.routing.ChannelId;
import dev.rapport.routing.Command;
import dev.rapport.routing.Event;
import dev.rapport.routing.Outcome;
import dev.rapport.routing.Plan;
import dev.rapport.routing.RoutingCore;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Brings the replayed state in line with the world at start: the plan of the settings, and nobody
/// connected. Everybody's grace begins now; who comes back within it keeps what he has (P16).
final class Recovery {
  /// Who saves the plan of the settings.
  private static final String SETTINGS = "settings";

  private static final int PLANS_LOOKED_AT = 200;

  private final Wiring wiring;

  Recovery(Wiring wiring) {
    this.wiring = wiring;
  }

  /// Others may be connected elsewhere when several gateways serve: that is asked of them.
  Future<Void> run() {
    var lastSaved = wiring.log.newestPlan(SETTINGS, PLANS_LOOKED_AT).orElse(null);
    return wiring
        .unit
        .ask(core -> new Found(core, wiring.settings, lastSaved))
        .compose(found -> savePlan(found.plan(), found.changed()).map(found))
        .compose(
            found -> wiring.together == null ? submitAll(found.absent()) : Future.succeededFuture())
        .compose(_ -> wiring.reception.takeUp())
        .mapEmpty();
  }

  /// What has to be mended.
  private record Found(Plan plan, boolean changed, List<Command> absent) {
    /// What supervisors changed while it ran stands until the settings themselves change.
    Found(RoutingCore core, Settings settings, Event.@Nullable PlanSaved lastSaved) {
      this(
          PlanOfSettings.plan(core.plan().version() + 1, settings.plan(), phones(settings)),
          PlanOfSettings.differs(
              lastSaved == null ? core.plan() : lastSaved.plan(),
              settings.plan(),
              phones(settings)),
          absent(core));
    }

    private static @Nullable Set<String> phones(Settings settings) {
      PhoneSettings phone = settings.phone();
      return phone == null
          ? null
          : phone.phones().stream().map(PhoneSettings.Phone::agent).collect(Collectors.toSet());
    }

    private static List<Command> absent(RoutingCore core) {
      List<Command> commands = new ArrayList<>();
      for (AgentView agent : core.agents()) {
        if (agent.connected()) {
          commands.add(new Command.Disconnect(agent.profile().id()));
        }
      }
      commands.add(new Command.CustomersAway(ChannelId.CHAT));
      return commands;
    }
  }

  private Future<?> submitAll(List<Command> commands) {
    return Future.all(commands.stream().map(wiring.unit::submit).toList());
  }

  private Future<?> savePlan(Plan plan, boolean changed) {
    if (!changed) {
      return Future.succeededFuture();
    }
    return wiring
        .unit
        .submit(new Command.SavePlan(plan, SETTINGS))
        .map(outcome -> {
          if (outcome instanceof Outcome.Rejected(_, String detail)) {
            throw new SettingsException(List.of("the plan is refused: " + detail));
          }
          return outcome;
        });
  }
}
