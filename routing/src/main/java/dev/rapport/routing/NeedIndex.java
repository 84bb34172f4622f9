package dev.rapport.routing;

import java.util.ArrayList;
import java.util.List;

/// Which groups of agents satisfy one need, and how fast they are at it.
final class NeedIndex {
  final List<AgentGroup> able = new ArrayList<>();
  final int index;
  private final Need need;
  int notInQueue;
  int notSkilled;

  NeedIndex(Need need, List<AgentGroup> groups) {
    this.need = need;
    index = need.index();
    groups.forEach(this::add);
  }

  /// A group is never taken out: whoever leaves it for another has the same skills and queues.
  void add(AgentGroup group) {
    if (!group.kind.serves(need.queue())) {
      notInQueue += group.members;
    } else if (!group.kind.satisfies(need.requirement())) {
      notSkilled += group.members;
    } else {
      able.add(group);
      group.speed(index, group.kind.speed(need));
    }
  }
}
