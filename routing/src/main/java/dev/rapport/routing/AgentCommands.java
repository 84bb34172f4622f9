package dev.rapport.routing;

import dev.rapport.routing.Outcome.Rejected;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What agents and their desktops bring about.
final class AgentCommands {
  /// One extension of wrap-up adds at most so much.
  static final long MOST_EXTENSION = 15 * 60_000;

  private AgentCommands() {}

  static @Nullable Rejected handle(Step step, Command.OfAgent command) {
    Rejected refusal = Refusals.agent(step.centre(), command.agent());
    if (command instanceof Command.OfHolder ofHolder) {
      return onOwn(step, ofHolder);
    }
    if (refusal != null) {
      return refusal;
    }
    return switch (command) {
      case Command.OfHolder _ -> null;
      case Command.Accept accept -> accept(step, accept);
      case Command.Decline decline -> decline(step, decline);
      case Command.ReportUnreachable unreachable -> unreachable(step, unreachable);
      case Command.PullNext pull -> DirectAssignment.pull(step, pull);
      case Command.SetPresence set -> presence(step, set);
      case Command.SetNextPresence set -> nextPresence(step, set);
      case Command.Connect connect -> connect(step, connect.agent());
      case Command.Disconnect disconnect -> disconnect(step, disconnect.agent());
      case Command.TellReach reach -> reach(step, reach);
    };
  }

  // --- Offers ---

  private static @Nullable Rejected accept(Step step, Command.Accept command) {
    ContactLife contact = liveOffer(step, command.offer(), command.agent());
    if (contact == null) {
      return notLive(step, command.offer(), command.agent());
    }
    ContactState.Rival mine = live(contact, command.agent());
    if (mine.expiresAt() <= step.now()) {
      return new Rejected("offer_expired", "Offer " + command.offer() + " came to its end.");
    }
    for (ContactState.Rival other : offered(contact).all()) {
      if (!other.offer().equals(mine.offer())) {
        step.emit(
            new Event.OfferWithdrawn(
                other.offer(),
                contact.id(),
                other.agent(),
                "taken_by_another",
                null,
                command.agent()));
        AgentMoves.released(step, other.agent());
      }
    }
    step.emit(new Event.Accepted(command.offer(), contact.id(), command.agent()));
    return null;
  }

  private static ContactState.Offered offered(ContactLife contact) {
    if (contact.state instanceof ContactState.Offered offered) {
      return offered;
    }
    throw new IllegalStateException("expected " + contact.id() + " to be offered");
  }

  private static ContactState.Rival live(ContactLife contact, AgentId agent) {
    return Check.present(offered(contact).to(agent), "a live offer");
  }

  private static @Nullable ContactLife liveOffer(Step step, OfferId offer, AgentId agent) {
    ContactLife contact = step.centre().offers.get(offer);
    ContactState.Rival mine = contact == null ? null : offered(contact).to(agent);
    return mine != null && mine.offer().equals(offer) ? contact : null;
  }

  private static Rejected notLive(Step step, OfferId offer, AgentId agent) {
    AgentLife life = step.centre().agent(agent);
    for (ContactLife contact : life.held.values()) {
      if (contact.state instanceof ContactState.Assigned assigned
          && assigned.offer().equals(offer)) {
        return new Rejected("already_accepted", "You have accepted offer " + offer + " before.");
      }
    }
    return new Rejected("offer_not_live", "Offer " + offer + " is not open to you any more.");
  }

  private static @Nullable Rejected decline(Step step, Command.Decline command) {
    ContactLife contact = liveOffer(step, command.offer(), command.agent());
    if (contact == null) {
      return notLive(step, command.offer(), command.agent());
    }
    step.emit(
        new Event.Declined(
            command.offer(),
            contact.id(),
            command.agent(),
            command.reason(),
            step.barredUntil(),
            Endings.stillWith(contact, live(contact, command.agent()))));
    AgentMoves.released(step, command.agent());
    return null;
  }

  private static @Nullable Rejected unreachable(Step step, Command.ReportUnreachable command) {
    ContactLife contact = liveOffer(step, command.offer(), command.agent());
    if (contact == null) {
      return notLive(step, command.offer(), command.agent());
    }
    step.emit(
        new Event.OfferUndelivered(
            command.offer(),
            contact.id(),
            command.agent(),
            command.reason(),
            step.barredUntil(),
            Endings.stillWith(contact, live(contact, command.agent()))));
    AgentMoves.presence(step, command.agent(), Presence.away("unreachable"), "unreachable");
    return null;
  }

  // --- Contacts they have ---

  /// Also for an agent who was taken out of the plan: they may finish what they have.
  private static @Nullable Rejected onOwn(Step step, Command.OfHolder command) {
    ContactLife contact = step.centre().contacts.get(command.contact());
    if (contact == null) {
      return Refusals.noContact(step.centre(), command.contact());
    }
    boolean asked =
        contact.state instanceof ContactState.Offered offered && offered.asks(command.agent());
    if (!asked && !command.agent().equals(contact.holder())) {
      return Refusals.notYours(contact, command.agent());
    }
    return switch (contact.state) {
      case ContactState.Assigned _ -> onAssigned(step, contact, command);
      case ContactState.WrapUp wrapUp -> onWrapUp(step, contact, wrapUp, command);
      case ContactState.Offered _ -> Refusals.wrongState(contact, "Assigned");
      case ContactState.Answering _, ContactState.Waiting _, ContactState.Ended _ ->
          throw new IllegalStateException("nobody holds a contact in " + contact.state);
    };
  }

