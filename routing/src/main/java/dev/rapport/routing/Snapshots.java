package dev.rapport.routing;

import dev.rapport.routing.RoutingSnapshot.SavedAgent;
import dev.rapport.routing.RoutingSnapshot.SavedContact;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// From the state to a snapshot and back.
final class Snapshots {
  private Snapshots() {}

  static RoutingSnapshot take(Centre centre) {
    // Sorted and not put into a tree: ids grow with time, so they are nearly in order already.
    List<SavedContact> contacts =
        centre.contacts.values().stream()
            .sorted(Comparator.comparing(ContactLife::id))
            .map(Snapshots::save)
            .toList();
    List<SavedAgent> agents = new ArrayList<>();
    centre.agents.values().forEach(agent -> agents.add(save(agent)));
    return new RoutingSnapshot(
        centre.rules.plan(),
        centre.rules.kept(),
        centre.nextOffer,
        centre.lastAt,
        centre.doors(),
        contacts,
        agents,
        List.copyOf(centre.ended.values()),
        centre.credits.all(),
        centre.scarcity.known(),
        centre.scarcity.tick(),
        centre.handleTimes.learnt(),
        centre.waits.learnt());
  }

  private static SavedContact save(ContactLife contact) {
    return new SavedContact(
        contact.facts,
        contact.state,
        contact.arrivedAt,
        contact.queuedAt,
        contact.waitingSince,
        contact.due,
        contact.awayUntil,
        contact.bars,
        contact.handleStep == 0 && contact.foretold == null
            ? null
            : new RoutingSnapshot.Foreseen(contact.handleStep, contact.foretold),
        new RoutingSnapshot.Way(
            contact.mode,
            contact.version,
            contact.ring,
            contact.dueAt,
            contact.overflowAt,
            contact.uncounted,
            contact.consult));
  }

  private static SavedAgent save(AgentLife agent) {
    return new SavedAgent(
        agent.profile,
        agent.presence,
        agent.next,
        agent.disconnectedAt,
        agent.restingSince,
        agent.retired,
        agent.asOf,
        agent.unreached());
  }

  static Centre restore(RoutingSnapshot snapshot, Finder.Factory finders) {
    Centre centre = new Centre(snapshot.plan(), finders);
    centre.nextOffer = snapshot.nextOffer();
    centre.lastAt = snapshot.lastAt();
    centre.rules = new Rulebook(snapshot.plan(), snapshot.kept(), centre.handleTimes);
    snapshot.recentlyEnded().forEach(centre::remember);
    snapshot.credits().forEach(credit -> centre.credits.give(credit, 0));
    if (snapshot.handleTimes() != null) {
      centre.handleTimes.remember(snapshot.handleTimes());
    }
    centre.waits.remember(snapshot.waits());
    snapshot.doors().forEach(centre::turn);
    snapshot.agents().forEach(saved -> restore(centre, saved));
    centre.scarcity.remember(snapshot.scarcity(), snapshot.scarcityTick());
    centre.reindex();
    snapshot.contacts().forEach(saved -> restore(centre, saved));
    centre.forgetTriggers();
    return centre;
  }

  private static void restore(Centre centre, SavedAgent saved) {
    AgentLife agent = centre.agents.get(saved.profile().id());
    if (agent == null) {
      agent = new AgentLife(saved.profile(), centre.rules.kind(saved.profile()));
      centre.agents.put(saved.profile().id(), agent);
    }
    agent.retired = saved.retired();
    agent.presence = saved.presence();
    agent.next = saved.next();
    agent.disconnectedAt = saved.disconnectedAt();
    agent.restingSince = saved.restingSince();
    agent.asOf = saved.asOf();
    agent.unreached(saved.unreached());
  }

  private static void restore(Centre centre, SavedContact saved) {
    ContactLife contact = centre.arrive(saved.facts(), saved.state(), saved.arrivedAt());
    RoutingSnapshot.Way way = saved.way();
    contact.mode = way.mode();
    contact.version = way.version();
    contact.ring = way.ring();
    contact.dueAt = way.dueAt();
    contact.overflowAt = way.overflowAt();
    contact.uncounted = way.uncounted();
    contact.consult = way.consult();
    RoutingSnapshot.Foreseen foreseen = saved.foreseen();
    contact.handleStep = foreseen == null ? 0 : foreseen.handleStep();
    contact.foretold = foreseen == null ? null : foreseen.told();
    centre.rekind(contact);
    contact.queuedAt = saved.queuedAt();
    contact.waitingSince = saved.waitingSince();
    contact.due = saved.due();
    contact.awayUntil = saved.awayUntil();
    contact.bars = saved.bars();
    if (contact.mode == ContactMode.CALLBACK) {
      centre.callbacks.add(contact);
    }
    if (contact.consult != null) {
      centre.consults.put(contact.id(), contact);
    }
    centre.place(contact);
  }
}
