package dev.rapport.gateway.unit;

import dev.rapport.routing.Event;
import dev.rapport.routing.RoutingCore;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Whoever hears what happened, in the order in which they came.
final class Listeners {
  private static final Logger LOG = LoggerFactory.getLogger(Listeners.class);

  private final List<EventListener> all = new ArrayList<>();

  void add(EventListener listener) {
    all.add(listener);
  }

  /// @param last the sequence of the last of them
  void tell(long last, long at, List<Event> events, RoutingCore core) {
    long sequence = last - events.size();
    for (Event event : events) {
      sequence++;
      tell(sequence, at, event, core);
    }
  }

  void tell(long sequence, long at, Event event, RoutingCore core) {
    for (EventListener listener : all) {
      try {
        listener.happened(sequence, at, event, core);
      } catch (RuntimeException e) {
        // A listener derives; it must not stop what the centre does.
        LOG.error("a listener failed on event {}", sequence, e);
      }
    }
  }

  void rebuilt(RoutingCore core) {
    all.forEach(listener -> listener.rebuilt(core));
  }
}
