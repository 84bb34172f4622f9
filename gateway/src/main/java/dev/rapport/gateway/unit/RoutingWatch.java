package dev.rapport.gateway.unit;

import dev.rapport.routing.Decision;
import dev.rapport.routing.Event;
import dev.rapport.routing.RoutingCore;
import dev.rapport.routing.Stuck;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps an eye on the core: sweeps for what is stuck and says so, and counts what going first has
/// cost others since the process started. Read from any thread.
public final class RoutingWatch implements EventListener {
  private static final Logger LOG = LoggerFactory.getLogger(RoutingWatch.class);
  private static final int NAMED = 5;

  private final LongAdder passedOver = new LongAdder();
  private final LongAdder longerBy = new LongAdder();
  private volatile List<Stuck> stuck = List.of();

  @Override
  public void happened(long sequence, long at, Event event, RoutingCore core) {
    if (event instanceof Event.Offered offered) {
      for (Decision.Jump jump : offered.decision().jumps()) {
        passedOver.increment();
        longerBy.add(jump.longerBy());
      }
    }
  }

  @Override
  public void rebuilt(RoutingCore core) {}

  /// Looks for what is stuck. On the unit's context.
  public void sweep(RoutingCore core, long now) {
    stuck = core.stuck(now);
    stuck.stream()
        .limit(NAMED)
        .forEach(found -> LOG.error("stuck: {} {}: {}", found.what(), found.id(), found.words()));
  }

  /// What the last sweep found.
  public List<Stuck> stuck() {
    return stuck;
  }

  /// Contacts over whom a younger one was offered first.
  public long passedOver() {
    return passedOver.sum();
  }

  /// Milliseconds by which they had waited longer, summed.
  public long longerBy() {
    return longerBy.sum();
  }
}