  private static @Nullable Rejected onAssigned(
      Step step, ContactLife contact, Command.OfHolder command) {
    if (contact.consult != null && ends(command)) {
      Consults.end(step, contact, "consult_over");
      return null;
    }
    return switch (command) {
      case Command.Dial dial -> CallbackRules.dial(step, contact, dial.agent());
      case Command.AskColleague ask -> Consults.ask(step, contact, ask);
      case Command.EndConsult _ -> Consults.takeBack(step, contact);
      case Command.HandOver over -> Consults.handOver(step, contact, over.agent());
      case Command.Finish finish -> {
        finish(step, contact, finish.agent(), false);
        yield null;
      }
      case Command.EndContact end -> {
        Endings.handled(
            step, contact, end.agent(), end.disposition(), end.noteRef(), "ended_by_agent");
        yield null;
      }
      case Command.Transfer transfer -> Transfers.transfer(step, contact, transfer);
      case Command.ExtendWrapUp _, Command.CompleteWrapUp _ ->
          Refusals.wrongState(contact, "WrapUp");
    };
  }

  private static boolean ends(Command.OfHolder command) {
    return command instanceof Command.Finish || command instanceof Command.EndContact;
  }

  private static @Nullable Rejected onWrapUp(
      Step step, ContactLife contact, ContactState.WrapUp wrapUp, Command.OfHolder command) {
    return switch (command) {
      case Command.Finish _ -> null;
      case Command.ExtendWrapUp extend -> extend(step, contact, wrapUp, extend);
      case Command.CompleteWrapUp done -> {
        Endings.handled(
            step, contact, done.agent(), done.disposition(), done.noteRef(), "wrapped_up");
        yield null;
      }
      case Command.EndContact end -> {
        Endings.handled(step, contact, end.agent(), end.disposition(), end.noteRef(), "wrapped_up");
        yield null;
      }
      case Command.Transfer _,
          Command.Dial _,
          Command.AskColleague _,
          Command.EndConsult _,
          Command.HandOver _ ->
          Refusals.wrongState(contact, "Assigned");
    };
  }

  /// The conversation is over. Without wrap-up on this channel, so is the contact.
  static void finish(Step step, ContactLife contact, AgentId agent, boolean byCustomer) {
    long wrapUp = contact.kind.times().wrapUp();
    if (wrapUp == 0) {
      Endings.handled(step, contact, agent, byCustomer ? "customer_left" : "finished");
    } else {
      step.emit(new Event.Finished(contact.id(), agent, step.now() + wrapUp, byCustomer));
    }
  }

  private static @Nullable Rejected extend(
      Step step, ContactLife contact, ContactState.WrapUp wrapUp, Command.ExtendWrapUp command) {
    if (command.byMillis() <= 0 || command.byMillis() > MOST_EXTENSION) {
      return new Rejected(
          "bad_extension", "Wrap-up can be extended by up to " + MOST_EXTENSION + " ms at a time.");
    }
    step.emit(
        new Event.WrapUpExtended(
            contact.id(),
            command.agent(),
            Math.addExact(wrapUp.until(), command.byMillis()),
            command.why()));
    return null;
  }

  // --- Themselves ---

  private static @Nullable Rejected presence(Step step, Command.SetPresence command) {
    AgentLife agent = step.centre().agent(command.agent());
    if (!agent.presence.equals(command.presence()) || !agent.next.equals(command.presence())) {
      AgentMoves.presence(step, agent.id(), command.presence(), "asked");
    }
    return null;
  }

  private static @Nullable Rejected nextPresence(Step step, Command.SetNextPresence command) {
    AgentLife agent = step.centre().agent(command.agent());
    if (Objects.equals(agent.next, command.presence())) {
      return null;
    }
    step.emit(new Event.NextPresenceSet(agent.id(), command.presence()));
    AgentMoves.released(step, agent);
    return null;
  }

  private static @Nullable Rejected connect(Step step, AgentId id) {
    if (!step.centre().agent(id).connected()) {
      step.emit(new Event.AgentConnected(id));
    }
    return null;
  }

  /// An offer that rings nowhere any more goes on at once.
  private static @Nullable Rejected reach(Step step, Command.TellReach command) {
    AgentLife agent = step.centre().agent(command.agent());
    boolean reached = !agent.unreached().contains(command.channel());
    if (reached != command.reachable()) {
      step.emit(new Event.ReachChanged(agent.id(), command.channel(), command.reachable()));
      if (reached) {
        AgentMoves.withdrawOffers(step, agent, command.channel(), "agent_unreachable");
      }
    }
    return null;
  }

  /// Live offers go back at once; what the agent has stays for the channel's grace.
  private static @Nullable Rejected disconnect(Step step, AgentId id) {
    AgentLife agent = step.centre().agent(id);
    if (agent.connected()) {
      step.emit(new Event.AgentDisconnected(id));
      AgentMoves.withdrawOffers(step, agent, "agent_disconnected");
    }
    return null;
  }
}
