package dev.rapport.gateway.desk;

import dev.rapport.gateway.unit.RoutingUnit;
import dev.rapport.routing.AgentId;
import dev.rapport.routing.ContactId;
import dev.rapport.routing.RoutingCore;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Telephones that somebody else lets ring: whoever may pick up sees who calls, although nothing is
/// offered to them. Told to the desks that are there, and kept for as long as it rings. On the
/// hub's context.
public final class ElsewhereRings {
  private final DeskHub desks;
  private final RoutingUnit unit;
  private final Map<ContactId, Set<AgentId>> rings = new HashMap<>();

  public ElsewhereRings(DeskHub desks, RoutingUnit unit) {
    this.desks = desks;
    this.unit = unit;
  }

  /// These agents' telephones ring; once for each.
  ///
  /// @return how many more
  public int ring(ContactId contact, Collection<AgentId> agents) {
    int more = 0;
    Set<AgentId> known = rings.computeIfAbsent(contact, _ -> new LinkedHashSet<>());
    for (AgentId agent : agents) {
      if (known.add(agent)) {
        more++;
        desks.stream(agent)
            .put(
                unit.ask(core -> Optional.ofNullable(core.contact(contact)))
                    .compose(view -> desks.pop(contact, view.orElse(null)))
                    .map(pop ->
                        List.of(
                            pop.put("type", "screen_pop"), DeskFrames.call(contact, "ringing"))));
      }
    }
    return more;
  }

  /// It rings no longer. Whoever has the contact keeps it on the screen.
  ///
  /// @param why in words
  /// @return whether it did
  public boolean over(ContactId contact, String why, RoutingCore core) {
    Set<AgentId> told = rings.remove(contact);
    if (told == null) {
      return false;
    }
    var view = core.contact(contact);
    AgentId holder = view == null ? null : view.holder();
    for (AgentId agent : told) {
      if (!agent.equals(holder)) {
        desks.stream(agent).put(DeskFrames.released(contact, why));
      }
    }
    return true;
  }
}
