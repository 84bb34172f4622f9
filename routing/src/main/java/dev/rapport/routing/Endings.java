package dev.rapport.routing;

import org.jspecify.annotations.Nullable;

/// How contacts end.
final class Endings {
  private Endings() {}

  /// Ends a contact that no agent handled; live offers are withdrawn first, and an agent who has it
  /// is freed.
  static void end(Step step, ContactLife contact, Fate fate, String detail) {
    end(step, contact, fate, null, detail, null);
  }

  /// @param into what it was merged into
  /// @param by who closed it, when somebody did
  static void end(
      Step step,
      ContactLife contact,
      Fate fate,
      @Nullable ContactId into,
      String detail,
      @Nullable String by) {
    withdrawOffers(step, contact, detail, by);
    AgentId holder = contact.holder();
    step.emit(new Event.Ended(contact.id(), fate, holder, null, null, into, detail, by));
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

  /// Withdraws the live offers of a contact, if it has any.
  static void withdrawOffers(Step step, ContactLife contact, String why, @Nullable String by) {
    if (contact.state instanceof ContactState.Offered offered) {
      for (ContactState.Rival asked : offered.all()) {
        withdraw(step, contact, asked, why, by);
      }
    }
  }

  static void withdraw(
      Step step, ContactLife contact, ContactState.Rival asked, String why, @Nullable String by) {
    step.emit(
        new Event.OfferWithdrawn(
            asked.offer(), contact.id(), asked.agent(), why, by, stillWith(contact, asked)));
    AgentMoves.released(step, asked.agent());
  }

  /// Who is being asked besides; null for nobody.
  static @Nullable AgentId stillWith(ContactLife contact, ContactState.Rival asked) {
    if (contact.state instanceof ContactState.Offered offered) {
      for (ContactState.Rival other : offered.all()) {
        if (!other.offer().equals(asked.offer())) {
          return other.agent();
        }
      }
    }
    return null;
  }
}
