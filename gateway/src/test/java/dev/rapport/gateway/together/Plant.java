package dev.rapport.gateway.together;

import dev.rapport.gateway.unit.Decided;
import dev.rapport.gateway.unit.LogReader;
import dev.rapport.gateway.unit.RoutingUnit;
import dev.rapport.routing.Command;
import dev.rapport.routing.EventLog;
import io.vertx.core.Future;

/// What a simulated gateway works with, as it should be. A bug that is planted changes one of them.
class Plant {
  /// The log as it was opened.
  EventLog log(SimulatedLog right) {
    return right;
  }

  LogReader reader(LogReader right) {
    return right;
  }

  /// What the gateway has in common with others.
  Ground ground(Ground right) {
    return right;
  }

  /// Under which epoch the log is opened.
  ///
  /// @param present the one in the database
  long epoch(long taken, long present) {
    return taken;
  }

  /// This gateway decides from now on.
  void leads(RoutingUnit unit) {}

  /// A command that this gateway is to decide.
  Future<Decided> decide(RoutingUnit unit, Command command) {
    return unit.decide(command);
  }
}
