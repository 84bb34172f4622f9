package dev.rapport.routing;

import java.util.ArrayList;
import java.util.List;

/// Looks for what is stuck. Every state has a time at which it ends by itself, and every free place
/// is offered at once, so it should find nothing; when it does, something is broken, and people
/// must hear of it. Changes nothing.
final class Watchdog {
  /// Nothing happens to the millisecond: so much later is late.
  static final long LATE_AFTER = 10_000;

  /// Beyond so many it is one and the same trouble.
  static final int MOST = 100;

  /// So many agents with room are tried at most.
  private static final int TRIED = 500;

  private final Centre centre;
  private final long now;
  private final List<Stuck> found = new ArrayList<>();

  private Watchdog(Centre centre, long now) {
    this.centre = centre;
    this.now = now;
  }

  static List<Stuck> sweep(Centre centre, long now) {
    Watchdog watchdog = new Watchdog(centre, now);
    centre.contacts.values().forEach(watchdog::contact);
    watchdog.alarms();
    watchdog.room();
    return watchdog.found;
  }

  private void add(Stuck.What what, String id, long since, String words) {
    if (found.size() < MOST) {
      found.add(new Stuck(what, id, since, words));
    }
  }

  private void contact(ContactLife contact) {
    String id = contact.id().value();
    if (contact.timer == ContactLife.NO_TIMER || contact.timerPlace == ContactLife.NOWHERE) {
      add(Stuck.What.ENDLESS, id, contact.queuedAt, "nothing will ever end this contact");
    } else if (contact.timer < now - LATE_AFTER) {
      String state = contact.state.getClass().getSimpleName();
      add(Stuck.What.LATE, id, contact.timer, "is " + state + " beyond its time");
    }
    AgentId holder = contact.holder();
    AgentLife agent = holder == null ? null : centre.agents.get(holder);
    if (holder != null && (agent == null || !agent.held.containsKey(contact.id()))) {
      add(Stuck.What.NOT_HELD, id, contact.queuedAt, holder + " does not have it");
    }
  }

  private void alarms() {
    Alarms.Alarm alarm = centre.alarms.due(now - LATE_AFTER);
    if (alarm != null) {
      String what = alarm.kind().name();
      add(Stuck.What.LATE, alarm.id(), alarm.at(), what + " has not happened");
    }
  }

  private void room() {
    int tried = 0;
    for (AgentLife agent : centre.agents.values()) {
      if (agent.takes() && !agent.load.full(agent.kind) && tried++ < TRIED) {
        Finder.Match match = centre.finder.contactFor(agent, now);
        if (match != null) {
          ContactLife contact = match.contact();
          String words = "waits, and " + agent.id() + " has room";
          add(Stuck.What.WAITS_BESIDE_ROOM, contact.id().value(), contact.queuedAt, words);
        }
      }
    }
  }
}
