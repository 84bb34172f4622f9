package dev.rapport.routing;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Makes up plans: few of everything, so that things meet often.
final class RandomCentre {
  private final Random random;
  final List<String> skills = List.of("german", "french", "billing", "repair", "licence");

  RandomCentre(Random random) {
    this.random = random;
  }

  Plan plan(long version) {
    List<ContactQueue> queues = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      queues.add(queue("q" + i));
    }
    List<AgentProfile> agents = new ArrayList<>();
    int count = 2 + random.nextInt(random.nextInt(6) == 0 ? 60 : 8);
    for (int i = 0; i < count; i++) {
      agents.add(agent("a" + i));
    }
    return new Plan(
        version, skills, channels(), queues, agents, PolicySettings.DEFAULTS.valuing(0.5, 3));
  }

  private ContactQueue queue(String id) {
    PolicyName[] policies = PolicyName.values();
    PolicyName policy =
        random.nextInt(3) > 0 ? PolicyName.DEFAULT : policies[random.nextInt(policies.length)];
    return ContactQueue.of(id, "Queue " + id, requirement(2))
        .with(policy)
        .withMaxSize(random.nextInt(4) == 0 ? 3 : 1_000)
        .withExpectedHandle(60_000L * (1 + random.nextInt(8)));
  }

  Requirement requirement(int depth) {
    return switch (random.nextInt(depth == 0 ? 3 : 6)) {
      case 0 -> Requirement.anyone();
      case 1, 2 -> Requirement.atLeast(skill(), random.nextInt(80));
      case 3 -> Requirement.allOf(requirement(depth - 1), requirement(depth - 1));
      case 4 -> Requirement.anyOf(requirement(depth - 1), requirement(depth - 1));
      default -> Requirement.not(Requirement.atLeast(skill(), 60 + random.nextInt(40)));
    };
  }

  private String skill() {
    return skills.get(random.nextInt(skills.size()));
  }

  private List<ChannelRules> channels() {
    List<ChannelRules> channels = new ArrayList<>();
    for (ChannelRules rules : ChannelRules.DEFAULTS) {
      long defer = rules.deferrable() && random.nextBoolean() ? 60_000L * random.nextInt(30) : 0;
      channels.add(
          new ChannelRules(
              rules.channel(),
              rules.weight(),
              rules.exclusive(),
              rules.deferrable(),
              defer,
              rules.times()));
    }
    return channels;
  }

  private AgentProfile agent(String id) {
    List<SkillLevel> own = new ArrayList<>();
    for (String skill : skills) {
      if (random.nextInt(3) > 0) {
        own.add(new SkillLevel(skill, 20 * random.nextInt(6)));
      }
    }
    AgentProfile agent = AgentProfile.of(id, "Agent " + id, own.toArray(SkillLevel[]::new));
    if (random.nextInt(4) == 0) {
      agent = agent.in(new QueueId("q" + random.nextInt(3)));
    }
    if (random.nextInt(4) == 0) {
      agent = agent.capped(new AgentProfile.Cap(ChannelId.CHAT, random.nextInt(3)));
    }
    return agent;
  }
}
