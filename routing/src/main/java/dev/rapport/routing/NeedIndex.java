package dev.rapport.routing;

import java.util.ArrayList;
import java.util.List;

/// Which groups of agents satisfy one need, and how fast they are at it. Worked out once per plan.
final class NeedIndex {
  final List<AgentGroup> able = new ArrayList<>();
  final int index;
  int notInQueue;
  int notSkilled;

  NeedIndex(Need need, List<AgentGroup> groups) {
    index = need.index();
    for (AgentGroup group : groups) {
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
}
