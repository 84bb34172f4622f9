package dev.rapport.automation;

import java.util.List;
import java.util.Set;

/// The rules of a centre and the names they may use, as configured and not yet checked.
///
/// @param rules in order; the first that holds decides
/// @param defaultQueue for what no rule decides
/// @param queues the names of all queues
/// @param skills the names of all skills
public record Rulebook(
    List<Rule> rules, String defaultQueue, Set<String> queues, Set<String> skills) {
  public static final int MAX_RULES = 500;

  /// Alternatives in one condition.
  public static final int MAX_ALTERNATIVES = 200;

  public static final int MAX_ACKNOWLEDGEMENT = 10_000;

  /// Checked, or everything that is wrong with it.
  public sealed interface Checked {
    record Sound(Classifier classifier) implements Checked {}

    /// @param faults each names its rule: `rule 'billing': no queue 'biling'`
    record Faulty(List<String> faults) implements Checked {
      public Faulty {
        faults = List.copyOf(faults);
      }
    }
  }

  public Rulebook {
    rules = List.copyOf(rules);
    queues = Set.copyOf(queues);
    skills = Set.copyOf(skills);
  }

  public Checked check() {
    List<String> faults = new RulebookCheck(this).faults();
    return faults.isEmpty() ? new Checked.Sound(new Classifier(this)) : new Checked.Faulty(faults);
  }
}
