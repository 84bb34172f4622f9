package dev.rapport.routing;

import dev.rapport.routing.Outcome.Rejected;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What supervisors change about agents while they work, and that they hear them.
final class Supervision {
  private Supervision() {}

  static @Nullable Rejected presence(Step step, Command.ChangePresence command) {
    Rejected refusal = Refusals.agent(step.centre(), command.agent());
    if (refusal != null) {
      return refusal;
    }
    AgentLife agent = step.centre().agent(command.agent());
    if (!agent.presence.equals(command.presence()) || !agent.next.equals(command.presence())) {
      AgentMoves.presence(step, agent.id(), command.presence(), command.why(), command.by());
    }
    return null;
  }

  static @Nullable Rejected change(Step step, Command.ChangeAgent command) {
    Centre centre = step.centre();
    Rejected refusal = Refusals.agent(centre, command.agent());
    if (refusal != null) {
      return refusal;
    }
    AgentProfile profile = centre.agent(command.agent()).profile;
    if (command.skills() != null) {
      profile = profile.withSkills(command.skills());
    }
    if (command.queues() != null) {
      profile = profile.withQueues(command.queues());
    }
    List<String> problems = PlanCheck.problems(centre.rules.plan(), profile);
    if (!problems.isEmpty()) {
      return new Rejected("plan_invalid", String.join("; ", problems));
    }
    if (!profile.equals(centre.agent(command.agent()).profile)) {
      step.emit(
          new Event.AgentChanged(
              profile, centre.rules.plan().version() + 1, command.by(), command.why()));
    }
    return null;
  }

  /// Only a talk can be heard: a call that an agent has, and whose customer is on the line.
  static @Nullable Rejected listenIn(Step step, Command.ListenIn command) {
    ContactLife contact = step.centre().contacts.get(command.contact());
    if (contact == null) {
      return Refusals.noContact(step.centre(), command.contact());
    }
    if (!contact.facts.channel().equals(ChannelId.PHONE) || contact.mode != ContactMode.LIVE) {
      return new Rejected("no_call", "Nobody is on the telephone in " + command.contact() + ".");
    }
    if (!(contact.state instanceof ContactState.Assigned(_, var agent, _))) {
      return Refusals.wrongState(contact, "Assigned");
    }
    step.emit(
        new Event.ListenedIn(
            contact.id(), agent, command.hearing(), command.phone(), command.by(), command.why()));
    return null;
  }
}
