package dev.rapport.routing;

import static dev.rapport.routing.Alarms.Kind.QUEUE_TURNS;
import static dev.rapport.routing.Alarms.Kind.SIGNED_OFF;
import static dev.rapport.routing.Alarms.Kind.SKILLS_TURN;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The state of one centre, and the few moves it is changed by. [Replay] is the only caller of the
/// moves; everyone else reads.
final class Centre {
  /// So many ended contacts are remembered, to know a repeated arrival.
  static final int ENDED_KEPT = 10_000;

  /// Beyond so many kinds of contacts, the indexes start afresh with the kinds that are there.
  private static final int MOST_KINDS = 50_000;

  /// So many earlier plans are kept for the contacts that go under them.
  static final int MOST_KEPT = 8;

  final Map<ContactId, ContactLife> contacts = new LinkedHashMap<>();
  final Roster agents = new Roster();
  final Map<OfferId, ContactLife> offers = new LinkedHashMap<>();
  final Map<ContactId, RoutingSnapshot.EndedContact> ended = new LinkedHashMap<>();
  final WaitCredits credits = new WaitCredits();
  final Timers timers = new Timers();
  final Alarms alarms = new Alarms();
  final Callbacks callbacks = new Callbacks();

  /// Questions to colleagues, by their own id.
  final TreeMap<ContactId, ContactLife> consults = new TreeMap<>();

  final HandleTimes handleTimes = new HandleTimes();
  final WaitRanges waits = new WaitRanges();

  /// What may make a match possible, since the last look.
  LinkedHashSet<AgentLife> gainedRoom = new LinkedHashSet<>();

  LinkedHashSet<ContactLife> startedWaiting = new LinkedHashSet<>();

  /// Contacts of which one offer failed and others stand.
  LinkedHashSet<ContactLife> askedLess = new LinkedHashSet<>();

  /// Somebody signed off, or a plan came, since the last look.
  boolean signedOff;

  private final Finder.Factory finders;
  private final Map<QueueId, QueueLife> queues = new LinkedHashMap<>();
  Rulebook rules;
  SkillScarcity scarcity;
  Finder finder;
  long nextOffer = 1;
  long lastAt;

  Centre(Plan plan, Finder.Factory finders) {
    this.finders = finders;
    this.rules = new Rulebook(plan, List.of(), handleTimes);
    this.scarcity = new SkillScarcity(rules.skills());
    plan.agents().forEach(profile -> agents.put(profile.id(), newAgent(profile, 0)));
    this.finder = finders.of(this);
  }

  private AgentLife newAgent(AgentProfile profile, long at) {
    AgentLife agent = new AgentLife(profile, rules.kind(profile.at(at)));
    agent.asOf = at;
    return agent;
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
    signedOff = false;
    if (!gainedRoom.isEmpty()) {
      gainedRoom = new LinkedHashSet<>();
    }
    if (!startedWaiting.isEmpty()) {
      startedWaiting = new LinkedHashSet<>();
    }
    if (!askedLess.isEmpty()) {
      askedLess = new LinkedHashSet<>();
    }
  }

  // --- Contacts ---

  ContactLife arrive(Contact facts, ContactState state, long at) {
    if (rules.kindCount() > MOST_KINDS) {
      rules = new Rulebook(rules.plan(), rules.kept(), handleTimes);
      reindex();
    }
    long version = rules.plan().version();
    int handleStep = rules.handleStep(facts);
    ContactKind kind = rules.kind(facts, version, 0, handleStep);
    ContactLife contact = new ContactLife(facts, kind, state, at);
    contact.version = version;
    contact.handleStep = handleStep;
    Check.that(contacts.putIfAbsent(facts.id(), contact) == null, "a contact to arrive once");
    return contact;
  }

