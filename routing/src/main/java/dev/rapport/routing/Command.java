package dev.rapport.routing;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What can be asked of the core. Imperatives; each is answered by an [Outcome].
///
/// `by` and `why` on the commands of supervisors and rules are who did it and their reason; they
/// are kept in the event.
public sealed interface Command {

  /// Given by the customer's side.
  sealed interface OfCustomer extends Command {
    ContactId contact();
  }

  /// Given by an agent, or by the agent's desktop.
  sealed interface OfAgent extends Command {
    AgentId agent();
  }

  /// Given by the agent who has a contact, about it.
  sealed interface OfHolder extends OfAgent {
    ContactId contact();
  }

  /// Given by a supervisor, a rule or the clock.
  sealed interface OfCentre extends Command {}

  // --- The customer's side ---

  /// @param waitingSince epoch milliseconds from which its wait counts; 0 means now. A customer who
  ///   gave up waiting lately has credit for it besides
  /// @param selfService answers come first; null when it wants an agent right away
  record Arrive(Contact facts, long waitingSince, @Nullable SelfService selfService)
      implements OfCustomer {
    public static Arrive now(Contact facts) {
      return new Arrive(facts, 0, null);
    }

    @Override
    public ContactId contact() {
      return facts.id();
    }
  }

  record AskForPerson(ContactId contact) implements OfCustomer {}

  record MarkSelfServed(ContactId contact) implements OfCustomer {}

  /// The customer hung up or closed the conversation for good.
  record CustomerLeft(ContactId contact) implements OfCustomer {}

  /// The customer's connection is gone, perhaps for a moment: the channel's grace begins.
  record CustomerAway(ContactId contact) implements OfCustomer {}

  record CustomerBack(ContactId contact) implements OfCustomer {}

  /// The customer would rather be called back: the contact keeps its place without them.
  ///
  /// @param notBefore epoch milliseconds; 0 for as soon as it is their turn. Put off to when the
  ///   queue is open
  record AskForCallback(ContactId contact, long notBefore) implements OfCustomer {}

  /// The customer of another channel would rather be called: a new contact, to be called back,
  /// takes the place of theirs. When somebody has answered meanwhile, or it has ended, nothing is
  /// lost: the new one is part of the old one, or waits on its own.
  ///
  /// @param contact which has the place; it may have ended
  /// @param call the new one, as it would be without a contact before it
  /// @param notBefore as of [AskForCallback]
  record CallInstead(ContactId contact, Contact call, long notBefore) implements OfCustomer {}

  record CancelCallback(ContactId contact) implements OfCustomer {}

  /// The customer has left a message and goes; the contact keeps its place without them.
  record LeaveMessage(ContactId contact) implements OfCustomer {}

  // --- The agent's side ---

  record Accept(OfferId offer, AgentId agent) implements OfAgent {}

  record Decline(OfferId offer, AgentId agent, String reason) implements OfAgent {}

  /// The desktop or the phone could not be reached with the offer.
  record ReportUnreachable(OfferId offer, AgentId agent, String reason) implements OfAgent {}

  /// Whether a channel reaches the agent now, said by whoever would have to do it. Until the first
  /// word it does.
  record TellReach(AgentId agent, ChannelId channel, boolean reachable) implements OfAgent {}

  /// The conversation is over; wrap-up begins.
  record Finish(ContactId contact, AgentId agent) implements OfHolder {}

  record ExtendWrapUp(ContactId contact, AgentId agent, long byMillis, String why)
      implements OfHolder {}

  record CompleteWrapUp(
      ContactId contact, AgentId agent, @Nullable String disposition, @Nullable String noteRef)
      implements OfHolder {}

  /// Finish and complete in one go.
  record EndContact(
      ContactId contact, AgentId agent, @Nullable String disposition, @Nullable String noteRef)
      implements OfHolder {}

  record Transfer(ContactId contact, AgentId agent, Destination to, String why)
      implements OfHolder {}

  /// The one call to a customer who is to be called back.
  record Dial(ContactId contact, AgentId agent) implements OfHolder {}

