package dev.rapport.gateway.together;

import dev.rapport.gateway.unit.Turns;
import dev.rapport.storage.GatewayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Which other gateways are here, and whether Redis brings them anything. In the turns of
/// [Together].
final class Roster {
  private static final Logger LOG = LoggerFactory.getLogger(Roster.class);

  /// Whoever has not said for so long that they are here is gone.
  static final long GONE_AFTER_MS = 3_000;

  private final Turns turns;
  private final GatewayList gateways;
  private final String self;
  private final BooleanSupplier leads;
  private final Runnable somebodyWent;
  private Set<String> others = Set.of();
  private volatile boolean allHear = true;
  private boolean looking;

  /// @param leads whether this gateway does: it sees to those that are gone
  /// @param somebodyWent called when it leads and another is gone
  Roster(
      Turns turns,
      GatewayList gateways,
      String self,
      BooleanSupplier leads,
      Runnable somebodyWent) {
    this.turns = turns;
    this.gateways = gateways;
    this.self = self;
    this.leads = leads;
    this.somebodyWent = somebodyWent;
  }

  /// Before anything is looked at: who was here first is known from the first word on. Blocks.
  void begin() {
    seen(gateways.all());
  }

  boolean alone() {
    return others.isEmpty();
  }

  /// From any thread.
  boolean allHear() {
    return allHear;
  }

  void look() {
    if (looking) {
      return;
    }
    looking = true;
    turns
        .blocking(gateways::all)
        .onComplete(read -> {
          looking = false;
          if (read.succeeded()) {
            seen(read.result());
          }
        });
  }

  private void seen(List<GatewayList.Gateway> all) {
    Set<String> here = new HashSet<>();
    boolean hear = true;
    for (GatewayList.Gateway gateway : all) {
      if (gateway.id().equals(self)) {
        continue;
      }
      if (gateway.silentMs() <= GONE_AFTER_MS) {
        here.add(gateway.id());
        hear &= gateway.hears();
      } else if (leads.getAsBoolean()) {
        var _ = gateways.gone(gateway.id());
      }
    }
    boolean went = !here.containsAll(others);
    others = here;
    allHear = hear;
    if (went && leads.getAsBoolean()) {
      LOG.warn("a gateway is gone; here are {}", here);
      somebodyWent.run();
    }
  }
}
