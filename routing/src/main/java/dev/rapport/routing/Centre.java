package dev.rapport.routing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/// The state of one centre, and the few moves it is changed by. [Replay] is the only caller of the
/// moves; everyone else reads.
final class Centre {
  /// So many ended contacts are remembered, to know a repeated arrival.
  static final int ENDED_KEPT = 10_000;

  /// Beyond so many kinds of contacts, the indexes start afresh with the kinds that are there.
  private static final int MOST_KINDS = 50_000;

  final Map<ContactId, ContactLife> contacts = new LinkedHashMap<>();
  final Roster agents = new Roster();
  final Map<OfferId, ContactLife> offers = new LinkedHashMap<>();
  final Map<ContactId, RoutingSnapshot.EndedContact> ended = new LinkedHashMap<>();
  final WaitCredits credits = new WaitCredits();
  final Timers timers = new Timers();
  final HandleTimes handleTimes = new HandleTimes();
  final WaitRanges waits = new WaitRanges();

  /// What may make a match possible, since the last look.
  LinkedHashSet<AgentLife> gainedRoom = new LinkedHashSet<>();

  LinkedHashSet<ContactLife> startedWaiting = new LinkedHashSet<>();

  private final Finder.Factory finders;
  private final Map<QueueId, QueueLife> queues = new LinkedHashMap<>();
  Rulebook rules;
  SkillScarcity scarcity;
  Finder finder;
  long nextOffer = 1;
  long lastAt;

  Centre(Plan plan, Finder.Factory finders) {
    this.finders = finders;
    this.rules = new Rulebook(plan, handleTimes);
    this.scarcity = new SkillScarcity(rules.skills());
    plan.agents().forEach(profile -> agents.put(profile.id(), newAgent(profile)));
    this.finder = finders.of(this);
  }

  private AgentLife newAgent(AgentProfile profile) {
    return new AgentLife(profile, rules.kind(profile));
  }

  QueueLife queue(QueueId id) {
    return queues.computeIfAbsent(id, _ -> new QueueLife());
  }

  AgentLife agent(AgentId id) {
    return Check.present(agents.get(id), "an agent that the plan has");
  }

  ContactLife contact(ContactId id) {
    return Check.present(contacts.get(id), "a contact that has not ended");
  }

  /// Fresh sets and not emptied ones: a plan puts every agent in, and emptying a table that has
  /// once been large is slow for ever.
  void forgetTriggers() {
    if (!gainedRoom.isEmpty()) {
      gainedRoom = new LinkedHashSet<>();
    }
    if (!startedWaiting.isEmpty()) {
      startedWaiting = new LinkedHashSet<>();
    }
  }

  // --- Contacts ---

  ContactLife arrive(Contact facts, ContactState state, long at) {
    if (rules.kindCount() > MOST_KINDS) {
      replan(rules.plan());
    }
    int handleStep = rules.handleStep(facts);
    ContactLife contact = new ContactLife(facts, rules.kind(facts, handleStep), state, at);
    contact.handleStep = handleStep;
    Check.that(contacts.putIfAbsent(facts.id(), contact) == null, "a contact to arrive once");
    return contact;
  }

  /// Puts a contact where its state, age and kind belong, and starts its timer.
  void place(ContactLife contact) {
    switch (contact.state) {
      case ContactState.Waiting _ -> {
        queue(contact.facts.queue()).waiting.add(contact);
        if (contact.due) {
          scarcity.waits(contact.kind, 1);
          finder.contactWaits(contact);
          startedWaiting.add(contact);
        }
      }
      case ContactState.Offered offered -> {
        offers.put(offered.offer(), contact);
        hold(agent(offered.agent()), contact);
      }
      case ContactState.Assigned assigned -> hold(agent(assigned.agent()), contact);
      case ContactState.WrapUp wrapUp -> hold(agent(wrapUp.agent()), contact);
      case ContactState.Answering _, ContactState.Ended _ -> {}
    }
    queue(contact.facts.queue()).count(contact.state, 1);
    schedule(contact);
  }

  /// Takes a contact out of wherever it is. Must come before any change to it.
  void lift(ContactLife contact) {
    timers.remove(contact);
    queue(contact.facts.queue()).count(contact.state, -1);
    switch (contact.state) {
      case ContactState.Waiting _ -> {
        queue(contact.facts.queue()).waiting.remove(contact);
        if (contact.due) {
          scarcity.waits(contact.kind, -1);
          finder.contactWaitsNoMore(contact);
          startedWaiting.remove(contact);
        }
      }
      case ContactState.Offered offered -> {
        offers.remove(offered.offer());
        release(agent(offered.agent()), contact);
      }
      case ContactState.Assigned assigned -> release(agent(assigned.agent()), contact);
      case ContactState.WrapUp wrapUp -> release(agent(wrapUp.agent()), contact);
      case ContactState.Answering _, ContactState.Ended _ -> {}
    }
  }

