package dev.rapport.routing;

import org.jspecify.annotations.Nullable;

/// The one door to the state: every change is an event, live and on replay. Decides nothing.
final class Changes {
  private static final long FULL_SPEED = 1_000_000;

  private Changes() {}

  static void apply(Centre centre, Event event, long at) {
    centre.scarcity.advance(at);
    centre.lastAt = Math.max(centre.lastAt, at);
    switch (event) {
      case Event.OfContact ofContact -> contact(centre, ofContact, at);
      case Event.OfAgent ofAgent -> agent(centre, ofAgent, at);
      case Event.PlanSaved saved -> {
        centre.replan(saved.plan(), saved.keep(), at);
        centre.signedOff = true;
      }
      case Event.CustomersWentAway gone ->
          gone.contacts().forEach(contact -> away(centre, contact, gone.until()));
      case Event.QueueTurned(QueueId queue, boolean open, long until, String why) ->
          centre.turn(new RoutingSnapshot.Door(queue, open, until, why));
    }
  }

  private static void contact(Centre centre, Event.OfContact event, long at) {
    switch (event) {
      case Event.Arrived arrived -> arrived(centre, arrived, at);
      case Event.PersonAskedFor asked -> askedFor(centre, asked, at);
      case Event.CustomerWentAway away -> away(centre, away.contact(), away.until());
      case Event.CustomerCameBack back -> away(centre, back.contact(), 0);
      case Event.CameDue due -> {
        ContactLife contact = lifted(centre, due.contact());
        contact.due = true;
        centre.place(contact);
      }
      case Event.Detour detour -> Detours.apply(centre, detour, at);
      case Event.Offered offered -> offered(centre, offered);
      case Event.Accepted accepted -> accepted(centre, accepted, at);
      case Event.Declined failed ->
          offerFailed(centre, failed.contact(), failed.offer(), failed.barredUntil());
      case Event.OfferExpired failed ->
          offerFailed(centre, failed.contact(), failed.offer(), failed.barredUntil());
      case Event.OfferUndelivered failed ->
          offerFailed(centre, failed.contact(), failed.offer(), failed.barredUntil());
      case Event.OfferWithdrawn failed -> offerFailed(centre, failed.contact(), failed.offer(), 0);
      case Event.BarLifted lifted -> {
        ContactLife contact = lifted(centre, lifted.contact());
        contact.unbar(lifted.agent());
        centre.place(contact);
      }
      case Event.Finished finished -> {
        ContactLife contact = centre.contact(finished.contact());
        learn(centre, contact, at);
        centre.restate(contact, assigned(contact).finished(finished.wrapUpUntil()));
      }
      case Event.WrapUpExtended extended -> {
        ContactLife contact = centre.contact(extended.contact());
        centre.restate(contact, wrapUp(contact).extended(extended.until()));
      }
      case Event.AgentVanished vanished -> givenUp(centre, vanished.contact(), null, 0, at);
      case Event.Transferred transferred -> transferred(centre, transferred, at);
      case Event.Withdrawn(ContactId id, AgentId agent, String _, String _, long until) ->
          givenUp(centre, id, agent, until, at);
      case Event.Moved moved -> moved(centre, moved, at);
      case Event.Reprioritised changed -> {
        ContactLife contact = lifted(centre, changed.contact());
        change(centre, contact, contact.facts.urgent(changed.urgency(), changed.value()));
        centre.place(contact);
      }
      case Event.WaitForetold told -> foretold(centre.contact(told.contact()), told, at);
      case Event.Ended ended -> ended(centre, ended, at);
    }
  }

  private static void askedFor(Centre centre, Event.PersonAskedFor event, long at) {
    ContactLife contact = lifted(centre, event.contact());
    contact.waitingSince += at - contact.arrivedAt;
    queue(centre, contact, at);
  }

  private static void moved(Centre centre, Event.Moved event, long at) {
    ContactLife contact = lifted(centre, event.contact());
    intoQueue(centre, contact, contact.facts.in(event.to()), at);
    centre.place(contact);
  }

  /// Into another queue, whose rules are those of the present plan.
  static void intoQueue(Centre centre, ContactLife contact, Contact facts, long at) {
    contact.facts = facts;
    contact.version = centre.rules.plan().version();
    contact.ring = 0;
    contact.overflowAt = 0;
    contact.queuedAt = at;
    contact.handleStep = centre.rules.handleStep(facts);
    centre.rekind(contact);
  }

  static ContactLife lifted(Centre centre, ContactId id) {
    ContactLife contact = centre.contact(id);
    centre.lift(contact);
    return contact;
  }

