package dev.rapport.routing;

import dev.rapport.routing.Outcome.Rejected;
import org.jspecify.annotations.Nullable;

/// Contacts that agents get without being asked: given by a supervisor, or pulled by themselves.
final class DirectAssignment {
  private DirectAssignment() {}

  static @Nullable Rejected assign(Step step, Command.Assign command) {
    Centre centre = step.centre();
    ContactLife contact = centre.contacts.get(command.contact());
    if (contact == null) {
      return Refusals.noContact(centre, command.contact());
    }
    Rejected refusal = Refusals.agent(centre, command.agent());
    if (refusal != null) {
      return refusal;
    }
    boolean without =
        contact.state instanceof ContactState.Answering
            || contact.state instanceof ContactState.Waiting
            || contact.state instanceof ContactState.Offered;
    if (!without || contact.consult != null) {
      return Refusals.wrongState(contact, "Answering, Waiting or Offered");
    }
    AgentLife agent = centre.agent(command.agent());
    refusal = unfit(contact, agent);
    if (refusal != null) {
      return refusal;
    }
    boolean offeredToThem =
        contact.state instanceof ContactState.Offered offered && offered.asks(agent.id());
    boolean room =
        offeredToThem
            || agent.load.hasRoom(agent.kind, contact.kind.channel(), contact.kind.rules());
    if (!room && !command.beyondCapacity()) {
      return new Rejected("agent_full", "Agent " + agent.id() + " has no room for it.");
    }
    Endings.withdrawOffers(step, contact, "assigned_directly", command.by());
    step.emit(
        new Event.AssignedDirectly(
            new OfferId(centre.nextOffer),
            contact.id(),
            agent.id(),
            !room,
            command.by(),
            command.why()));
    return null;
  }

  /// What not even a supervisor can order.
  private static @Nullable Rejected unfit(ContactLife contact, AgentLife agent) {
    if (!agent.signedIn() || !agent.connected()) {
      return new Rejected("agent_not_there", "Agent " + agent.id() + " is not there.");
    }
    if (!agent.kind.serves(contact.kind.need().queue())
        || !agent.kind.satisfies(contact.kind.need().requirement())) {
      return new Rejected(
          "not_skilled", "Agent " + agent.id() + " may not serve what this contact needs.");
    }
    boolean besides = agent.held.size() > (agent.held.containsKey(contact.id()) ? 1 : 0);
    if (besides && (contact.kind.rules().exclusive() || agent.load.exclusive())) {
      return new Rejected(
          "exclusive", "A contact that an agent must have alone is not put beside another.");
    }
    int channel = contact.kind.channel();
    return agent.load.count(channel) >= AgentKind.MOST_PER_CHANNEL
        ? new Rejected("agent_full", "Agent " + agent.id() + " has too many contacts.")
        : null;
  }

  /// The agent asks for the next contact: offered and accepted in one go, with its decision.
  static @Nullable Rejected pull(Step step, Command.PullNext command) {
    Centre centre = step.centre();
    QueueId queue = command.queue();
    if (queue != null && !centre.rules.knows(queue)) {
      return Refusals.noQueue(queue);
    }
    AgentLife agent = centre.agent(command.agent());
    if (!agent.takes()) {
      return new Rejected("not_available", "Only an available agent takes contacts.");
    }
    Finder.Match match = centre.finder.nextFor(agent, queue, step.now());
    if (match == null) {
      return new Rejected("nothing_waits", "Nothing waits that you could take now.");
    }
    OfferId offer = new OfferId(centre.nextOffer);
    step.offer(match);
    step.emit(new Event.Accepted(offer, match.contact().id(), agent.id()));
    return null;
  }
}