  /// Changes a state for another with the same holder.
  void restate(ContactLife contact, ContactState state) {
    QueueLife queue = queue(contact.facts.queue());
    queue.count(contact.state, -1);
    if (contact.state instanceof ContactState.Offered offered) {
      offers.remove(offered.offer());
    }
    contact.state = state;
    queue.count(state, 1);
    schedule(contact);
  }

  void end(ContactLife contact, Fate fate, long at) {
    contacts.remove(contact.id());
    remember(new RoutingSnapshot.EndedContact(contact.id(), fate, at));
  }

  void remember(RoutingSnapshot.EndedContact contact) {
    ended.put(contact.contact(), contact);
    if (ended.size() > ENDED_KEPT) {
      ended.remove(ended.keySet().iterator().next());
    }
  }

  void schedule(ContactLife contact) {
    timers.remove(contact);
    contact.timer = DueTimes.next(this, contact);
    if (contact.timer != ContactLife.NO_TIMER) {
      timers.add(contact);
    }
  }

  // --- Agents ---

  private void hold(AgentLife agent, ContactLife contact) {
    before(agent);
    agent.held.put(contact.id(), contact);
    agent.load = agent.load.plus(contact.kind.channel(), contact.kind.rules());
    after(agent);
  }

  private void release(AgentLife agent, ContactLife contact) {
    before(agent);
    agent.held.remove(contact.id());
    agent.load = loadOf(agent);
    after(agent);
    gainedRoom.add(agent);
  }

  /// Forgets an agent who is no longer in the plan once nothing is left to them.
  void forgetRetired(AgentLife agent) {
    if (agent.retired && agent.held.isEmpty()) {
      agents.remove(agent.id());
      gainedRoom.remove(agent);
    }
  }

  private static Load loadOf(AgentLife agent) {
    Load load = Load.NONE;
    for (ContactLife contact : agent.held.values()) {
      load = load.plus(contact.kind.channel(), contact.kind.rules());
    }
    return load;
  }

  /// Must come before any change to an agent.
  void before(AgentLife agent) {
    if (agent.idle()) {
      scarcity.idles(agent.kind, -1);
    }
    finder.agentChanges(agent);
  }

  void after(AgentLife agent) {
    if (agent.idle()) {
      scarcity.idles(agent.kind, 1);
    }
    finder.agentChanged(agent);
  }

  void gained(AgentLife agent) {
    gainedRoom.add(agent);
  }

  // --- The plan ---

  /// Takes a new plan, and works out everything that follows from a plan afresh.
  void replan(Plan plan) {
    List<RoutingSnapshot.Scarcity> known = scarcity.known();
    long tick = scarcity.tick();
    rules = new Rulebook(plan, handleTimes);
    Map<AgentId, AgentProfile> profiles = new LinkedHashMap<>();
    plan.agents().forEach(profile -> profiles.put(profile.id(), profile));
    for (AgentLife agent : new ArrayList<>(agents.values())) {
      agent.retired = !profiles.containsKey(agent.id());
      if (agent.retired && agent.held.isEmpty()) {
        agents.remove(agent.id());
      }
    }
    for (AgentProfile profile : plan.agents()) {
      AgentLife agent = agents.get(profile.id());
      if (agent == null) {
        agents.put(profile.id(), newAgent(profile));
      } else {
        agent.profile = profile;
      }
    }
    forgetTriggers();
    reindex(known, tick);
  }

  private void reindex(List<RoutingSnapshot.Scarcity> known, long tick) {
    for (ContactLife contact : contacts.values()) {
      contact.kind = rules.kind(contact.facts, contact.handleStep);
    }
    scarcity = new SkillScarcity(rules.skills());
    scarcity.remember(known, tick);
    for (AgentLife agent : agents.values()) {
      agent.kind = rules.kind(agent.profile);
      agent.load = loadOf(agent);
      if (agent.idle()) {
        scarcity.idles(agent.kind, 1);
      }
      gainedRoom.add(agent);
    }
    finder = finders.of(this);
    for (ContactLife contact : contacts.values()) {
      if (contact.state instanceof ContactState.Waiting && contact.due) {
        scarcity.waits(contact.kind, 1);
        finder.contactWaits(contact);
      }
      schedule(contact);
    }
  }
}