  private static void arrived(Centre centre, Event.Arrived event, long at) {
    SelfService selfService = event.selfService();
    ContactState state =
        selfService == null
            ? new ContactState.Waiting()
            : new ContactState.Answering(selfService.until(), selfService.after());
    ContactLife contact = centre.arrive(event.facts(), state, at);
    CustomerKey customer = event.facts().customer();
    if (customer != null) {
      centre.credits.use(customer);
    }
    contact.waitingSince = event.waitingSince();
    contact.due = rested(contact, at);
    centre.place(contact);
  }

  private static boolean rested(ContactLife contact, long at) {
    ChannelRules rules = contact.kind.rules();
    return !rules.deferrable() || DueTimes.restsUntil(contact) <= at;
  }

  /// Into the queue, with the place its age gives it.
  private static void queue(Centre centre, ContactLife contact, long at) {
    contact.state = new ContactState.Waiting();
    contact.queuedAt = at;
    contact.uncounted = false;
    contact.ring = 0;
    contact.overflowAt = 0;
    centre.rekind(contact);
    contact.due = contact.due || rested(contact, at);
    centre.place(contact);
  }

  private static void foretold(ContactLife contact, Event.WaitForetold told, long at) {
    contact.foretold = Foretelling.next(contact.foretold, told, at);
  }

  private static void away(Centre centre, ContactId id, long until) {
    ContactLife contact = centre.contact(id);
    contact.awayUntil = until;
    centre.schedule(contact);
  }

  private static void change(Centre centre, ContactLife contact, Contact facts) {
    contact.facts = facts;
    contact.handleStep = centre.rules.handleStep(facts);
    centre.rekind(contact);
  }

  private static void offered(Centre centre, Event.Offered event) {
    ContactLife contact = lifted(centre, event.contact());
    contact.state =
        contact.state instanceof ContactState.Offered others
            ? others.joinedBy(
                new ContactState.Rival(event.offer(), event.agent(), event.expiresAt()))
            : new ContactState.Offered(event.offer(), event.agent(), event.expiresAt());
    centre.nextOffer = event.offer().number() + 1;
    centre.place(contact);
  }

  private static void accepted(Centre centre, Event.Accepted event, long at) {
    ContactLife contact = centre.contact(event.contact());
    if (!(contact.state instanceof ContactState.Offered offered) || offered.count() > 1) {
      throw new IllegalStateException("only one offer can be accepted, not " + contact.state);
    }
    centre.restate(contact, offered.accepted(at));
    centre.waits.waited(contact.facts.queue(), Math.max(0, at - contact.queuedAt), false);
    if (contact.foretold != null) {
      centre.waits.answered(contact.facts.queue(), contact.foretold, at);
      contact.foretold = null;
    }
    rest(centre, centre.agent(event.agent()), at);
  }

  static void rest(Centre centre, AgentLife agent, long at) {
    centre.before(agent);
    agent.restingSince = at;
    centre.after(agent);
    centre.forgetRetired(agent);
  }

  private static void offerFailed(Centre centre, ContactId id, OfferId offer, long barredUntil) {
    ContactLife contact = centre.contact(id);
    if (!(contact.state instanceof ContactState.Offered offered)) {
      throw new IllegalStateException("expected " + id + " to be offered");
    }
    AgentId agent = asked(offered, offer);
    centre.lift(contact);
    contact.state = offered.without(offer);
    if (barredUntil > 0) {
      contact.bar(agent, barredUntil);
    }
    centre.place(contact);
    if (contact.state instanceof ContactState.Offered) {
      centre.askedLess.add(contact);
    }
    centre.forgetRetired(centre.agent(agent));
  }

  private static AgentId asked(ContactState.Offered offered, OfferId offer) {
    for (ContactState.Rival asked : offered.all()) {
      if (asked.offer().equals(offer)) {
        return asked.agent();
      }
    }
    throw new IllegalStateException("expected offer " + offer + " to be live");
  }

  private static void givenUp(
      Centre centre, ContactId id, @Nullable AgentId barred, long barredUntil, long at) {
    ContactLife contact = centre.contact(id);
    AgentLife holder = centre.agent(assigned(contact).agent());
    centre.lift(contact);
    rest(centre, holder, at);
    if (barred != null) {
      contact.bar(barred, barredUntil);
    }
    queue(centre, contact, at);
  }

