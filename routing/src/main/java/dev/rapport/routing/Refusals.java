package dev.rapport.routing;

import dev.rapport.routing.Outcome.Rejected;
import org.jspecify.annotations.Nullable;

/// The refusals that several commands share, each with its code.
final class Refusals {
  private Refusals() {}

  static Rejected noContact(Centre centre, ContactId id) {
    RoutingSnapshot.EndedContact ended = centre.ended.get(id);
    return ended == null
        ? new Rejected("unknown_contact", "There is no contact " + id + ".")
        : new Rejected("contact_ended", "Contact " + id + " has ended: " + ended.fate() + ".");
  }

  static Rejected noAgent(AgentId id) {
    return new Rejected("unknown_agent", "The plan has no agent " + id + ".");
  }

  static Rejected noQueue(QueueId id) {
    return new Rejected("unknown_queue", "The plan has no queue " + id + ".");
  }

  static Rejected wrongState(ContactLife contact, String needed) {
    return new Rejected(
        "wrong_state",
        "Contact "
            + contact.id()
            + " is "
            + contact.state.getClass().getSimpleName()
            + ", and would have to be "
            + needed
            + ".");
  }

  static Rejected notYours(ContactLife contact, AgentId agent) {
    return new Rejected(
        "not_yours", "Contact " + contact.id() + " is not with agent " + agent + ".");
  }

  /// Null when the plan has the agent.
  static @Nullable Rejected agent(Centre centre, AgentId id) {
    AgentLife agent = centre.agents.get(id);
    return agent == null || agent.retired ? noAgent(id) : null;
  }
}
