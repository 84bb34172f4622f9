package dev.rapport.routing;

import java.util.List;

/// The canonical text of a plan and of what plans are made of.
final class PlanText {
  private PlanText() {}

  static void write(CanonicalText text, Plan plan) {
    text.number(plan.version())
        .each(plan.skills(), CanonicalText::text)
        .each(plan.channels(), PlanText::channel)
        .each(plan.queues(), PlanText::queue)
        .each(plan.agents(), PlanText::agent);
    policy(text, plan.policy());
  }

  private static void channel(CanonicalText text, ChannelRules rules) {
    text.text(rules.channel().value())
        .number(rules.weight())
        .flag(rules.exclusive())
        .flag(rules.deferrable())
        .number(rules.deferFor());
    times(text, rules.times());
    text.each(rules.interrupts(), (out, other) -> out.text(other.value()));
  }

  private static void times(CanonicalText text, ChannelTimes times) {
    text.number(times.target())
        .number(times.offer())
        .number(times.wrapUp())
        .number(times.customerGrace())
        .number(times.agentGrace())
        .number(times.maxWait())
        .number(times.maxHandle());
  }

  private static void queue(CanonicalText text, ContactQueue queue) {
    text.text(queue.id().value()).text(queue.name());
    requirement(text, queue.requirement());
    text.name(queue.policy())
        .number(queue.maxSize())
        .number(queue.expectedHandle())
        .each(
            queue.ownTimes(),
            (out, own) -> {
              out.text(own.channel().value());
              times(out, own.times());
            });
    QueueRulesText.write(text, queue.rules());
  }

  static void agent(CanonicalText text, AgentProfile agent) {
    text.text(agent.id().value())
        .text(agent.name())
        .each(agent.skills(), PlanText::skill)
        .each(agent.queues(), (out, queue) -> out.text(queue.value()))
        .number(agent.capacity())
        .each(agent.caps(), (out, cap) -> out.text(cap.channel().value()).number(cap.most()));
  }

  private static void skill(CanonicalText text, SkillLevel skill) {
    SkillLevel.Validity valid = skill.valid();
    text.text(skill.skill())
        .number(skill.level())
        .number(valid == null ? 0 : valid.from())
        .number(valid == null ? SkillLevel.Validity.OPEN : valid.until());
  }

  static void requirement(CanonicalText text, Requirement requirement) {
    switch (requirement) {
      case Requirement.AtLeast(String skill, int level) ->
          text.text("atLeast").text(skill).number(level);
      case Requirement.AllOf(List<Requirement> parts) ->
          text.text("allOf").each(parts, PlanText::requirement);
      case Requirement.AnyOf(List<Requirement> parts) ->
          text.text("anyOf").each(parts, PlanText::requirement);
      case Requirement.Not(Requirement part) -> {
        text.text("not");
        requirement(text, part);
      }
    }
  }

  private static void policy(CanonicalText text, PolicySettings policy) {
    PolicySettings.AgentChoice choice = policy.choice();
    text.number(policy.gamma())
        .number(policy.beta())
        .each(policy.bounds(), (out, bound) -> out.number(bound.fromValue()).number(bound.millis()))
        .number(choice.preferredSpeed())
        .number(choice.affinity())
        .number(choice.flexibility())
        .number(choice.perSkill())
        .number(choice.perChannel())
        .number(choice.perContact())
        .number(policy.barFor())
        .number(policy.creditFor())
        .flag(policy.learnsHandleTimes());
  }
}
