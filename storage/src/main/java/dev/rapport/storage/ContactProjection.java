package dev.rapport.storage;

import static dev.rapport.storage.schema.Tables.CONTACT;

import dev.rapport.routing.AgentId;
import dev.rapport.routing.ContactId;
import dev.rapport.routing.Event;
import dev.rapport.routing.Fate;
import dev.rapport.storage.schema.tables.records.ContactRecord;
import java.util.Locale;
import org.jooq.DSLContext;
import org.jooq.UpdateSetFirstStep;
import org.jooq.UpdateSetMoreStep;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/// Keeps the routing columns of the table `contact` in step with the events, in the transaction
/// that stores them: what the table says is what the log says, at any moment and after any crash.
///
/// A contact without a row is passed over: rows are made by whoever takes contacts in, and the log
/// does not depend on them.
final class ContactProjection {
  static final String RECEIVED = "received";

  private final DSLContext dsl;
  private final String centre;
  private final long at;

  /// For the events of one append, all of one moment.
  ContactProjection(DSLContext dsl, String centre, long at) {
    this.dsl = dsl;
    this.centre = centre;
    this.at = at;
  }

  void apply(Event event) {
    switch (event) {
      case Event.Arrived e -> arrived(e);
      case Event.PersonAskedFor e -> update(e.contact(), state("waiting"));
      case Event.Offered e -> offered(e);
      case Event.Accepted e -> accepted(e);
      case Event.Declined e -> waitsAgain(e.contact());
      case Event.OfferExpired e -> waitsAgain(e.contact());
      case Event.OfferUndelivered e -> waitsAgain(e.contact());
      case Event.OfferWithdrawn e -> waitsAgain(e.contact());
      case Event.Finished e -> update(e.contact(), state("wrap_up"));
      case Event.AgentVanished e -> waitsAgain(e.contact());
      case Event.Transferred e -> {
        waitsAgain(e.contact());
        update(e.contact(), table().set(CONTACT.QUEUE, e.queue().value()));
      }
      case Event.Withdrawn e -> waitsAgain(e.contact());
      case Event.Moved e -> update(e.contact(), table().set(CONTACT.QUEUE, e.to().value()));
      case Event.Ended e -> ended(e);
      case Event.CustomerWentAway _,
          Event.CustomerCameBack _,
          Event.BarLifted _,
          Event.WrapUpExtended _,
          Event.Reprioritised _,
          Event.PresenceChanged _,
          Event.NextPresenceSet _,
          Event.AgentConnected _,
          Event.AgentDisconnected _,
          Event.PlanSaved _ -> {}
    }
  }

  private void arrived(Event.Arrived e) {
    update(
        e.contact(),
        state(e.selfService() == null ? "waiting" : "answering")
            .set(CONTACT.QUEUE, e.facts().queue().value())
            .set(CONTACT.ARRIVED_AT, at));
  }

  private void offered(Event.Offered e) {
    update(
        e.contact(),
        state("offered")
            .set(CONTACT.AGENT, e.agent().value())
            .set(CONTACT.OFFERED_AT, DSL.coalesce(CONTACT.OFFERED_AT, at)));
  }

  private void accepted(Event.Accepted e) {
    update(
        e.contact(),
        state("assigned")
            .set(CONTACT.AGENT, e.agent().value())
            .set(CONTACT.ACCEPTED_AT, DSL.coalesce(CONTACT.ACCEPTED_AT, at)));
  }

  private void waitsAgain(ContactId contact) {
    update(contact, state("waiting").setNull(CONTACT.AGENT));
  }

  private void ended(Event.Ended e) {
    update(
        e.contact(),
        state("ended")
            .set(CONTACT.FATE, name(e.fate()))
            .set(CONTACT.AGENT, value(e.agent()))
            .set(CONTACT.ENDED_AT, at));
  }

  private UpdateSetFirstStep<ContactRecord> table() {
    return dsl.update(CONTACT);
  }

  private UpdateSetMoreStep<ContactRecord> state(String state) {
    return table().set(CONTACT.STATE, state);
  }

  private void update(ContactId contact, UpdateSetMoreStep<ContactRecord> columns) {
    columns.where(CONTACT.CENTRE.eq(centre)).and(CONTACT.ID.eq(contact.value())).execute();
  }

  /// The fate as the column and the interfaces have it: `self_served`.
  static String name(Fate fate) {
    return fate.name().toLowerCase(Locale.ROOT);
  }

  private static @Nullable String value(@Nullable AgentId agent) {
    return agent == null ? null : agent.value();
  }

  /// The agent an event is about, for the column beside its payload; null when there is none.
  static @Nullable String agentOf(Event event) {
    return switch (event) {
      case Event.OfAgent e -> e.agent().value();
      case Event.Offered e -> e.agent().value();
      case Event.Accepted e -> e.agent().value();
      case Event.Declined e -> e.agent().value();
      case Event.OfferExpired e -> e.agent().value();
      case Event.OfferUndelivered e -> e.agent().value();
      case Event.OfferWithdrawn e -> e.agent().value();
      case Event.BarLifted e -> e.agent().value();
      case Event.Finished e -> e.agent().value();
      case Event.WrapUpExtended e -> e.agent().value();
      case Event.AgentVanished e -> e.agent().value();
      case Event.Transferred e -> e.agent().value();
      case Event.Withdrawn e -> e.agent().value();
      case Event.Ended e -> value(e.agent());
      case Event.Arrived _,
          Event.PersonAskedFor _,
          Event.CustomerWentAway _,
          Event.CustomerCameBack _,
          Event.Moved _,
          Event.Reprioritised _,
          Event.PlanSaved _ ->
          null;
    };
  }
}
