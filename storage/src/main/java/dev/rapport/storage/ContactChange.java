package dev.rapport.storage;

import dev.rapport.routing.AgentId;
import dev.rapport.routing.ContactId;
import dev.rapport.routing.CustomerKey;
import dev.rapport.routing.Event;
import dev.rapport.routing.Overflow;
import dev.rapport.routing.QueueId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What an event does to the routing columns of its contact's row, written in the transaction that
/// stores the event: what the table says is what the log says, at any moment and after any crash.
///
/// @param customer who it is from, null to leave it
/// @param state the new state, null to leave it
/// @param queue the new queue, null to leave it
/// @param agent who has it from now on
/// @param fate how it ended, null while it has not
/// @param reached which moment of its life this is; the first time counts
record ContactChange(
    ContactId contact,
    @Nullable CustomerKey customer,
    @Nullable String state,
    @Nullable QueueId queue,
    Holder agent,
    @Nullable String fate,
    Moment reached) {

  /// Who has the contact.
  sealed interface Holder {
    record AsBefore() implements Holder {}

    /// @param agent null for nobody
    record Now(@Nullable AgentId agent) implements Holder {}
  }

  /// The moments whose time is kept.
  enum Moment {
    NONE,
    ARRIVED,
    OFFERED,
    ACCEPTED,
    ENDED
  }

  private static final Holder AS_BEFORE = new Holder.AsBefore();

  /// The change an event makes; null when it makes none.
  static @Nullable ContactChange of(Event event) {
    return switch (event) {
      case Event.Arrived e -> arrived(e);
      case Event.PersonAskedFor e -> to(e.contact(), "waiting", AS_BEFORE, Moment.NONE);
      case Event.Offered e -> to(e.contact(), "offered", new Holder.Now(e.agent()), Moment.OFFERED);
      case Event.Accepted e ->
          to(e.contact(), "assigned", new Holder.Now(e.agent()), Moment.ACCEPTED);
      case Event.AssignedDirectly e ->
          to(e.contact(), "assigned", new Holder.Now(e.agent()), Moment.ACCEPTED);
      case Event.HandedOver e -> inQueue(e.contact(), e.queue(), new Holder.Now(e.to()));
      case Event.Overflowed e ->
          e.to() instanceof Overflow.ToQueue(QueueId queue)
              ? inQueue(e.contact(), queue, AS_BEFORE)
              : null;
      case Event.OfferOver e -> offerGone(e.contact(), e.stillWith());
      case Event.AgentVanished e -> waitsAgain(e.contact(), null);
      case Event.Transferred e -> waitsAgain(e.contact(), e.queue());
      case Event.Withdrawn e -> waitsAgain(e.contact(), null);
      case Event.Moved e -> inQueue(e.contact(), e.to(), AS_BEFORE);
      case Event.Finished e -> to(e.contact(), "wrap_up", AS_BEFORE, Moment.NONE);
      case Event.Ended e -> ended(e);
      case Event.CustomerWentAway _,
          Event.CustomerCameBack _,
          Event.CameDue _,
          Event.BarLifted _,
          Event.RingWidened _,
          Event.OverflowBlocked _,
          Event.CallbackBooked _,
          Event.Dialled _,
          Event.ConsultBegan _,
          Event.ListenedIn _,
          Event.WrapUpExtended _,
          Event.WaitForetold _,
          Event.Reprioritised _,
          Event.QueueTurned _,
          Event.SkillsTurned _,
          Event.AgentChanged _,
          Event.PresenceChanged _,
          Event.NextPresenceSet _,
          Event.AgentConnected _,
          Event.AgentDisconnected _,
          Event.ReachChanged _,
          Event.CustomersWentAway _,
          Event.PlanSaved _ ->
          null;
    };
  }

  private static ContactChange arrived(Event.Arrived e) {
    return new ContactChange(
        e.contact(),
        e.facts().customer(),
        e.selfService() == null ? "waiting" : "answering",
        e.facts().queue(),
        AS_BEFORE,
        null,
        Moment.ARRIVED);
  }

  private static ContactChange ended(Event.Ended e) {
    return new ContactChange(
        e.contact(),
        null,
        "ended",
        null,
        new Holder.Now(e.agent()),
        e.fate().name().toLowerCase(Locale.ROOT),
        Moment.ENDED);
  }

  private static ContactChange inQueue(ContactId contact, @Nullable QueueId queue, Holder agent) {
    return new ContactChange(contact, null, null, queue, agent, null, Moment.NONE);
  }

  private static ContactChange to(
      ContactId contact, @Nullable String state, Holder agent, Moment reached) {
    return new ContactChange(contact, null, state, null, agent, null, reached);
  }

  /// Waiting again, unless others are being asked still.
  private static ContactChange offerGone(ContactId contact, @Nullable AgentId stillWith) {
    return stillWith == null
        ? waitsAgain(contact, null)
        : to(contact, null, new Holder.Now(stillWith), Moment.NONE);
  }

  private static ContactChange waitsAgain(ContactId contact, @Nullable QueueId queue) {
    return new ContactChange(
        contact, null, "waiting", queue, new Holder.Now(null), null, Moment.NONE);
  }

  /// The agent an event is about, for the column beside its payload; null when there is none.
  static @Nullable AgentId agentOf(Event event) {
    return switch (event) {
      case Event.OfAgent e -> e.agent();
      case Event.Offered e -> e.agent();
      case Event.Accepted e -> e.agent();
      case Event.AssignedDirectly e -> e.agent();
      case Event.HandedOver e -> e.to();
      case Event.Dialled e -> e.agent();
      case Event.ConsultBegan e -> e.consult().asker();
      case Event.ListenedIn e -> e.agent();
      case Event.OfferOver e -> e.agent();
      case Event.BarLifted e -> e.agent();
      case Event.Finished e -> e.agent();
      case Event.WrapUpExtended e -> e.agent();
      case Event.AgentVanished e -> e.agent();
      case Event.Transferred e -> e.agent();
      case Event.Withdrawn e -> e.agent();
      case Event.Ended e -> e.agent();
      case Event.Arrived _,
          Event.PersonAskedFor _,
          Event.CustomerWentAway _,
          Event.CustomerCameBack _,
          Event.CameDue _,
          Event.Moved _,
          Event.Overflowed _,
          Event.OverflowBlocked _,
          Event.RingWidened _,
          Event.CallbackBooked _,
          Event.QueueTurned _,
          Event.Reprioritised _,
          Event.WaitForetold _,
          Event.CustomersWentAway _,
          Event.PlanSaved _ ->
          null;
    };
  }
}
