package dev.rapport.routing;

import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Makes up plans: few of everything, so that things meet often.
final class RandomCentre {
  private static final long START = 1_800_000_000_000L;

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
        .withExpectedHandle(60_000L * (1 + random.nextInt(8)))
        .with(rules(id));
  }

  private QueueRules rules(String id) {
    QueueRules rules = QueueRules.DEFAULTS;
    if (random.nextInt(3) == 0) {
      rules = rules.open(hours(), overflow(id));
    }
    if (random.nextInt(2) == 0) {
      rules = rules.whenFull(overflow(id));
    }
    if (random.nextInt(3) == 0) {
      rules =
          rules.after(
              new QueueRules.AfterWait(
                  20_000L * (1 + random.nextInt(20)), random.nextBoolean(), overflow(id)));
    }
    if (random.nextInt(3) == 0) {
      String last = skills.getLast();
      rules =
          rules
              .neverRelaxing(last)
              .widening(
                  new QueueRules.Ring(15_000, List.of(new QueueRules.Relaxed(soft(), 20))),
                  new QueueRules.Ring(40_000, List.of(new QueueRules.Relaxed(soft(), 0))));
    }
    return switch (random.nextInt(6)) {
      case 0, 1 -> rules.asking(2 + random.nextInt(3));
      case 2 -> rules.by(QueueRules.Handout.PULL);
      default -> rules;
    };
  }

  /// Any but the last, which is never relaxed.
  private String soft() {
    return skills.get(random.nextInt(skills.size() - 1));
  }

  /// Turns often, so that something happens within a run.
  private OpeningHours hours() {
    List<OpeningHours.Period> week = new ArrayList<>();
    for (DayOfWeek day : DayOfWeek.values()) {
      int from = 0;
      for (int i = 0; i < 8; i++) {
        from += 1 + random.nextInt(60);
        int to = from + 1 + random.nextInt(120);
        week.add(new OpeningHours.Period(day, from, to));
        from = to;
      }
    }
    return new OpeningHours(random.nextBoolean() ? "Europe/Zurich" : "UTC", week, List.of());
  }

  /// To the next queue only, so that nothing goes in a circle.
  private Overflow overflow(String id) {
    return switch (random.nextInt(5)) {
      case 0, 1 ->
          id.equals("q2")
              ? new Overflow.Callback()
              : new Overflow.ToQueue(new QueueId(id.equals("q0") ? "q1" : "q2"));
      case 2 -> new Overflow.Callback();
      case 3 -> new Overflow.Message();
      default -> new Overflow.Refuse("Please try again tomorrow.");
    };
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
    boolean interrupting = random.nextInt(3) == 0;
    for (ChannelRules rules : ChannelRules.DEFAULTS) {
      long defer = rules.deferrable() && random.nextBoolean() ? 60_000L * random.nextInt(30) : 0;
      channels.add(
          new ChannelRules(
              rules.channel(),
              rules.weight(),
              rules.exclusive(),
              rules.deferrable(),
              defer,
              rules.times(),
              interrupting ? interrupted(rules.channel()) : List.of()));
    }
    return channels;
  }

  /// A call interrupts what is written; now and then a chat interrupts mail.
  private List<ChannelId> interrupted(ChannelId by) {
    if (by.equals(ChannelId.PHONE)) {
      return List.of(ChannelId.EMAIL, ChannelId.FORM);
    }
    return by.equals(ChannelId.CHAT) && random.nextBoolean() ? List.of(ChannelId.EMAIL) : List.of();
  }

  private AgentProfile agent(String id) {
    List<SkillLevel> own = new ArrayList<>();
    for (String skill : skills) {
      if (random.nextInt(3) > 0) {
        SkillLevel level = new SkillLevel(skill, 20 * random.nextInt(6));
        long turn = START + random.nextInt(4_000_000);
        own.add(
            switch (random.nextInt(8)) {
              case 0 -> level.valid(0, turn);
              case 1 -> level.valid(turn, turn + 600_000);
              default -> level;
            });
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
