package dev.rapport.routing;

import org.jspecify.annotations.Nullable;

/// How contacts end.
final class Endings {
  private Endings() {}

  /// Ends a contact that no agent handled; a live offer is withdrawn first, and an agent who has it
  /// is freed.
  static void end(Step step, ContactLife contact, Fate fate, String detail) {
    end(step, contact, fate, null, detail);
  }

  static void end(
      Step step, ContactLife contact, Fate fate, @Nullable ContactId into, String detail) {
    withdrawOffer(step, contact, detail);
    AgentId holder = contact.holder();
    step.emit(new Event.Ended(contact.id(), fate, holder, null, null, into, detail));
    if (holder != null) {
      AgentMoves.released(step, holder);
    }
  }

  static void abandon(Step step, ContactLife contact, String detail) {
    end(step, contact, Fate.ABANDONED, detail);
  }

  static void handled(Step step, ContactLife contact, AgentId agent, String detail) {
    handled(step, contact, agent, null, null, detail);
  }

  static void handled(
      Step step,
      ContactLife contact,
      AgentId agent,
      @Nullable String disposition,
      @Nullable String noteRef,
      String detail) {
    step.emit(
        new Event.Ended(contact.id(), Fate.HANDLED, agent, disposition, noteRef, null, detail));
    AgentMoves.released(step, agent);
  }

  static void withdrawOffer(Step step, ContactLife contact, String why) {
    if (contact.state instanceof ContactState.Offered offered) {
      step.emit(new Event.OfferWithdrawn(offered.offer(), contact.id(), offered.agent(), why));
      AgentMoves.released(step, offered.agent());
    }
  }
}
