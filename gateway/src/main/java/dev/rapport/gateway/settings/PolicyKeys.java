package dev.rapport.gateway.settings;

import dev.rapport.routing.PolicyName;
import dev.rapport.routing.PolicySettings.HandleTimesFrom;

/// The keys that say in which order contacts leave a queue.
final class PolicyKeys {
  private PolicyKeys() {}

  static PolicyName name(Section queue) {
    return switch (queue.text("policy", "default")) {
      case "default" -> PolicyName.DEFAULT;
      case "strict" -> PolicyName.STRICT;
      case "fifo" -> PolicyName.FIFO;
      default -> {
        queue.problem("policy", "must be default, strict or fifo");
        yield PolicyName.DEFAULT;
      }
    };
  }

  static HandleTimesFrom handleTimes(Section root) {
    return switch (root.text("handleTimes", "learnt")) {
      case "learnt" -> HandleTimesFrom.LEARNT;
      case "plan" -> HandleTimesFrom.PLAN;
      default -> {
        root.problem("handleTimes", "must be learnt or plan");
        yield HandleTimesFrom.LEARNT;
      }
    };
  }
}
