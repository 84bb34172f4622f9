package dev.rapport.automation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// If all of these hold, do this.
///
/// @param name unique; it is what explains a classification later
/// @param conditions all must hold; none at all always holds
public record Rule(String name, List<Condition> conditions, Action action) {

  /// @param queue where the contact goes
  /// @param skills what its agent must have beyond what the queue requires
  /// @param acknowledgement a text to send back at once, or null for silence
  public record Action(
      String queue, List<RequiredSkill> skills, Urgency urgency, @Nullable String acknowledgement) {
    public Action {
      skills = List.copyOf(skills);
    }

    /// Just a queue.
    public static Action to(String queue) {
      return new Action(queue, List.of(), Urgency.NORMAL, null);
    }
  }

  public Rule {
    conditions = List.copyOf(conditions);
  }

  /// Whether the rule looks at the queue the sender chose, and so may overrule it.
  boolean asksForQueue() {
    return conditions.stream().anyMatch(c -> c instanceof Condition.Asked);
  }
}
