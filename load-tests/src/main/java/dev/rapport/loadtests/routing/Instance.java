package dev.rapport.loadtests.routing;

import dev.rapport.routing.AgentProfile;
import dev.rapport.routing.ChannelId;
import dev.rapport.routing.ChannelRules;
import dev.rapport.routing.ChannelTimes;
import dev.rapport.routing.ContactQueue;
import dev.rapport.routing.Plan;
import dev.rapport.routing.PolicyName;
import dev.rapport.routing.PolicySettings;
import dev.rapport.routing.Requirement;
import dev.rapport.routing.SkillLevel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/// The simulated centre: sixty agents in nine groups, eight skills, three channels.
///
/// Four skills in each of two languages; two of them (the technical ones) have work of very uneven
/// length. Agents are specialists, bilinguals, blended, or generalists; how good they are at a
/// skill is 1.0, .9 or .8, give or take a tenth.
final class Instance {
  static final int SKILLS = 8;
  static final int AGENTS = 60;
  static final double[] VALUES = {60, 12, 3, 1};
  static final double[] TIER_SHARES = {.05, .15, .30, .50};
  static final double[] SKILL_SHARES = {.20, .20, .15, .14, .10, .09, .06, .06};

  /// Minutes of work at speed 1, by skill.
  static final double[] MINUTES = {4.5, 5.5, 4, 8, 5, 6, 4.5, 8};

  static final boolean[] UNEVEN = {false, false, false, true, false, false, false, true};

  /// How fast the customer's own agent is.
  static final double OWN_AGENT = 1.13;

  /// The speed of each of so many chats at once.
  static final double[] CHAT_SPEEDS = {1, .85, .70};

  static final int VOICE = 0;
  static final int CHAT = 1;
  static final int EMAIL = 2;
  static final ChannelId[] CHANNELS = {ChannelId.PHONE, ChannelId.CHAT, ChannelId.EMAIL};

  /// Full speed in the plan is the best anybody has here.
  private static final double BEST = 1.1;

  private static final double POOLED = 1.05;
  private static final long MINUTE = 60_000;

  /// So many agents with these skills, in order of how good they are at them, on these channels.
  private record Group(int agents, List<Integer> skills, List<Integer> channels) {}

  private static final List<Group> GROUPS =
      List.of(
          new Group(9, List.of(0, 2), List.of(VOICE, CHAT)),
          new Group(9, List.of(1, 2), List.of(VOICE, CHAT)),
          new Group(8, List.of(3, 1), List.of(VOICE, EMAIL)),
          new Group(6, List.of(4, 6), List.of(VOICE, CHAT)),
          new Group(6, List.of(5, 6), List.of(VOICE, CHAT)),
          new Group(4, List.of(7, 5), List.of(VOICE, EMAIL)),
          new Group(6, List.of(0, 1, 4, 5), List.of(VOICE)),
          new Group(4, List.of(2, 6, 3), List.of(VOICE, CHAT, EMAIL)),
          new Group(8, List.of(0, 1, 2, 3, 4, 5, 6, 7), List.of(VOICE, CHAT, EMAIL)));

  /// How good agent a is at skill s; 0 when not at all.
  final double[][] proficiency = new double[AGENTS][SKILLS];

  /// Does agent a take channel c?
  final boolean[][] takes = new boolean[AGENTS][CHANNELS.length];

  Instance() {
    Random random = new Random(60);
    int agent = 0;
    for (Group group : GROUPS) {
      for (int i = 0; i < group.agents(); i++, agent++) {
        for (int k = 0; k < group.skills().size(); k++) {
          double base = group.skills().size() > 4 ? .9 : k == 0 ? 1 : k == 1 ? .9 : .8;
          proficiency[agent][group.skills().get(k)] = base * (.9 + .2 * random.nextDouble());
        }
        for (int channel : group.channels()) {
          takes[agent][channel] = true;
        }
      }
    }
  }

  /// The same centre in which everybody can do everything: what routing could at best hope for.
  Instance pooled() {
    Instance pooled = new Instance();
    for (int a = 0; a < AGENTS; a++) {
      Arrays.fill(pooled.proficiency[a], POOLED);
      Arrays.fill(pooled.takes[a], true);
    }
    return pooled;
  }

  Plan plan(PolicyName policy) {
    List<String> skills = new ArrayList<>();
    List<ContactQueue> queues = new ArrayList<>();
    for (int s = 0; s < SKILLS; s++) {
      skills.add("s" + s);
      queues.add(
          ContactQueue.of("q" + s, "Queue " + s, Requirement.atLeast("s" + s, 1))
              .with(policy)
              .withMaxSize(1_000_000)
              .withExpectedHandle(expectedHandle(s)));
    }
    return new Plan(1, skills, channels(), queues, agents(), PolicySettings.DEFAULTS);
  }

  /// Milliseconds at the full speed of the plan.
  static long expectedHandle(int skill) {
    return Math.round(MINUTES[skill] * MINUTE / BEST);
  }

  private static List<ChannelRules> channels() {
    ChannelTimes email =
        new ChannelTimes(4 * 60 * MINUTE, MINUTE, 0, MINUTE, -1, 1L << 40, 1L << 40);
    return List.of(
        new ChannelRules(ChannelId.PHONE, 6, true, false, 0, live(20_000)),
        new ChannelRules(ChannelId.CHAT, 2, false, false, 0, live(45_000)),
        new ChannelRules(ChannelId.EMAIL, 6, true, true, 30 * MINUTE, email));
  }

  private static ChannelTimes live(long target) {
    return new ChannelTimes(target, MINUTE, 0, MINUTE, -1, 1L << 40, 1L << 40);
  }

  private List<AgentProfile> agents() {
    List<AgentProfile> agents = new ArrayList<>();
    for (int a = 0; a < AGENTS; a++) {
      List<SkillLevel> own = new ArrayList<>();
      for (int s = 0; s < SKILLS; s++) {
        if (proficiency[a][s] > 0) {
          long level = Math.round((proficiency[a][s] / BEST - .5) * 200);
          own.add(new SkillLevel("s" + s, (int) Math.min(100, Math.max(1, level))));
        }
      }
      List<AgentProfile.Cap> caps = new ArrayList<>();
      for (int c = 0; c < CHANNELS.length; c++) {
        if (!takes[a][c]) {
          caps.add(new AgentProfile.Cap(CHANNELS[c], 0));
        }
      }
      agents.add(
          AgentProfile.of("a" + a, "Agent " + a, own.toArray(SkillLevel[]::new))
              .capped(caps.toArray(AgentProfile.Cap[]::new)));
    }
    return agents;
  }
}
