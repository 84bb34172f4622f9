package dev.rapport.routing;

/// The answer to "why was this agent not offered that contact?", from the decision alone.
public sealed interface WhyNot {
  /// They were.
  record Chosen() implements WhyNot {}

  /// They could have had it, and scored lower by this much.
  record Lower(AgentScore score, long difference) implements WhyNot {}

  /// They could not.
  record Excluded(Decision.Reason reason) implements WhyNot {}

  /// The record does not name them: they had room and scored below those it keeps, or the centre is
  /// too large to name everyone. Replaying the log up to the decision tells.
  record NotRecorded() implements WhyNot {}

  static WhyNot of(AgentId agent, AgentId chosen, Decision decision) {
    if (agent.equals(chosen)) {
      return new Chosen();
    }
    for (Decision.PassedAgent passed : decision.agents()) {
      if (passed.agent().equals(agent)) {
        return new Lower(passed.score(), passed.difference());
      }
    }
    for (Decision.Exclusion exclusion : decision.excluded()) {
      if (exclusion.agents().contains(agent)) {
        return new Excluded(exclusion.reason());
      }
    }
    return new NotRecorded();
  }
}
