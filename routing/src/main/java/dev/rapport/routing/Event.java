package dev.rapport.routing;

import org.jspecify.annotations.Nullable;

/// What happened. Past participles; the only thing that changes the core's state, live and on
/// replay. When it happened is stored beside it. Plain record trees, so that a store can encode
/// them by their components.
public sealed interface Event {

  /// Something happened to a contact.
  sealed interface OfContact extends Event {
    ContactId contact();
  }

  /// Something happened to an agent as such.
  sealed interface OfAgent extends Event {
    AgentId agent();
  }

  // --- Contacts ---

  /// The contact is answering when `selfService` is there, and waiting otherwise.
  record Arrived(Contact facts, long waitingSince, @Nullable SelfService selfService)
      implements OfContact {
    @Override
    public ContactId contact() {
      return facts.id();
    }
  }

  /// From answering to waiting.
  ///
  /// @param timedOut true when nobody asked and the time for answers was over
  record PersonAskedFor(ContactId contact, boolean timedOut) implements OfContact {}

  record CustomerWentAway(ContactId contact, long until) implements OfContact {}

  record CustomerCameBack(ContactId contact) implements OfContact {}

  /// A deferrable contact has rested long enough and may be offered from now on.
  record CameDue(ContactId contact) implements OfContact {}

  /// From waiting to offered. The [Decision] says why this agent got this contact.
  record Offered(OfferId offer, ContactId contact, AgentId agent, long expiresAt, Decision decision)
      implements OfContact {}

  /// From offered to assigned.
  record Accepted(OfferId offer, ContactId contact, AgentId agent) implements OfContact {}

  /// From offered back to waiting, with its place; not offered to this agent before `barredUntil`.
  record Declined(OfferId offer, ContactId contact, AgentId agent, String reason, long barredUntil)
      implements OfContact {}

  /// From offered back to waiting because the agent did not answer in time.
  record OfferExpired(OfferId offer, ContactId contact, AgentId agent, long barredUntil)
      implements OfContact {}

  /// From offered back to waiting because the agent could not be reached.
  record OfferUndelivered(
      OfferId offer, ContactId contact, AgentId agent, String reason, long barredUntil)
      implements OfContact {}

  /// From offered back to waiting; the agent did nothing wrong.
  record OfferWithdrawn(OfferId offer, ContactId contact, AgentId agent, String why)
      implements OfContact {}

  /// The agent may be offered this contact again.
  record BarLifted(ContactId contact, AgentId agent) implements OfContact {}

  /// From assigned to wrap-up.
  ///
  /// @param byCustomer true when the customer left
  record Finished(ContactId contact, AgentId agent, long wrapUpUntil, boolean byCustomer)
      implements OfContact {}

  record WrapUpExtended(ContactId contact, AgentId agent, long until, String why)
      implements OfContact {}

  /// From assigned back to waiting: the agent's desktop stayed away longer than the channel's
  /// grace.
  record AgentVanished(ContactId contact, AgentId agent) implements OfContact {}

  /// From assigned back to waiting, by the agent who had it.
  record Transferred(
      ContactId contact, AgentId agent, Destination to, QueueId queue, String why, long barredUntil)
      implements OfContact {}

  /// From assigned back to waiting in the same queue, by a supervisor or a rule.
  record Withdrawn(ContactId contact, AgentId agent, String by, String why, long barredUntil)
      implements OfContact {}

  /// The contact belongs to another queue now; its state is what it was.
  record Moved(ContactId contact, QueueId from, QueueId to, String by, String why)
      implements OfContact {}

  record Reprioritised(ContactId contact, Urgency urgency, double value, String by, String why)
      implements OfContact {}

  /// The customer is told how much longer it will take: between `low` and `high` milliseconds.
  ///
  /// @param calculated what was calculated from who is ahead, before what is learnt of such
  ///   calculations was applied; milliseconds, the middle
  /// @param ahead how many go before it, as it was calculated
  record WaitForetold(ContactId contact, long low, long high, double calculated, double ahead)
      implements OfContact {}

  /// The one end of every contact.
  ///
  /// @param agent who handled it; null when nobody did
  /// @param into what it was merged into, for [Fate#MERGED_INTO]
  /// @param detail a short reason, stable for programs: `wrapped_up`, `customer_left`, `queue_full`
  record Ended(
      ContactId contact,
      Fate fate,
      @Nullable AgentId agent,
      @Nullable String disposition,
      @Nullable String noteRef,
      @Nullable ContactId into,
      String detail)
      implements OfContact {}

  // --- Agents ---

  /// @param detail why: `asked`, `next` (set earlier for after the last contact), `offer_expired`,
  ///   `unreachable`
  record PresenceChanged(AgentId agent, Presence presence, String detail) implements OfAgent {}

  record NextPresenceSet(AgentId agent, Presence presence) implements OfAgent {}

  record AgentConnected(AgentId agent) implements OfAgent {}

  record AgentDisconnected(AgentId agent) implements OfAgent {}

  // --- The centre ---

  record PlanSaved(Plan plan, String by) implements Event {}
}
