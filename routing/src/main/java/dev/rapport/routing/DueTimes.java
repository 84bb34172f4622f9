package dev.rapport.routing;

import java.util.List;

/// What happens to contacts by itself, and when. A timer only ever makes events.
final class DueTimes {
  private DueTimes() {}

  /// When the next of it happens; [ContactLife#NO_TIMER] for never.
  static long next(Centre centre, ContactLife contact) {
    ChannelTimes times = contact.kind.times();
    long next =
        switch (contact.state) {
          case ContactState.Answering(long until, SelfService.After _) -> until;
          case ContactState.Waiting _ -> waiting(contact, times);
          case ContactState.Offered offered -> offered.firstExpiry();
          case ContactState.Assigned assigned ->
              Math.min(
                  assigned.since() + times.maxHandle(),
                  vanishes(centre.agent(assigned.agent()), times));
          case ContactState.WrapUp wrapUp -> wrapUp.until();
          case ContactState.Ended _ -> ContactLife.NO_TIMER;
        };
    return leaves(contact) ? Math.min(next, contact.awayUntil) : next;
  }

  private static long waiting(ContactLife contact, ChannelTimes times) {
    long next = waitsUntil(contact, times);
    if (!contact.due) {
      next = Math.min(next, restsUntil(contact));
    }
    for (RoutingSnapshot.Bar bar : contact.bars) {
      next = Math.min(next, bar.until());
    }
    return Math.min(next, Math.min(Widening.nextAt(contact), Doors.afterAt(contact)));
  }

  /// When it has waited in vain.
  private static long waitsUntil(ContactLife contact, ChannelTimes times) {
    return contact.queuedAt
        + switch (contact.mode) {
          case LIVE -> times.maxWait();
          case MESSAGE -> ContactMode.MESSAGE_KEPT;
          case CALLBACK -> ContactMode.CALLBACK_KEPT;
        };
  }

  static long restsUntil(ContactLife contact) {
    return contact.mode == ContactMode.CALLBACK
        ? contact.dueAt
        : contact.waitingSince + contact.kind.rules().deferFor();
  }

  private static long vanishes(AgentLife agent, ChannelTimes times) {
    return agent.connected() || times.agentGrace() == ChannelTimes.KEEP
        ? ContactLife.NO_TIMER
        : agent.disconnectedAt + times.agentGrace();
  }

  /// The customer is gone, and no agent has the contact.
  private static boolean leaves(ContactLife contact) {
    return contact.awayUntil > 0
        && contact.live()
        && (contact.state instanceof ContactState.Answering
            || contact.state instanceof ContactState.Waiting
            || contact.state instanceof ContactState.Offered);
  }

  /// Lets everything happen that is due, the earliest first.
  static void fire(Step step) {
    Centre centre = step.centre();
    while (true) {
      Alarms.Alarm alarm = centre.alarms.due(Math.min(step.now(), centre.timers.next()));
      if (alarm == null && centre.timers.next() > step.now()) {
        return;
      }
      int before = step.count();
      if (alarm != null) {
        fire(step, alarm);
      } else {
        fire(step, centre.timers.first());
      }
      Check.that(step.count() > before, "a due timer to make an event");
    }
  }

  private static void fire(Step step, Alarms.Alarm alarm) {
    Centre centre = step.centre();
    switch (alarm.kind()) {
      case QUEUE_TURNS -> {
        QueueId id = new QueueId(alarm.id());
        Doors.look(step, Check.present(centre.rules.queue(id), "a queue that the plan has"));
      }
      case SKILLS_TURN -> step.emit(new Event.SkillsTurned(new AgentId(alarm.id()), step.now()));
      case SIGNED_OFF ->
          AgentMoves.presence(step, new AgentId(alarm.id()), Presence.offline(), "gone_too_long");
    }
  }

  private static void fire(Step step, ContactLife contact) {
    if (leaves(contact) && contact.awayUntil <= step.now()) {
      Endings.abandon(step, contact, "customer_away");
      return;
    }
    switch (contact.state) {
      case ContactState.Answering(long _, SelfService.After after) -> {
        switch (after) {
          case WAIT -> CustomerCommands.beginToWait(step, contact, true);
          case EXPIRE -> Endings.end(step, contact, Fate.EXPIRED, "answers_timed_out");
        }
      }
      case ContactState.Waiting _ -> fireWaiting(step, contact);
      case ContactState.Offered offered -> expire(step, contact, offered);
      case ContactState.Assigned assigned -> fireAssigned(step, contact, assigned);
      case ContactState.WrapUp wrapUp ->
          Endings.handled(step, contact, wrapUp.agent(), "wrap_up_over");
      case ContactState.Ended _ -> throw new IllegalStateException("an ended contact has no timer");
    }
  }

  private static void expire(Step step, ContactLife contact, ContactState.Offered offered) {
    for (ContactState.Rival asked : offered.all()) {
      if (asked.expiresAt() <= step.now()) {
        step.emit(
            new Event.OfferExpired(
                asked.offer(),
                contact.id(),
                asked.agent(),
                step.barredUntil(),
                Endings.stillWith(contact, asked)));
        AgentMoves.presence(
            step, asked.agent(), Presence.away(Presence.NOT_ANSWERING), "offer_expired");
      }
    }
  }

  private static void fireWaiting(Step step, ContactLife contact) {
    if (waitsUntil(contact, contact.kind.times()) <= step.now()) {
      Endings.end(step, contact, Fate.EXPIRED, "waited_too_long");
      return;
    }
    if (Doors.afterAt(contact) <= step.now()) {
      Doors.waited(step, contact, Overflow.Cause.WAITED);
      return;
    }
    if (Widening.nextAt(contact) <= step.now()) {
      Widening.widen(step, contact);
    }
    if (!contact.due && restsUntil(contact) <= step.now()) {
      comeDue(step, contact);
    }
    for (RoutingSnapshot.Bar bar : List.copyOf(contact.bars)) {
      if (bar.until() <= step.now()) {
        step.emit(new Event.BarLifted(contact.id(), bar.agent()));
      }
    }
  }

  private static void comeDue(Step step, ContactLife contact) {
    if (contact.mode == ContactMode.CALLBACK) {
      CallbackRules.comeDue(step, contact);
    } else {
      step.emit(new Event.CameDue(contact.id()));
    }
  }

  private static void fireAssigned(Step step, ContactLife contact, ContactState.Assigned assigned) {
    AgentLife agent = step.centre().agent(assigned.agent());
    if (vanishes(agent, contact.kind.times()) <= step.now()) {
      step.emit(new Event.AgentVanished(contact.id(), agent.id()));
      AgentMoves.released(step, agent);
    } else {
      step.emit(
          new Event.Ended(
              contact.id(), Fate.EXPIRED, agent.id(), null, null, null, "handled_too_long"));
      AgentMoves.released(step, agent);
    }
  }
}
