package dev.rapport.routing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// How scarce each skill has been lately: a moving average of the people waiting for it over the
/// agents idle with it. An idle agent of several skills counts as a share of one in each.
///
/// Moves only when an event is applied, by as many ticks as have passed since the last: between two
/// events nothing it is made of can change, so a replay finds the same numbers. Whole numbers only.
final class SkillScarcity {
  static final long TICK_MILLIS = 2_000;

  /// The number of a skill that the plan does not have.
  static final int UNKNOWN = -1;

  private static final long MICROS = 1_000_000;

  /// No opinion.
  private static final long START = MICROS;

  private static final long MOST = 3 * MICROS;
  private static final long HALF = MICROS / 2;

  /// One over the weight of the newest tick.
  private static final long MEMORY = 20;

  private final Map<String, Integer> skills;
  private final long[] waiting;
  private final long[] idleMicros;
  private final long[] average;
  private long tick = -1;
  private int version;

  SkillScarcity(Map<String, Integer> skills) {
    this.skills = skills;
    waiting = new long[skills.size()];
    idleMicros = new long[skills.size()];
    average = new long[skills.size()];
    java.util.Arrays.fill(average, START);
  }

  /// Takes over what was known of the skills that still exist.
  void remember(List<RoutingSnapshot.Scarcity> known, long knownTick) {
    tick = knownTick;
    for (RoutingSnapshot.Scarcity scarcity : known) {
      Integer index = skills.get(scarcity.skill());
      if (index != null) {
        average[index] = scarcity.micros();
      }
    }
    version++;
  }

  List<RoutingSnapshot.Scarcity> known() {
    List<RoutingSnapshot.Scarcity> known = new ArrayList<>();
    skills.forEach((skill, i) -> known.add(new RoutingSnapshot.Scarcity(skill, average[i])));
    return known;
  }

  long tick() {
    return tick;
  }

  /// Rises whenever an average may have changed.
  int version() {
    return version;
  }

  /// Brings the averages up to a moment. Must come before anything that happens then.
  void advance(long at) {
    long target = at / TICK_MILLIS;
    if (tick < 0) {
      tick = target;
    }
    if (tick >= target) {
      return;
    }
    for (int i = 0; i < average.length; i++) {
      average[i] = after(average[i], ratio(i), target - tick);
    }
    tick = target;
    version++;
  }

  private long ratio(int skill) {
    return (waiting[skill] * MICROS + HALF) * MICROS / (idleMicros[skill] + HALF);
  }

  /// Ends early where whole numbers stand still, which they do within some hundred ticks.
  private static long after(long average, long ratio, long ticks) {
    long now = average;
    for (long i = 0; i < ticks; i++) {
      long step = (ratio - now) / MEMORY;
      if (step == 0) {
        return now;
      }
      now += step;
    }
    return now;
  }

  /// What the ratios are made of now.
  List<Long> counts() {
    List<Long> counts = new ArrayList<>();
    for (int i = 0; i < waiting.length; i++) {
      counts.add(waiting[i]);
      counts.add(idleMicros[i]);
    }
    return counts;
  }

  void waits(ContactKind kind, int change) {
    if (!kind.rules().deferrable()) {
      for (int skill : kind.need().numbers()) {
        waiting[skill] += change;
      }
    }
  }

  void idles(AgentKind kind, int change) {
    int[] own = kind.skills();
    for (int skill : own) {
      if (skill != UNKNOWN) {
        idleMicros[skill] += change * (MICROS / own.length);
      }
    }
  }

  /// What an agent's skills are worth now: the sum of scarcity × speed.
  long worth(AgentKind agent) {
    long sum = 0;
    for (int i = 0; i < agent.skills().length; i++) {
      sum += worth(agent, i);
    }
    return sum;
  }

  /// What they are worth elsewhere: without those that the contact asks for.
  long others(AgentKind agent, Need need, long worth) {
    long others = worth;
    for (int i = 0; i < agent.skills().length; i++) {
      if (need.asksFor(agent.skills()[i])) {
        others -= worth(agent, i);
      }
    }
    return others;
  }

  private long worth(AgentKind agent, int i) {
    int skill = agent.skills()[i];
    return skill == UNKNOWN ? 0 : Math.min(MOST, average[skill]) * agent.speeds()[i] / MICROS;
  }
}
