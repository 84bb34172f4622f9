package dev.rapport.routing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The agents of one kind: those who take contacts in buckets by what they have, longest rested
/// first, the others counted by why they do not.
final class AgentGroup {
  final AgentKind kind;

  /// The kinds of contacts these agents may serve.
  final Bits mayServe = new Bits();

  /// Those with somebody in them, in no order that matters.
  final List<Bucket> buckets = new ArrayList<>();

  /// Kept for the next time somebody has such a load.
  private final List<Bucket> empty = new ArrayList<>();

  int members;

  /// By need: how fast they are at it, in millionths; 0 where they may not. Beside each other,
  /// because a decision reads those of all kinds that wait.
  private long[] speeds = {};

  private final List<ChannelRules> channels;

  /// How many are in which place: those who take nothing first, then by channel those with room,
  /// those at capacity and those who have their fill of that channel. In one piece of memory,
  /// because every decision counts them.
  private final int[] tally;

  private static final int ABSENCES = Exclusions.Absence.values().length;
  private static final int ROOMS = 3;
  private static final int HAS_ROOM = 0;
  private static final int AT_CAPACITY = 1;
  private static final int CHANNEL_FULL = 2;

  private long worth;
  private int worthVersion = -1;
  private @Nullable SkillScarcity worthOf;

  AgentGroup(AgentKind kind, List<ChannelRules> channels) {
    this.kind = kind;
    this.channels = channels;
    this.tally = new int[ABSENCES + ROOMS * channels.size()];
  }

  /// Agents of one kind with the same load. Those who could take nothing more are only counted.
  static final class Bucket {
    final Load load;
    final boolean full;
    final TreeSet<AgentLife> agents = new TreeSet<>(AgentLife.BY_REST);
    private final int[] places;
    private int count;

    Bucket(Load load, AgentKind kind, List<ChannelRules> channels) {
      this.load = load;
      this.full = load.full(kind);
      this.places = new int[channels.size()];
      for (int i = 0; i < places.length; i++) {
        places[i] = ABSENCES + ROOMS * i + room(load, kind, i, channels.get(i));
      }
    }

    private static int room(Load load, AgentKind kind, int channel, ChannelRules rules) {
      if (!load.withinCapacity(kind, channel, rules)) {
        return AT_CAPACITY;
      }
      return load.hasRoom(kind, channel, rules) ? HAS_ROOM : CHANNEL_FULL;
    }

    int size() {
      return count;
    }

    void add(AgentLife agent) {
      count++;
      if (!full) {
        agents.add(agent);
      }
    }

    void remove(AgentLife agent) {
      count--;
      Check.that(full || agents.remove(agent), "the agent to be in the bucket");
    }
  }

  /// @param need its number
  long speed(int need) {
    return need < speeds.length ? speeds[need] : 0;
  }

  void speed(int need, long micros) {
    if (need >= speeds.length) {
      speeds = Arrays.copyOf(speeds, Math.max(need + 1, 2 * speeds.length));
    }
    speeds[need] = micros;
  }

  void in(AgentLife agent) {
    members++;
    if (agent.takes()) {
      Bucket bucket = bucket(agent.load);
      bucket.add(agent);
      count(bucket, 1);
    } else {
      countOut(agent, 1);
    }
  }

  void out(AgentLife agent) {
    members--;
    if (agent.takes()) {
      leave(agent);
    } else {
      countOut(agent, -1);
    }
  }

  private Bucket bucket(Load load) {
    for (Bucket bucket : buckets) {
      if (same(bucket.load, load)) {
        return bucket;
      }
    }
    Bucket bucket = unused(load);
    buckets.add(bucket);
    return bucket;
  }

  /// The counts and the units tell everything else.
  private static boolean same(Load one, Load other) {
    return one.counts() == other.counts() && one.used() == other.used();
  }

  /// How many are signed off.
  int offline() {
    return tally[Exclusions.Absence.OFFLINE.place];
  }

  private Bucket unused(Load load) {
    for (int i = 0; i < empty.size(); i++) {
      if (same(empty.get(i).load, load)) {
        return empty.remove(i);
      }
    }
    return new Bucket(load, kind, channels);
  }

  private void leave(AgentLife agent) {
    for (int i = 0; i < buckets.size(); i++) {
      Bucket bucket = buckets.get(i);
      if (same(bucket.load, agent.load)) {
        bucket.remove(agent);
        count(bucket, -1);
        if (bucket.size() == 0) {
          buckets.remove(i);
          empty.add(bucket);
        }
        return;
      }
    }
    throw new IllegalStateException("expected the agent to be in a bucket");
  }

  private void countOut(AgentLife agent, int change) {
    tally[Exclusions.absence(agent).place] += change;
  }

  private void count(Bucket bucket, int change) {
    for (int place : bucket.places) {
      tally[place] += change;
    }
  }

  int absent(Exclusions.Absence absence) {
    return tally[absence.place];
  }

  /// There, and willing.
  int there() {
    int there = members;
    for (int i = 0; i < ABSENCES; i++) {
      there -= tally[i];
    }
    return there;
  }

  int withRoom(int channel) {
    return tally[ABSENCES + ROOMS * channel + HAS_ROOM];
  }

  int atCapacity(int channel) {
    return tally[ABSENCES + ROOMS * channel + AT_CAPACITY];
  }

  int channelFull(int channel) {
    return tally[ABSENCES + ROOMS * channel + CHANNEL_FULL];
  }

  /// [SkillScarcity#worth], kept until the averages move.
  long worth(SkillScarcity scarcity) {
    if (worthOf != scarcity || worthVersion != scarcity.version()) {
      worth = scarcity.worth(kind);
      worthOf = scarcity;
      worthVersion = scarcity.version();
    }
    return worth;
  }
}
