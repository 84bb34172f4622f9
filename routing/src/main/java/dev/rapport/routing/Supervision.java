package dev.rapport.routing;

import dev.rapport.routing.Outcome.Rejected;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What supervisors change about agents while they work.
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
}