  /// Asks another agent, or whoever is free in a queue, and keeps the contact meanwhile.
  ///
  /// @param question the id of the contact that the question is
  record AskColleague(
      ContactId contact, AgentId agent, ContactId question, Destination of, String why)
      implements OfHolder {}

  /// Takes the question back.
  record EndConsult(ContactId contact, AgentId agent) implements OfHolder {}

  /// Gives the contact to the colleague who answered.
  record HandOver(ContactId contact, AgentId agent) implements OfHolder {}

  /// Takes the next contact of the queues that agents pull from.
  ///
  /// @param queue of this one; null for any
  record PullNext(AgentId agent, @Nullable QueueId queue) implements OfAgent {}

  record SetPresence(AgentId agent, Presence presence) implements OfAgent {}

  /// Takes effect when the agent's last contact has ended; at once when there is none.
  record SetNextPresence(AgentId agent, Presence presence) implements OfAgent {}

  /// The agent's desktop is there.
  record Connect(AgentId agent) implements OfAgent {}

  /// The agent's desktop is gone: for each contact held, the channel's grace begins.
  record Disconnect(AgentId agent) implements OfAgent {}

  // --- The centre's side ---

  /// Replaces the plan. The version must be higher than the present one.
  ///
  /// @param inFlight which rules the contacts that are here already go on under
  /// @param why in words; null when nobody said
  record SavePlan(Plan plan, String by, InFlight inFlight, @Nullable String why)
      implements OfCentre {
    public SavePlan(Plan plan, String by, InFlight inFlight) {
      this(plan, by, inFlight, null);
    }

    public SavePlan(Plan plan, String by) {
      this(plan, by, InFlight.FOLLOW);
    }
  }

  /// What becomes of the contacts under way when the plan changes. People are what they are: the
  /// agents' skills, queues and capacity are the new plan's in either case.
  enum InFlight {
    /// They follow the new version.
    FOLLOW,
    /// They keep the rules they came under until they change queue.
    KEEP
  }

  /// Changes what an agent can do and where, live; the plan gets a new version by it.
  ///
  /// @param skills instead of the present ones; null to leave them
  /// @param queues instead of the present ones; null to leave them
  record ChangeAgent(
      AgentId agent,
      @Nullable List<SkillLevel> skills,
      @Nullable List<QueueId> queues,
      String by,
      String why)
      implements OfCentre {}

  record ChangePresence(AgentId agent, Presence presence, String by, String why)
      implements OfCentre {}

  /// Gives a contact to an agent without asking them.
  ///
  /// @param beyondCapacity also when the agent is full; then it uses none of the capacity. A call
  ///   stays alone all the same, and skills are asked for as always
  record Assign(ContactId contact, AgentId agent, boolean beyondCapacity, String by, String why)
      implements OfCentre {}

  /// Takes a contact back from whoever is offered it or holds it; it waits again, with its place.
  record Withdraw(ContactId contact, String by, String why) implements OfCentre {}

  /// Moves a contact to another queue, wherever it is now; its wait so far counts there.
  record Move(ContactId contact, QueueId queue, String by, String why) implements OfCentre {}

  record Reprioritise(ContactId contact, Urgency urgency, double value, String by, String why)
      implements OfCentre {}

  /// Takes part in a call that an agent has, or ends that.
  ///
  /// @param phone whose telephone is to ring for it
  record ListenIn(ContactId contact, Hearing hearing, String phone, String by, String why)
      implements OfCentre {}

  /// Ends a contact from outside the conversation.
  ///
  /// @param fate not [Fate#HANDLED]: only an agent handles
  /// @param into the contact it was merged into; null for every other fate
  record Close(ContactId contact, Fate fate, @Nullable ContactId into, String by, String why)
      implements OfCentre {}

  /// Works out how much longer a waiting contact will wait, and says so when there is something new
  /// to say. To be given every quarter of a minute or so for whoever can be told.
  record ForetellWait(ContactId contact) implements OfCentre {}

  /// The process that held the customers' connections of a channel has ended: for everybody on it
  /// who was there, the grace begins.
  record CustomersAway(ChannelId channel) implements OfCentre {}

  /// The clock says so: whatever is due by now happens.
  record TimePassed() implements OfCentre {}
}
