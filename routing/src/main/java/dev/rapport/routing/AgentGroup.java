package dev.rapport.routing;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The agents of one kind: those who take contacts in buckets by what they have, longest rested
/// first, the others counted by why they do not.
final class AgentGroup {
  final int index;
  final AgentKind kind;

  /// The kinds of contacts these agents may serve.
  final Bits mayServe = new Bits();

  final List<Bucket> buckets = new ArrayList<>();
  int members;
  int offline;
  int disconnected;
  int away;
  private long worth;
  private int worthVersion = -1;
  private @Nullable SkillScarcity worthOf;

  AgentGroup(int index, AgentKind kind) {
    this.index = index;
    this.kind = kind;
  }

  /// Agents of one kind with the same load. Those who could take nothing more are only counted.
  static final class Bucket {
    final Load load;
    final boolean full;
    final TreeSet<AgentLife> agents = new TreeSet<>(AgentLife.BY_REST);
    private int count;

    Bucket(Load load, AgentKind kind) {
      this.load = load;
      this.full = load.full(kind);
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

  void in(AgentLife agent) {
    if (agent.takes()) {
      bucket(agent.load).add(agent);
    } else {
      countOut(agent, 1);
    }
  }

  void out(AgentLife agent) {
    if (agent.takes()) {
      bucket(agent.load).remove(agent);
    } else {
      countOut(agent, -1);
    }
  }

  private Bucket bucket(Load load) {
    for (Bucket bucket : buckets) {
      if (bucket.load.counts() == load.counts() && bucket.load.used() == load.used()) {
        return bucket;
      }
    }
    Bucket bucket = new Bucket(load, kind);
    buckets.add(bucket);
    return bucket;
  }

  private void countOut(AgentLife agent, int change) {
    switch (Exclusions.absence(agent)) {
      case OFFLINE -> offline += change;
      case DISCONNECTED -> disconnected += change;
      case AWAY -> away += change;
    }
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
