package dev.rapport.routing;

import java.util.ArrayList;
import java.util.List;

/// The rings of the search, and steps that are skipped because nobody signed in could serve them.
final class Widening {
  private Widening() {}

  /// When the search for a waiting contact widens next; [ContactLife#NO_TIMER] for never.
  static long nextAt(ContactLife contact) {
    List<QueueRules.Ring> rings = contact.kind.queue().rules().rings();
    return contact.ring < rings.size()
        ? contact.queuedAt + rings.get(contact.ring).afterMillis()
        : ContactLife.NO_TIMER;
  }

  static void widen(Step step, ContactLife contact) {
    step.emit(new Event.RingWidened(contact.id(), contact.ring + 1, false));
  }

  /// Skips what nobody signed in could serve, for contacts that began to wait just now, and for all
  /// when somebody signed off. Before anything is matched.
  static void skipDeadSteps(Step step) {
    Centre centre = step.centre();
    if (!centre.rules.hasSteps()) {
      return;
    }
    List<ContactLife> waiting =
        new ArrayList<>(centre.signedOff ? centre.contacts.values() : centre.startedWaiting);
    waiting.sort(ContactLife.BY_AGE);
    for (ContactLife contact : waiting) {
      // One that left by a skip took with it the questions to colleagues about it.
      boolean there = centre.contacts.get(contact.id()) == contact;
      if (there && contact.state instanceof ContactState.Waiting && contact.due) {
        skip(step, contact);
      }
    }
  }

  private static void skip(Step step, ContactLife contact) {
    Centre centre = step.centre();
    int rings = contact.kind.queue().rules().rings().size();
    QueueRules.AfterWait after = Doors.after(contact);
    boolean leaves = after != null && after.atOnceWhenNobody() && contact.overflowAt == 0;
    if ((contact.ring >= rings && !leaves) || centre.finder.anybodySignedIn(contact.kind)) {
      return;
    }
    for (int ring = contact.ring + 1; ring <= rings; ring++) {
      ContactKind wider =
          centre.rules.kind(contact.facts, contact.version, ring, contact.handleStep);
      if (centre.finder.anybodySignedIn(wider)) {
        step.emit(new Event.RingWidened(contact.id(), ring, true));
        return;
      }
    }
    if (leaves) {
      Doors.waited(step, contact, Overflow.Cause.NOBODY);
    }
  }
}
