package dev.rapport.routing;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What happened. Past participles; the only thing that changes the core's state, live and on
/// replay. When it happened is stored beside it. Plain record trees, so that a store can encode
/// them by their components.
public sealed interface Event {

  /// Something happened to a contact.
  sealed interface OfContact extends Event {
    ContactId contact();
  }

  /// Something happened to a contact off the straight way: not offered, accepted, wrapped up.
  sealed interface Detour extends OfContact {}

  /// An offer came to nothing.
  sealed interface OfferOver extends OfContact {
    OfferId offer();

    AgentId agent();

    /// Another agent who is being asked, so that it is offered still; null otherwise.
    @Nullable AgentId stillWith();
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

  /// A queue could not take it, and this became of it. For [Overflow.Refuse] its end follows.
  ///
  /// @param dueAt for [Overflow.Callback]: not offered before
  record Overflowed(ContactId contact, Overflow.Cause cause, QueueId from, Overflow to, long dueAt)
      implements Detour {}

  /// It should have gone to another queue, which could not take it either; it stays where it is,
  /// and is tried again at `until`.
  record OverflowBlocked(ContactId contact, QueueId to, long until) implements Detour {}

  /// The search is wider from now on.
  ///
  /// @param ring 1 for the first
  /// @param nobody nobody was signed in for the stage before, so its time was not waited for
  record RingWidened(ContactId contact, int ring, boolean nobody) implements Detour {}

  /// The customer will be called back, and the contact keeps its place; or, said again of the same
  /// contact, later than was said before.
  ///
  /// @param dueAt not offered before
  record CallbackBooked(ContactId contact, long dueAt) implements Detour {}

  /// The one call to the customer is being made.
  record Dialled(ContactId contact, AgentId agent) implements Detour {}

  /// From waiting to offered, or to one more agent who is asked at the same time. The [Decision]
  /// says why this agent got this contact.
  record Offered(OfferId offer, ContactId contact, AgentId agent, long expiresAt, Decision decision)
      implements OfContact {}

  /// From offered to assigned.
  record Accepted(OfferId offer, ContactId contact, AgentId agent) implements OfContact {}

  /// From waiting to assigned, by a supervisor, without being asked.
  ///
  /// @param uncounted beyond the agent's capacity: it uses none
  record AssignedDirectly(
      OfferId offer, ContactId contact, AgentId agent, boolean uncounted, String by, String why)
      implements Detour {}

  /// An agent asks another about a contact they keep: the question is a contact of its own, and
  /// waits like one.
  ///
  /// @param facts of the question
  record ConsultBegan(Contact facts, Consult consult, String why, long barredUntil)
      implements Detour {
    @Override
    public ContactId contact() {
      return facts.id();
    }
  }

  /// From assigned to assigned: whoever was asked has it from now on.
  ///
  /// @param offer by which they were asked
  /// @param queue where it belongs from now on
  record HandedOver(ContactId contact, AgentId from, AgentId to, OfferId offer, QueueId queue)
      implements Detour {}

  /// From offered back to waiting, with its place; not offered to this agent before `barredUntil`.
  record Declined(
      OfferId offer,
      ContactId contact,
      AgentId agent,
      String reason,
      long barredUntil,
      @Nullable AgentId stillWith)
      implements OfferOver {
    public Declined(
        OfferId offer, ContactId contact, AgentId agent, String reason, long barredUntil) {
      this(offer, contact, agent, reason, barredUntil, null);
    }
  }

  /// From offered back to waiting because the agent did not answer in time.
  record OfferExpired(
      OfferId offer,
      ContactId contact,
      AgentId agent,
      long barredUntil,
      @Nullable AgentId stillWith)
      implements OfferOver {
    public OfferExpired(OfferId offer, ContactId contact, AgentId agent, long barredUntil) {
      this(offer, contact, agent, barredUntil, null);
    }
  }

  /// From offered back to waiting because the agent could not be reached.
  record OfferUndelivered(
      OfferId offer,
      ContactId contact,
      AgentId agent,
      String reason,
      long barredUntil,
      @Nullable AgentId stillWith)
      implements OfferOver {
    public OfferUndelivered(
        OfferId offer, ContactId contact, AgentId agent, String reason, long barredUntil) {
      this(offer, contact, agent, reason, barredUntil, null);
    }
  }