  /// Puts a contact where its state, age and kind belong, and starts its timer.
  void place(ContactLife contact) {
    switch (contact.state) {
      case ContactState.Waiting _ -> {
        QueueLife queue = queue(contact.facts.queue());
        queue.waiting.add(contact);
        queue.absent += contact.live() ? 0 : 1;
        if (contact.due) {
          scarcity.waits(contact.kind, 1);
          finder.contactWaits(contact);
          startedWaiting.add(contact);
        }
      }
      case ContactState.Offered offered -> {
        offers.put(offered.offer(), contact);
        hold(agent(offered.agent()), contact);
        for (ContactState.Rival other : offered.others()) {
          offers.put(other.offer(), contact);
          hold(agent(other.agent()), contact);
        }
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
        QueueLife queue = queue(contact.facts.queue());
        queue.waiting.remove(contact);
        queue.absent -= contact.live() ? 0 : 1;
        if (contact.due) {
          scarcity.waits(contact.kind, -1);
          finder.contactWaitsNoMore(contact);
          startedWaiting.remove(contact);
        }
      }
      case ContactState.Offered offered -> {
        offers.remove(offered.offer());
        release(agent(offered.agent()), contact);
        for (ContactState.Rival other : offered.others()) {
          offers.remove(other.offer());
          release(agent(other.agent()), contact);
        }
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
    callbacks.remove(contact);
    consults.remove(contact.id());
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
    agent.load = plus(agent.load, contact);
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
      load = plus(load, contact);
    }
    return load;
  }

  private static Load plus(Load load, ContactLife contact) {
    ChannelRules rules = contact.kind.rules();
    return load.plus(contact.kind.channel(), rules, contact.uncounted ? 0 : rules.weight());
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

  /// Sets what happens to the agent by itself, after presence, desk or profile have changed.
  void setAlarms(AgentLife agent) {
    String id = agent.id().value();
    long never = ContactLife.NO_TIMER;
    alarms.set(SKILLS_TURN, id, agent.retired ? never : agent.skillsTurnAt());
    alarms.set(SIGNED_OFF, id, agent.signedOffAt());
  }

  void turn(RoutingSnapshot.Door door) {
    queue(door.queue()).door = door;
    alarms.set(QUEUE_TURNS, door.queue().value(), door.until());
  }

  List<RoutingSnapshot.Door> doors() {
    List<RoutingSnapshot.Door> doors = new ArrayList<>();
    for (ContactQueue queue : rules.plan().queues()) {
      RoutingSnapshot.Door door = queue(queue.id()).door;
      if (door != null) {
        doors.add(door);
      }
    }
    return doors;
  }

  void gained(AgentLife agent) {
    gainedRoom.add(agent);
  }

  // --- The plan ---

  /// Takes a new plan, and works out everything that follows from a plan afresh.
  ///
  /// @param keep who is here already goes on under the plan they came under
  void replan(Plan plan, boolean keep, long at) {
    Plan before = rules.plan();
    if (!keep) {
      contacts.values().forEach(contact -> contact.version = plan.version());
    }
    rules = new Rulebook(plan, stillUsed(before, plan), handleTimes);
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
        agents.put(profile.id(), newAgent(profile, at));
      } else {
        agent.profile = profile;
        agent.asOf = at;
      }
    }
    for (Map.Entry<QueueId, QueueLife> queue : queues.entrySet()) {
      ContactQueue rule = rules.queue(queue.getKey());
      if (rule == null || rule.rules().hours() == null) {
        queue.getValue().door = null;
      }
    }
    forgetTriggers();
    reindex();
  }

  /// The earlier plans that some contact still goes under, the oldest first. Of more than {@value
  /// #MOST_KEPT} the oldest are given up, and their contacts follow the new one.
  private List<Plan> stillUsed(Plan before, Plan next) {
    List<Plan> earlier = new ArrayList<>(rules.kept());
    earlier.add(before.withAgents(List.of()));
    LinkedHashSet<Long> used = new LinkedHashSet<>();
    contacts.values().forEach(contact -> used.add(contact.version));
    earlier.removeIf(plan -> !used.contains(plan.version()) || plan.version() == next.version());
    while (earlier.size() > MOST_KEPT) {
      long oldest = earlier.removeFirst().version();
      for (ContactLife contact : contacts.values()) {
        contact.version = contact.version == oldest ? next.version() : contact.version;
      }
    }
    return earlier;
  }

  /// The kind that a contact's facts, plan and ring make.
  void rekind(ContactLife contact) {
    contact.kind = rules.kind(contact.facts, contact.version, contact.ring, contact.handleStep);
  }

  /// Builds all that is derived afresh, on the present rulebook.
  void reindex() {
    List<RoutingSnapshot.Scarcity> known = scarcity.known();
    long tick = scarcity.tick();
    contacts.values().forEach(this::rekind);
    scarcity = new SkillScarcity(rules.skills());
    scarcity.remember(known, tick);
    alarms.clear();
    doors().forEach(this::turn);
    for (AgentLife agent : agents.values()) {
      agent.kind = rules.kind(agent.inForce());
      agent.load = loadOf(agent);
      if (agent.idle()) {
        scarcity.idles(agent.kind, 1);
      }
      setAlarms(agent);
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
