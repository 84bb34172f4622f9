package dev.rapport.routing;

import dev.rapport.routing.Outcome.Rejected;
import org.jspecify.annotations.Nullable;

/// Calling customers back: one place kept, one call made.
final class CallbackRules {
  /// A callback can be put off by at most so many milliseconds.
  static final long FARTHEST = 60L * 24 * 3_600_000;

  private CallbackRules() {}

  static @Nullable Rejected ask(Step step, ContactLife contact, Command.AskForCallback command) {
    boolean without =
        contact.state instanceof ContactState.Waiting
            || contact.state instanceof ContactState.Offered;
    if (!without || contact.consult != null) {
      return Refusals.wrongState(contact, "Waiting");
    }
    if (contact.kind.rules().deferrable()) {
      return new Rejected("bad_callback", "Who writes is answered in writing, and not called.");
    }
    if (command.notBefore() > step.now() + FARTHEST) {
      return new Rejected("bad_callback", "A callback is at most 60 days ahead.");
    }
    makeWay(step, contact);
    Endings.withdrawOffers(step, contact, "callback", null);
    step.emit(new Event.CallbackBooked(contact.id(), due(step, contact, command.notBefore())));
    return null;
  }

  /// See [Command.CallInstead].
  static void instead(Step step, Command.CallInstead command) {
    Centre centre = step.centre();
    ContactLife before = centre.contacts.get(command.contact());
    Contact facts = before == null ? command.call() : before.facts.by(command.call());
    step.emit(new Event.Arrived(facts, before == null ? step.now() : place(step, before), null));
    ContactLife call = centre.contact(facts.id());
    boolean answered =
        before != null
            && (before.state instanceof ContactState.Assigned
                || before.state instanceof ContactState.WrapUp);
    if (before != null && answered) {
      Endings.end(step, call, Fate.MERGED_INTO, before.id(), "answered_meanwhile", null);
      return;
    }
    if (before != null) {
      Endings.end(step, before, Fate.MERGED_INTO, call.id(), "called_instead", null);
    }
    makeWay(step, call);
    long notBefore = Math.min(command.notBefore(), step.now() + FARTHEST);
    step.emit(new Event.CallbackBooked(call.id(), due(step, call, notBefore)));
  }

  /// Since when a contact has waited; whoever still reads answers begins to wait now.
  private static long place(Step step, ContactLife contact) {
    return contact.state instanceof ContactState.Answering
        ? contact.waitingSince + step.now() - contact.arrivedAt
        : contact.waitingSince;
  }

  /// A customer has one place: an older callback becomes part of the new one.
  static void makeWay(Step step, ContactLife contact) {
    ContactLife older = step.centre().callbacks.of(contact.facts.customer());
    if (older != null && older != contact) {
      Endings.end(step, older, Fate.MERGED_INTO, contact.id(), "another_callback", null);
    }
  }

  /// The first moment from `notBefore` on at which the queue is open, as far as can be seen.
  static long due(Step step, ContactLife contact, long notBefore) {
    long from = Math.max(step.now(), notBefore);
    OpeningHours hours = contact.kind.queue().rules().hours();
    if (hours == null) {
      return from;
    }
    OpeningHours.Verdict verdict = hours.at(from);
    return verdict.open() ? from : Math.max(from + 1, verdict.until());
  }

  /// It is time; unless the queue is closed after all.
  static void comeDue(Step step, ContactLife contact) {
    long due = due(step, contact, 0);
    if (due > step.now()) {
      step.emit(new Event.CallbackBooked(contact.id(), due));
    } else {
      step.emit(new Event.CameDue(contact.id()));
    }
  }

  static @Nullable Rejected cancel(Step step, ContactLife contact) {
    if (contact.mode != ContactMode.CALLBACK) {
      return notToBeDialled(contact);
    }
    Endings.end(step, contact, Fate.ABANDONED, "callback_cancelled");
    return null;
  }

  static @Nullable Rejected dial(Step step, ContactLife contact, AgentId agent) {
    if (contact.mode != ContactMode.CALLBACK) {
      return notToBeDialled(contact);
    }
    step.emit(new Event.Dialled(contact.id(), agent));
    return null;
  }

  private static Rejected notToBeDialled(ContactLife contact) {
    return new Rejected(
        "no_callback",
        "Contact " + contact.id() + " is no callback, or the customer has been called already.");
  }

  /// The customer got in touch by themselves: their place goes to the new contact.
  static void replacedBy(Step step, ContactLife older, ContactId now) {
    Endings.end(step, older, Fate.MERGED_INTO, now, "customer_came_back", null);
  }
}
