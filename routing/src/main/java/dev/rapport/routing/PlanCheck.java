package dev.rapport.routing;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Finds what is wrong with a plan before it is saved, in sentences for people.
final class PlanCheck {
  static final int MAX_AGENTS = 50_000;
  static final int MAX_QUEUES = 5_000;
  static final int MAX_SKILLS = 5_000;
  static final int MAX_CHANNELS = 12;

  private final Plan plan;
  private final Set<String> skills;
  private final List<String> problems = new ArrayList<>();

  private PlanCheck(Plan plan) {
    this.plan = plan;
    this.skills = new LinkedHashSet<>(plan.skills());
  }

  /// Empty when the plan is fine.
  static List<String> problems(Plan plan) {
    PlanCheck check = new PlanCheck(plan);
    check.sizes();
    check.channels();
    check.queues();
    check.agents();
    check.policy();
    check.problems.addAll(QueueRulesCheck.problems(plan, check.skills));
    return check.problems;
  }

  /// What would be wrong with one agent in a plan.
  static List<String> problems(Plan plan, AgentProfile agent) {
    PlanCheck check = new PlanCheck(plan);
    Set<QueueId> queues = new LinkedHashSet<>();
    plan.queues().forEach(queue -> queues.add(queue.id()));
    check.agent(agent, queues);
    return check.problems;
  }

  private void sizes() {
    atMost("agents", plan.agents().size(), MAX_AGENTS);
    atMost("queues", plan.queues().size(), MAX_QUEUES);
    atMost("skills", plan.skills().size(), MAX_SKILLS);
    atMost("channels", plan.channels().size(), MAX_CHANNELS);
  }

  private void atMost(String what, int size, int most) {
    if (size > most) {
      problems.add("a plan has at most " + most + " " + what + ", not " + size);
    }
  }

  private void channels() {
    Set<ChannelId> seen = new LinkedHashSet<>();
    for (ChannelRules rules : plan.channels()) {
      if (!seen.add(rules.channel())) {
        problems.add("channel " + rules.channel() + " is there twice");
      }
      if (rules.weight() < 1) {
        problems.add("channel " + rules.channel() + " must weigh 1 or more");
      }
      if (rules.deferFor() < 0) {
        problems.add("channel " + rules.channel() + " cannot be deferred by less than nothing");
      }
      times("channel " + rules.channel(), rules.times());
      for (ChannelId other : rules.interrupts()) {
        if (other.equals(rules.channel())
            || plan.channels().stream().noneMatch(known -> known.channel().equals(other))) {
          problems.add("channel " + rules.channel() + " cannot interrupt " + other);
        }
      }
    }
  }

  private void times(String of, ChannelTimes times) {
    if (times.target() <= 0 || times.offer() <= 0 || times.maxWait() <= 0) {
      problems.add(of + ": target, offer and longest wait must be more than 0 ms");
    }
    if (times.maxHandle() <= 0 || times.wrapUp() < 0 || times.customerGrace() < 0) {
      problems.add(of + ": handling must be more than 0 ms, wrap-up and grace not less than 0");
    }
    if (times.agentGrace() < 0 && times.agentGrace() != ChannelTimes.KEEP) {
      problems.add(of + ": an agent's grace is 0 ms or more, or " + ChannelTimes.KEEP);
    }
  }

  private void queues() {
    Set<QueueId> seen = new LinkedHashSet<>();
    for (ContactQueue queue : plan.queues()) {
      if (!seen.add(queue.id())) {
        problems.add("queue " + queue.id() + " is there twice");
      }
      if (queue.maxSize() < 1 || queue.expectedHandle() < 1) {
        problems.add("queue " + queue.id() + ": size and handle time must be 1 or more");
      }
      for (ContactQueue.OwnTimes own : queue.ownTimes()) {
        times("queue " + queue.id() + ", channel " + own.channel(), own.times());
      }
      requirement("queue " + queue.id(), queue.requirement());
    }
  }

  private void requirement(String of, Requirement requirement) {
    for (String problem : RequirementCheck.problems(requirement, skills)) {
      problems.add(of + ": " + problem);
    }
  }

  private void agents() {
    Set<QueueId> queues = new LinkedHashSet<>();
    plan.queues().forEach(queue -> queues.add(queue.id()));
    Set<AgentId> seen = new LinkedHashSet<>();
    for (AgentProfile agent : plan.agents()) {
      if (!seen.add(agent.id())) {
        problems.add("agent " + agent.id() + " is there twice");
      }
      agent(agent, queues);
    }
  }

  private void agent(AgentProfile agent, Set<QueueId> queues) {
    if (agent.capacity() < 0) {
      problems.add("agent " + agent.id() + " cannot have less than no capacity");
    }
    Set<String> own = new LinkedHashSet<>();
    for (SkillLevel skill : agent.skills()) {
      if (!skills.contains(skill.skill())) {
        problems.add("agent " + agent.id() + " has the unknown skill " + skill.skill());
      }
      SkillLevel.Validity valid = skill.valid();
      if (valid != null && (valid.from() < 0 || valid.until() <= valid.from())) {
        problems.add("agent " + agent.id() + ": " + skill.skill() + " must end after it begins");
      }
      if (!own.add(skill.skill())) {
        problems.add("agent " + agent.id() + " has the skill " + skill.skill() + " twice");
      }
    }
    for (QueueId queue : agent.queues()) {
      if (!queues.contains(queue)) {
        problems.add("agent " + agent.id() + " serves the unknown queue " + queue);
      }
    }
  }

  private void policy() {
    PolicySettings policy = plan.policy();
    if (!(policy.gamma() >= 0 && policy.gamma() <= 1)) {
      problems.add("gamma is 0 to 1, not " + policy.gamma());
    }
    if (!(policy.beta() >= 0 && policy.beta() <= 1000)) {
      problems.add("beta is 0 to 1000, not " + policy.beta());
    }
    if (policy.bounds().isEmpty() || policy.bounds().getLast().fromValue() > 0) {
      problems.add("the last wait bound must be for value 0, so that everybody has one");
    }
    if (policy.barFor() < 0 || policy.creditFor() < 0) {
      problems.add("a bar or a credit cannot last less than nothing");
    }
  }
}
