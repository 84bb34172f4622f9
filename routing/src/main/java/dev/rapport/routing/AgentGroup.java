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

  /// Agents of one kind with the same load.
  static final class Bucket {
    final Load load;
    final TreeSet<AgentLife> agents = new TreeSet<>(AgentLife.BY_REST);

    Bucket(Load load) {
      this.load = load;
    }
  }

  void in(AgentLife agent) {
    if (agent.takes()) {
      bucket(agent.load).agents.add(agent);
    } else {
      countOut(agent, 1);
    }
  }

  void out(AgentLife agent) {
    if (agent.takes()) {
      Check.that(bucket(agent.load).agents.remove(agent), "the agent to be in the bucket");
    } else {
      countOut(agent, -1);
    }
  }

  private Bucket bucket(Load load) {
    for (Bucket bucket : buckets) {
      if (bucket.load.counts() == load.counts()) {
        return bucket;
      }
    }
    Bucket bucket = new Bucket(load);
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

  /// [SkillScarcity#others], with the sum over all skills kept until the averages move.
  long others(SkillScarcity scarcity, Need need) {
    if (worthOf != scarcity || worthVersion != scarcity.version()) {
      worth = scarcity.others(kind, List.of());
      worthOf = scarcity;
      worthVersion = scarcity.version();
    }
    long others = worth;
    for (String skill : need.named()) {
      Integer level = kind.levels().get(skill);
      if (level != null) {
        others -= scarcity.worth(skill, level);
      }
    }
    return others;
  }
}
