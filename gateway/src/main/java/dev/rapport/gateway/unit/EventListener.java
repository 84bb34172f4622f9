package dev.rapport.gateway.unit;

import dev.rapport.routing.Event;
import dev.rapport.routing.RoutingCore;

/// Hears what happened, in order, once it is durable; always on the unit's context.
public interface EventListener {
  /// @param core for reading, on this thread and now only; it may already be ahead of the event
  void happened(long sequence, long at, Event event, RoutingCore core);

  /// The state was read anew from the log: whatever was derived from earlier events is stale.
  void rebuilt(RoutingCore core);
}
