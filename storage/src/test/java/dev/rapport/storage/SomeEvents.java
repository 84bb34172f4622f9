package dev.rapport.storage;

import dev.rapport.routing.AgentId;
import dev.rapport.routing.ContactId;
import dev.rapport.routing.Decision;
import dev.rapport.routing.Event;
import dev.rapport.routing.OfferId;
import dev.rapport.routing.RoutingSnapshot;
import java.util.List;

/// Events and a snapshot with something in every kind of component. Not a possible history.
final class SomeEvents {
  static final ContactId C1 = new ContactId("c1");
  static final AgentId ANA = new AgentId("ana");
  static final AgentId BEN = new AgentId("ben");
  static final OfferId OFFER = new OfferId(7);
  static final Decision DECISION = Samples.of(Decision.class);

  /// Two of each kind: one as full, one as empty as can be.
  static final List<Event> ALL = Samples.ofEach(Event.class);

  static final RoutingSnapshot SNAPSHOT = Samples.of(RoutingSnapshot.class);

  private SomeEvents() {}

  static Event offered(ContactId contact, AgentId agent) {
    return new Event.Offered(OFFER, contact, agent, 50, DECISION);
  }

  static Event accepted(ContactId contact, AgentId agent) {
    return new Event.Accepted(OFFER, contact, agent);
  }
}
