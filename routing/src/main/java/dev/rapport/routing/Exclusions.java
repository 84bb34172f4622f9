package dev.rapport.routing;

import dev.rapport.routing.Decision.Exclusion;
import dev.rapport.routing.Decision.Reason;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Why agents could not be offered a contact.
final class Exclusions {
  /// Why an agent is offered nothing at all.
  enum Absence {
    OFFLINE(0),
    DISCONNECTED(1),
    AWAY(2);

    /// Where it is counted.
    final int place;

    Absence(int place) {
      this.place = place;
    }
  }

  private final int[] counts = new int[Reason.ALL.size()];
  private final Map<Reason, List<AgentId>> names = new EnumMap<>(Reason.class);

  /// The first reason that keeps an agent from a contact; null when nothing does.
  static @Nullable Reason reason(AgentLife agent, ContactLife contact) {
    ContactKind kind = contact.kind;
    if (!agent.kind.serves(kind.need().queue())) {
      return Reason.NOT_IN_QUEUE;
    }
    if (!agent.kind.satisfies(kind.need().requirement())) {
      return Reason.NOT_SKILLED;
    }
    if (agent.kind.cap(kind.channel()) == 0) {
      return Reason.CHANNEL_OFF;
    }
    if (!agent.takes()) {
      return switch (absence(agent)) {
        case OFFLINE -> Reason.OFFLINE;
        case DISCONNECTED -> Reason.DISCONNECTED;
        case AWAY -> Reason.AWAY;
      };
    }
    if (contact.closedTo(agent.id())) {
      return Reason.BARRED;
    }
    return room(agent.kind, agent.load, kind);
  }

  static @Nullable Reason room(AgentKind agent, Load load, ContactKind contact) {
    if (!load.withinCapacity(agent, contact.channel(), contact.rules())) {
      return Reason.AT_CAPACITY;
    }
    return load.hasRoom(agent, contact.channel(), contact.rules()) ? null : Reason.CHANNEL_FULL;
  }

  static Absence absence(AgentLife agent) {
    if (agent.presence instanceof Presence.Offline) {
      return Absence.OFFLINE;
    }
    return agent.connected() ? Absence.AWAY : Absence.DISCONNECTED;
  }

  /// Looks at every agent, by id.
  ///
  /// @param ranked how many agents the decision already speaks of
  /// @param others the reason for those who had room all the same
  static List<Exclusion> named(Centre centre, ContactLife contact, int ranked, Reason others) {
    Exclusions exclusions = new Exclusions();
    boolean byName = centre.rules.plan().agents().size() <= Decision.NAMED_AGENTS;
    int withRoom = 0;
    for (AgentLife agent : centre.agents.values()) {
      Reason reason = agent.retired ? null : reason(agent, contact);
      if (reason != null && byName) {
        exclusions.name(reason, agent.id());
      } else if (reason != null) {
        exclusions.count(reason, 1);
      } else if (!agent.retired) {
        withRoom++;
      }
    }
    exclusions.count(others, withRoom - ranked);
    return exclusions.list();
  }

  void count(Reason reason, int agents) {
    counts[reason.place] += agents;
  }

  void name(Reason reason, AgentId agent) {
    count(reason, 1);
    names.computeIfAbsent(reason, _ -> new ArrayList<>()).add(agent);
  }

  List<Exclusion> list() {
    List<Exclusion> list = new ArrayList<>();
    for (Reason reason : Reason.ALL) {
      int count = counts[reason.place];
      if (count > 0) {
        list.add(new Exclusion(reason, count, names.getOrDefault(reason, List.of())));
      }
    }
    return list;
  }
}