  private static void transferred(Centre centre, Event.Transferred event, long at) {
    ContactLife contact = centre.contact(event.contact());
    AgentLife holder = centre.agent(assigned(contact).agent());
    centre.lift(contact);
    rest(centre, holder, at);
    contact.bar(event.agent(), event.barredUntil());
    Contact facts = contact.facts.in(event.queue());
    if (event.to() instanceof Destination.ToAgent(AgentId to)) {
      facts = facts.preferring(to);
    }
    if (facts.queue().equals(contact.facts.queue())) {
      contact.facts = facts;
    } else {
      intoQueue(centre, contact, facts, at);
    }
    queue(centre, contact, at);
  }

  private static void ended(Centre centre, Event.Ended event, long at) {
    if (event.fate() == Fate.HANDLED) {
      learn(centre, centre.contact(event.contact()), at);
    }
    ContactLife contact = lifted(centre, event.contact());
    if (event.fate() == Fate.ABANDONED && contact.state instanceof ContactState.Waiting) {
      centre.waits.waited(contact.facts.queue(), Math.max(0, at - contact.queuedAt), true);
    }
    AgentId holder = contact.holder();
    credit(centre, contact, event.fate(), at);
    centre.end(contact, event.fate(), at);
    AgentLife agent = holder == null ? null : centre.agents.get(holder);
    if (agent != null) {
      rest(centre, agent, at);
    }
  }

  /// What the conversation that ends now took, to tell how long the next one will. Contacts beside
  /// it are taken to have been there all the time.
  private static void learn(Centre centre, ContactLife contact, long at) {
    if (!(contact.state instanceof ContactState.Assigned assigned) || at <= assigned.since()) {
      return;
    }
    AgentLife agent = centre.agent(assigned.agent());
    long full = at - assigned.since();
    double speed = contact.kind.handleMillis(FULL_SPEED);
    double own = Judge.handle(contact, agent);
    double share = contact.kind.rules().exclusive() ? 1 : WaitEstimator.share(agent.load.total());
    centre.rules.learn(contact.facts, full * share * speed / own);
  }

  /// Whoever gave up while waiting keeps what they had waited, for a while.
  private static void credit(Centre centre, ContactLife contact, Fate fate, long at) {
    CustomerKey customer = contact.facts.customer();
    long lasts = centre.rules.plan().policy().creditFor();
    if (customer != null
        && lasts > 0
        && fate == Fate.ABANDONED
        && contact.state instanceof ContactState.Waiting) {
      centre.credits.give(
          new RoutingSnapshot.WaitCredit(customer, contact.waited(at), at + lasts), at);
    }
  }

  static ContactState.Assigned assigned(ContactLife contact) {
    if (contact.state instanceof ContactState.Assigned assigned) {
      return assigned;
    }
    throw new IllegalStateException("expected " + contact.id() + " to be assigned");
  }

  private static ContactState.WrapUp wrapUp(ContactLife contact) {
    if (contact.state instanceof ContactState.WrapUp wrapUp) {
      return wrapUp;
    }
    throw new IllegalStateException("expected " + contact.id() + " to be in wrap-up");
  }

  private static void agent(Centre centre, Event.OfAgent event, long at) {
    AgentLife agent = centre.agent(event.agent());
    switch (event) {
      case Event.SkillsTurned turned -> {
        agent.asOf = turned.asOf();
        centre.reindex();
        return;
      }
      case Event.AgentChanged changed -> {
        Detours.agentChanged(centre, changed, at);
        return;
      }
      case Event.PresenceChanged _,
          Event.NextPresenceSet _,
          Event.AgentConnected _,
          Event.AgentDisconnected _,
          Event.ReachChanged _ ->
          desk(centre, agent, event, at);
    }
  }

  private static void desk(Centre centre, AgentLife agent, Event.OfAgent event, long at) {
    centre.before(agent);
    switch (event) {
      case Event.PresenceChanged changed -> {
        agent.presence = changed.presence();
        agent.next = changed.presence();
        agent.restingSince = at;
        centre.signedOff |= changed.presence() instanceof Presence.Offline;
      }
      case Event.NextPresenceSet set -> agent.next = set.presence();
      case Event.AgentConnected _ -> {
        agent.disconnectedAt = AgentLife.CONNECTED;
        agent.restingSince = at;
      }
      case Event.AgentDisconnected _ -> agent.disconnectedAt = Math.max(1, at);
      case Event.ReachChanged(_, ChannelId channel, boolean reachable) -> {
        agent.reached(channel, reachable);
        agent.kind = centre.rules.kind(agent.inForce());
      }
      case Event.SkillsTurned _, Event.AgentChanged _ ->
          throw new IllegalStateException("not of the desk: " + event);
    }
    centre.after(agent);
    centre.setAlarms(agent);
    agent.held.values().forEach(centre::schedule);
    centre.gained(agent);
  }
}
