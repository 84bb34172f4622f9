package dev.rapport.routing;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Copies of the state for reading.
final class Views {
  private Views() {}

  static ContactView contact(Centre centre, ContactLife contact) {
    boolean waits = contact.state instanceof ContactState.Waiting;
    return new ContactView(
        contact.facts,
        contact.state,
        contact.arrivedAt,
        contact.waitingSince,
        contact.holder(),
        offer(contact.state),
        waits ? centre.queue(contact.facts.queue()).waiting.position(contact) : 0,
        contact.awayUntil != 0,
        way(contact));
  }

  private static ContactView.Way way(ContactLife contact) {
    return new ContactView.Way(
        contact.mode,
        contact.dueAt,
        contact.ring,
        contact.version,
        contact.consult,
        contact.state instanceof ContactState.Offered offered ? offered.all() : List.of());
  }

  private static @Nullable OfferId offer(ContactState state) {
    return switch (state) {
      case ContactState.Offered offered -> offered.offer();
      case ContactState.Assigned assigned -> assigned.offer();
      case ContactState.WrapUp wrapUp -> wrapUp.offer();
      case ContactState.Answering _, ContactState.Waiting _, ContactState.Ended _ -> null;
    };
  }

  static AgentView agent(AgentLife agent) {
    return new AgentView(
        agent.profile,
        agent.presence,
        agent.next,
        agent.connected(),
        agent.unreached(),
        agent.load.active(agent.kind),
        agent.restingSince,
        List.copyOf(agent.held.keySet()),
        setAside(agent));
  }

  private static List<ContactId> setAside(AgentLife agent) {
    Interrupts interrupts = agent.kind.interrupts();
    List<ContactId> aside = new ArrayList<>();
    if (interrupts != null) {
      for (ContactLife contact : agent.held.values()) {
        if (interrupts.setsAside(agent.load, contact.kind.channel())) {
          aside.add(contact.id());
        }
      }
    }
    return aside;
  }

  static List<QueueView> queues(Centre centre) {
    List<QueueView> views = new ArrayList<>();
    for (ContactQueue queue : centre.rules.plan().queues()) {
      views.add(queue(centre, queue));
    }
    return views;
  }

  private static QueueView queue(Centre centre, ContactQueue queue) {
    QueueLife life = centre.queue(queue.id());
    int available = 0;
    int withRoom = 0;
    for (AgentLife agent : centre.agents.values()) {
      if (agent.takes()
          && agent.kind.serves(queue.id())
          && agent.kind.satisfies(queue.requirement())) {
        available++;
        withRoom += roomFor(centre, agent) ? 1 : 0;
      }
    }
    return new QueueView(
        queue.id(),
        queue.name(),
        life.waiting.size(),
        life.offered,
        life.assigned,
        life.wrapUp,
        life.waiting.isEmpty() ? 0 : life.waiting.get(0).waitingSince,
        available,
        withRoom,
        life.open(),
        life.absent);
  }

  private static boolean roomFor(Centre centre, AgentLife agent) {
    List<ChannelRules> channels = centre.rules.plan().channels();
    for (int i = 0; i < channels.size(); i++) {
      if (agent.load.hasRoom(agent.kind, i, channels.get(i))) {
        return true;
      }
    }
    return false;
  }
}
