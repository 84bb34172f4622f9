package dev.rapport.routing;

import dev.rapport.routing.Outcome.Rejected;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What supervisors, rules and the clock bring about.
final class CentreCommands {
  private static final int PROBLEMS_SHOWN = 10;

  private CentreCommands() {}

  static @Nullable Rejected handle(Step step, Command.OfCentre command) {
    return switch (command) {
      case Command.SavePlan save -> savePlan(step, save);
      case Command.Withdraw withdraw -> {
        ContactLife contact = step.centre().contacts.get(withdraw.contact());
        yield contact == null
            ? Refusals.noContact(step.centre(), withdraw.contact())
            : withdraw(step, contact, withdraw);
      }
      case Command.Move move -> move(step, move);
      case Command.Reprioritise change -> reprioritise(step, change);
      case Command.ForetellWait foretell -> foretell(step, foretell);
      case Command.Close close -> close(step, close);
      case Command.ChangeAgent change -> Supervision.change(step, change);
      case Command.ChangePresence change -> Supervision.presence(step, change);
      case Command.ListenIn listen -> Supervision.listenIn(step, listen);
      case Command.Assign assign -> DirectAssignment.assign(step, assign);
      case Command.CustomersAway gone -> {
        CustomerCommands.allAway(step, gone.channel());
        yield null;
      }
      case Command.TimePassed _ -> {
        DueTimes.fire(step);
        yield null;
      }
    };
  }

  private static @Nullable Rejected savePlan(Step step, Command.SavePlan command) {
    Centre centre = step.centre();
    Plan plan = command.plan();
    long present = centre.rules.plan().version();
    if (plan.version() <= present) {
      return new Rejected(
          "plan_old",
          "Plan " + plan.version() + " is not newer than plan " + present + ", which is in force.");
    }
    List<String> problems = PlanCheck.problems(plan);
    if (!problems.isEmpty()) {
      return new Rejected(
          "plan_invalid",
          String.join("; ", problems.subList(0, Math.min(PROBLEMS_SHOWN, problems.size()))));
    }
    Rulebook next = new Rulebook(plan, List.of(), centre.handleTimes);
    for (ContactLife contact : centre.contacts.values()) {
      if (!next.knows(contact.facts.queue())) {
        return new Rejected("queue_in_use", "Queue " + contact.facts.queue() + " has contacts.");
      }
      if (!next.knows(contact.facts.channel())) {
        return new Rejected(
            "channel_in_use", "Channel " + contact.facts.channel() + " has contacts.");
      }
    }
    boolean keep = command.inFlight() == Command.InFlight.KEEP;
    step.emit(new Event.PlanSaved(plan, command.by(), keep, command.why()));
    plan.queues().forEach(queue -> Doors.look(step, queue));
    return null;
  }

  private static @Nullable Rejected withdraw(
      Step step, ContactLife contact, Command.Withdraw command) {
    return switch (contact.state) {
      case ContactState.Offered _ -> {
        Endings.withdrawOffers(step, contact, command.why(), command.by());
        yield null;
      }
      case ContactState.Assigned assigned -> {
        step.emit(
            new Event.Withdrawn(
                contact.id(), assigned.agent(), command.by(), command.why(), step.barredUntil()));
        AgentMoves.released(step, assigned.agent());
        yield null;
      }
      case ContactState.Answering _,
          ContactState.Waiting _,
          ContactState.WrapUp _,
          ContactState.Ended _ ->
          Refusals.wrongState(contact, "Offered or Assigned");
    };
  }

  private static @Nullable Rejected move(Step step, Command.Move command) {
    Centre centre = step.centre();
    ContactLife contact = centre.contacts.get(command.contact());
    if (contact == null) {
      return Refusals.noContact(centre, command.contact());
    }
    if (!centre.rules.knows(command.queue())) {
      return Refusals.noQueue(command.queue());
    }
    QueueId from = contact.facts.queue();
    if (!from.equals(command.queue())) {
      Endings.withdrawOffers(step, contact, command.why(), command.by());
      step.emit(new Event.Moved(contact.id(), from, command.queue(), command.by(), command.why()));
    }
    return null;
  }

  private static @Nullable Rejected foretell(Step step, Command.ForetellWait command) {
    ContactLife contact = step.centre().contacts.get(command.contact());
    if (contact == null) {
      return Refusals.noContact(step.centre(), command.contact());
    }
    if (!(contact.state instanceof ContactState.Waiting)) {
      return Refusals.wrongState(contact, "Waiting");
    }
    Foretelling.tell(step, contact);
    return null;
  }

  private static @Nullable Rejected reprioritise(Step step, Command.Reprioritise command) {
    Centre centre = step.centre();
    ContactLife contact = centre.contacts.get(command.contact());
    if (contact == null) {
      return Refusals.noContact(centre, command.contact());
    }
    if (!(command.value() >= Contact.MIN_VALUE && command.value() <= Contact.MAX_VALUE)) {
      return new Rejected(
          "bad_value", "A value weight of " + command.value() + " is out of range.");
    }
    step.emit(
        new Event.Reprioritised(
            contact.id(), command.urgency(), command.value(), command.by(), command.why()));
    return null;
  }

  private static @Nullable Rejected close(Step step, Command.Close command) {
    Centre centre = step.centre();
    ContactLife contact = centre.contacts.get(command.contact());
    if (contact == null) {
      return Refusals.noContact(centre, command.contact());
    }
    if (command.fate() == Fate.HANDLED) {
      return new Rejected("bad_fate", "Only an agent's own work makes a contact handled.");
    }
    if ((command.fate() == Fate.MERGED_INTO) == (command.into() == null)) {
      return new Rejected("bad_fate", "Exactly a merged contact names what it was merged into.");
    }
    Endings.end(step, contact, command.fate(), command.into(), command.why(), command.by());
    return null;
  }
}
