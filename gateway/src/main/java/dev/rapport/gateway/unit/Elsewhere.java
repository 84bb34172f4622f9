package dev.rapport.gateway.unit;

import dev.rapport.routing.Command;
import io.vertx.core.Future;

/// Where commands are decided while this process does not lead.
@FunctionalInterface
public interface Elsewhere {
  /// Completes with what the leader decided; fails with [UnitUnavailable] when it could not be
  /// asked, or when nobody knows what became of it.
  Future<Decided> submit(Command command);
}
