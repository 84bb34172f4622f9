package dev.rapport.routing;

import dev.rapport.routing.Outcome.Rejected;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What customers bring about.
final class CustomerCommands {
  private CustomerCommands() {}

  static @Nullable Rejected handle(Step step, Command.OfCustomer command) {
    if (command instanceof Command.Arrive arrive) {
      return arrive(step, arrive);
    }
    if (command instanceof Command.CallInstead instead) {
      Rejected refusal = refusal(step.centre(), instead.call());
      if (refusal == null) {
        CallbackRules.instead(step, instead);
      }
      return refusal;
    }
    Centre centre = step.centre();
    ContactLife contact = centre.contacts.get(command.contact());
    if (contact == null) {
      return Refusals.noContact(centre, command.contact());
    }
    return switch (command) {
      case Command.Arrive _, Command.CallInstead _ -> null;
      case Command.AskForPerson _ -> askForPerson(step, contact);
      case Command.MarkSelfServed _ -> selfServed(step, contact);
      case Command.CustomerLeft _ -> left(step, contact);
      case Command.CustomerAway _ -> away(step, contact);
      case Command.CustomerBack _ -> back(step, contact);
      case Command.AskForCallback ask -> CallbackRules.ask(step, contact, ask);
      case Command.CancelCallback _ -> CallbackRules.cancel(step, contact);
      case Command.LeaveMessage _ -> Doors.leaveMessage(step, contact);
    };
  }

  private static @Nullable Rejected arrive(Step step, Command.Arrive command) {
    Centre centre = step.centre();
    Contact facts = command.facts();
    Rejected refusal = refusal(centre, facts);
    if (refusal != null) {
      return refusal;
    }
    ContactLife callback = centre.callbacks.of(facts.customer());
    long since = waitingSince(step, command);
    long place = callback == null ? since : Math.min(since, callback.waitingSince);
    step.emit(new Event.Arrived(facts, place, command.selfService()));
    if (callback != null) {
      CallbackRules.replacedBy(step, callback, facts.id());
    }
    if (command.selfService() == null) {
      Doors.enter(step, centre.contact(facts.id()));
    }
    return null;
  }

  /// As the command says, or as long ago as the customer has credit for, whichever is longer.
  private static long waitingSince(Step step, Command.Arrive command) {
    CustomerKey customer = command.facts().customer();
    long credit = customer == null ? 0 : step.centre().credits.waited(customer, step.now());
    long said = command.waitingSince() == 0 ? step.now() : Math.max(0, command.waitingSince());
    return Math.min(step.now() - credit, said);
  }

  private static @Nullable Rejected refusal(Centre centre, Contact facts) {
    if (centre.contacts.containsKey(facts.id()) || centre.ended.containsKey(facts.id())) {
      return new Rejected("contact_exists", "Contact " + facts.id() + " has arrived before.");
    }
    if (!centre.rules.knows(facts.queue())) {
      return Refusals.noQueue(facts.queue());
    }
    if (!centre.rules.knows(facts.channel())) {
      return new Rejected("unknown_channel", "The plan has no channel " + facts.channel() + ".");
    }
    List<String> problems =
        RequirementCheck.problems(facts.requirement(), centre.rules.skills().keySet());
    return problems.isEmpty()
        ? null
        : new Rejected("bad_requirement", String.join("; ", problems) + ".");
  }

  private static @Nullable Rejected askForPerson(Step step, ContactLife contact) {
    if (!(contact.state instanceof ContactState.Answering)) {
      return Refusals.wrongState(contact, "Answering");
    }
    beginToWait(step, contact, false);
    return null;
  }

  static void beginToWait(Step step, ContactLife contact, boolean timedOut) {
    step.emit(new Event.PersonAskedFor(contact.id(), timedOut));
    Doors.enter(step, contact);
  }

  /// Also a customer who waits already may find that the answers were enough.
  private static @Nullable Rejected selfServed(Step step, ContactLife contact) {
    return switch (contact.state) {
      case ContactState.Answering _, ContactState.Waiting _, ContactState.Offered _ -> {
        Endings.end(step, contact, Fate.SELF_SERVED, "self_served");
        yield null;
      }
      case ContactState.Assigned _, ContactState.WrapUp _, ContactState.Ended _ ->
          Refusals.wrongState(contact, "without an agent");
    };
  }

  /// Somebody who is to be called back, or has left a message, is expected to be gone.
  private static @Nullable Rejected left(Step step, ContactLife contact) {
    boolean unheld =
        contact.state instanceof ContactState.Waiting
            || contact.state instanceof ContactState.Offered;
    if (contact.mode == ContactMode.CALLBACK || (!contact.live() && unheld)) {
      return null;
    }
    switch (contact.state) {
      case ContactState.Answering _, ContactState.Waiting _, ContactState.Offered _ ->
          Endings.abandon(step, contact, "customer_left");
      case ContactState.Assigned assigned ->
          AgentCommands.finish(step, contact, assigned.agent(), true);
      case ContactState.WrapUp _, ContactState.Ended _ -> {}
    }
    return null;
  }

  private static @Nullable Rejected away(Step step, ContactLife contact) {
    if (contact.awayUntil == 0 && contact.live()) {
      long grace = contact.kind.times().customerGrace();
      step.emit(new Event.CustomerWentAway(contact.id(), step.now() + grace));
    }
    return null;
  }

  /// By when their grace ends: that depends on the queue.
  static void allAway(Step step, ChannelId channel) {
    Map<Long, List<ContactId>> byGrace = new TreeMap<>();
    for (ContactLife contact : step.centre().contacts.values()) {
      if (contact.awayUntil == 0 && contact.live() && contact.facts.channel().equals(channel)) {
        byGrace
            .computeIfAbsent(contact.kind.times().customerGrace(), _ -> new ArrayList<>())
            .add(contact.id());
      }
    }
    byGrace.forEach(
        (grace, contacts) -> step.emit(new Event.CustomersWentAway(contacts, step.now() + grace)));
  }

  private static @Nullable Rejected back(Step step, ContactLife contact) {
    if (contact.awayUntil != 0) {
      step.emit(new Event.CustomerCameBack(contact.id()));
    }
    return null;
  }
}
