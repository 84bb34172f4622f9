package dev.rapport.routing;

import dev.rapport.routing.Outcome.Rejected;
import org.jspecify.annotations.Nullable;

/// From one agent to a queue or to another agent, in one step: the contact is with exactly one of
/// from, queue and to after every event. It keeps the wait it came with.
final class Transfers {
  private Transfers() {}

  static @Nullable Rejected transfer(Step step, ContactLife contact, Command.Transfer command) {
    Destination to = command.to();
    if (contact.consult != null) {
      return new Rejected("is_question", "A question is answered, and not passed on.");
    }
    Rejected refusal = refusal(step.centre(), command.agent(), to);
    if (refusal != null) {
      return refusal;
    }
    QueueId queue =
        switch (to) {
          case Destination.ToQueue(QueueId id) -> id;
          case Destination.ToAgent _ -> contact.facts.queue();
        };
    step.emit(
        new Event.Transferred(
            contact.id(), command.agent(), to, queue, command.why(), step.barredUntil()));
    AgentMoves.released(step, command.agent());
    if (to instanceof Destination.ToAgent(AgentId id)) {
      offerDirectly(step, contact, step.centre().agent(id));
    }
    return null;
  }

  /// Null when somebody may pass a contact on to there.
  static @Nullable Rejected refusal(Centre centre, AgentId from, Destination to) {
    return switch (to) {
      case Destination.ToQueue(QueueId id) -> centre.rules.knows(id) ? null : Refusals.noQueue(id);
      case Destination.ToAgent(AgentId id) -> {
        if (id.equals(from)) {
          yield new Rejected("same_agent", "A contact cannot be transferred to who has it.");
        }
        yield Refusals.agent(centre, id);
      }
    };
  }

  private static void offerDirectly(Step step, ContactLife contact, AgentLife agent) {
    if (contact.due
        && agent.hasRoom(contact.kind)
        && agent.mayServe(contact.kind)
        && !contact.closedTo(agent.id())) {
      step.offer(step.centre().finder.direct(contact, agent, step.now()));
    }
  }
}