  /// From offered back to waiting; the agent did nothing wrong.
  ///
  /// @param why `taken_by_another` when another agent accepted
  /// @param by the supervisor or rule who did it; null when it followed from something else
  record OfferWithdrawn(
      OfferId offer,
      ContactId contact,
      AgentId agent,
      String why,
      @Nullable String by,
      @Nullable AgentId stillWith)
      implements OfferOver {
    public OfferWithdrawn(OfferId offer, ContactId contact, AgentId agent, String why) {
      this(offer, contact, agent, why, null, null);
    }
  }

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

  /// A supervisor takes part in the talk from now on, in that way; or it did not come to that, or
  /// is over, and `why` says so. It changes nothing of the contact.
  ///
  /// @param agent who has the contact
  /// @param phone whose telephone rings for it
  record ListenedIn(
      ContactId contact, AgentId agent, Hearing hearing, String phone, String by, String why)
      implements Detour {}

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
  /// @param detail a short reason, stable for programs: `wrapped_up`, `customer_left`,
  ///   `queue_full`; the words of whoever closed it otherwise
  /// @param by the supervisor or rule who closed it; null when it ended by itself
  record Ended(
      ContactId contact,
      Fate fate,
      @Nullable AgentId agent,
      @Nullable String disposition,
      @Nullable String noteRef,
      @Nullable ContactId into,
      String detail,
      @Nullable String by)
      implements OfContact {
    public Ended(
        ContactId contact,
        Fate fate,
        @Nullable AgentId agent,
        @Nullable String disposition,
        @Nullable String noteRef,
        @Nullable ContactId into,
        String detail) {
      this(contact, fate, agent, disposition, noteRef, into, detail, null);
    }
  }

  // --- Agents ---

  /// @param detail why: `asked`, `next` (set earlier for after the last contact), `offer_expired`,
  ///   `unreachable`, `gone_too_long`; a supervisor's reason when `by` names one
  record PresenceChanged(AgentId agent, Presence presence, String detail, @Nullable String by)
      implements OfAgent {
    public PresenceChanged(AgentId agent, Presence presence, String detail) {
      this(agent, presence, detail, null);
    }
  }

  record NextPresenceSet(AgentId agent, Presence presence) implements OfAgent {}

  record AgentConnected(AgentId agent) implements OfAgent {}

  record AgentDisconnected(AgentId agent) implements OfAgent {}

  /// A channel reaches the agent again, or no longer does: their telephone is registered, or is
  /// not. Nothing of a channel is offered that does not reach them.
  record ReachChanged(AgentId agent, ChannelId channel, boolean reachable) implements OfAgent {}

  /// A skill with a validity began or ran out: the agent's skills are those of the profile that are
  /// valid at `asOf`.
  record SkillsTurned(AgentId agent, long asOf) implements OfAgent {}

  /// A supervisor changed what an agent can do or where; the plan has a new version by it.
  record AgentChanged(AgentProfile profile, long version, String by, String why)
      implements OfAgent {
    @Override
    public AgentId agent() {
      return profile.id();
    }
  }

  // --- The centre ---

  /// @param keep the contacts under way keep the rules they came under until they change queue;
  ///   false: they follow the new plan
  /// @param why as whoever saved it said; null when they said nothing
  record PlanSaved(Plan plan, String by, boolean keep, @Nullable String why) implements Event {
    public PlanSaved(Plan plan, String by) {
      this(plan, by, false, null);
    }
  }

  /// Many customers' connections were lost at once, with the process that held them. One event,
  /// since thousands of [CustomerWentAway] would make a restart slow.
  record CustomersWentAway(List<ContactId> contacts, long until) implements Event {
    public CustomersWentAway {
      contacts = List.copyOf(contacts);
    }
  }

  /// A queue opened or closed, or its hours were looked at afresh.
  ///
  /// @param until nothing changes before
  /// @param why in words for people
  record QueueTurned(QueueId queue, boolean open, long until, String why) implements Event {}
}
