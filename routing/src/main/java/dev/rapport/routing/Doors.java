package dev.rapport.routing;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Who is let into a queue, what becomes of the others, and when queues open and close.
///
/// ```
///  arrives, or asks for a person ──▶ open and not full? ── yes ──▶ waits
///                                        │ no: when closed, when full
///                                        ▼
///              another queue (asked the same), a callback, a message, or a refusal with words
///
///  has waited so long, or nobody is there ──▶ the same four, but another queue only if it would
///                                             take it: else it stays, and is tried again later
/// ```
final class Doors {
  /// A blocked overflow is tried again after so many milliseconds.
  static final long TRY_AGAIN = 60_000;

  private Doors() {}

  /// Lets a contact that has just begun to wait into its queue, or does with it what the queue
  /// says.
  static void enter(Step step, ContactLife contact) {
    Set<QueueId> been = new LinkedHashSet<>();
    while (contact.live() && been.add(contact.facts.queue())) {
      ContactQueue queue = contact.kind.queue();
      Overflow.Cause cause = shut(step.centre(), contact, queue, true);
      if (cause == null) {
        return;
      }
      Overflow then = cause == Overflow.Cause.CLOSED ? queue.rules().whenClosed() : whenFull(queue);
      if (then == null || !carryOut(step, contact, cause, then)) {
        return;
      }
    }
    if (contact.live()) {
      Endings.end(step, contact, Fate.REFUSED_BY_POLICY, "overflow_in_a_circle");
    }
  }

  private static @Nullable Overflow whenFull(ContactQueue queue) {
    Overflow said = queue.rules().whenFull();
    return said == null ? new Overflow.Refuse("This queue is full.") : said;
  }

  /// Why a queue does not take a contact; null when it does.
  ///
  /// @param inside the contact is counted there already
  private static Overflow.@Nullable Cause shut(
      Centre centre, ContactLife contact, ContactQueue queue, boolean inside) {
    QueueLife life = centre.queue(queue.id());
    boolean closed =
        !life.open() && queue.rules().whenClosed() != null && !contact.kind.rules().deferrable();
    if (closed) {
      return Overflow.Cause.CLOSED;
    }
    return life.size() - (inside ? 1 : 0) >= queue.maxSize() ? Overflow.Cause.FULL : null;
  }

  /// @return true when it waits in another queue now
  private static boolean carryOut(
      Step step, ContactLife contact, Overflow.Cause cause, Overflow then) {
    QueueId from = contact.facts.queue();
    long dueAt = then instanceof Overflow.Callback ? CallbackRules.due(step, contact, 0) : 0;
    if (then instanceof Overflow.Callback) {
      CallbackRules.makeWay(step, contact);
    }
    step.emit(new Event.Overflowed(contact.id(), cause, from, then, dueAt));
    return switch (then) {
      case Overflow.ToQueue _ -> true;
      case Overflow.Refuse _ -> {
        Endings.end(step, contact, Fate.REFUSED_BY_POLICY, detail(cause));
        yield false;
      }
      case Overflow.Callback _, Overflow.Message _ -> false;
    };
  }

  /// A message instead of waiting, because the customer wants it so. Said again, it changes
  /// nothing.
  static Outcome.@Nullable Rejected leaveMessage(Step step, ContactLife contact) {
    boolean without =
        contact.state instanceof ContactState.Waiting
            || contact.state instanceof ContactState.Offered;
    if (contact.mode == ContactMode.MESSAGE) {
      return null;
    }
    if (!without || !contact.live() || contact.consult != null) {
      return Refusals.wrongState(contact, "Waiting");
    }
    Endings.withdrawOffers(step, contact, "message", null);
    carryOut(step, contact, Overflow.Cause.ASKED, new Overflow.Message());
    return null;
  }

  private static String detail(Overflow.Cause cause) {
    return switch (cause) {
      case CLOSED -> "queue_closed";
      case FULL -> "queue_full";
      case WAITED -> "waited_too_long";
      case NOBODY -> "nobody_signed_in";
      case ASKED -> "asked";
    };
  }

  // --- After waiting ---

  /// What is to happen to a waiting contact after so long; null for nothing.
  static QueueRules.@Nullable AfterWait after(ContactLife contact) {
    QueueRules.AfterWait after = contact.kind.queue().rules().afterWait();
    boolean applies =
        after != null
            && contact.live()
            && contact.consult == null
            && (!contact.kind.rules().deferrable() || after.then() instanceof Overflow.ToQueue);
    return applies ? after : null;
  }

  /// When that is; [ContactLife#NO_TIMER] for never.
  static long afterAt(ContactLife contact) {
    QueueRules.AfterWait after = after(contact);
    if (after == null) {
      return ContactLife.NO_TIMER;
    }
    return contact.overflowAt != 0 ? contact.overflowAt : contact.queuedAt + after.millis();
  }

  static void waited(Step step, ContactLife contact, Overflow.Cause cause) {
    QueueRules.AfterWait after = after(contact);
    if (after == null) {
      return;
    }
    if (after.then() instanceof Overflow.ToQueue(QueueId to)) {
      ContactQueue queue = step.centre().rules.queue(to);
      if (queue == null || shut(step.centre(), contact, queue, false) != null) {
        step.emit(new Event.OverflowBlocked(contact.id(), to, step.now() + TRY_AGAIN));
        return;
      }
    }
    carryOut(step, contact, cause, after.then());
  }

  // --- Opening and closing ---

  /// Looks at the hours of a queue, and says how they stand.
  static void look(Step step, ContactQueue queue) {
    OpeningHours hours = queue.rules().hours();
    if (hours == null) {
      return;
    }
    OpeningHours.Verdict verdict = hours.at(step.now());
    step.emit(new Event.QueueTurned(queue.id(), verdict.open(), verdict.until(), verdict.why()));
    if (!verdict.open()) {
      List<ContactLife> due = new ArrayList<>(step.centre().callbacks.all());
      for (ContactLife callback : due) {
        if (callback.due
            && callback.state instanceof ContactState.Waiting
            && callback.facts.queue().equals(queue.id())) {
          step.emit(new Event.CallbackBooked(callback.id(), CallbackRules.due(step, callback, 0)));
        }
      }
    }
  }
}
