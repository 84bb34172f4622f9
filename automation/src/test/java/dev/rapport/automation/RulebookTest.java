package dev.rapport.automation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class RulebookTest {
  private static List<String> faults(String defaultQueue, Rule... rules) {
    Rulebook book =
        new Rulebook(List.of(rules), defaultQueue, Set.of("general", "billing"), Set.of("french"));
    return switch (book.check()) {
      case Rulebook.Checked.Sound _ -> List.of();
      case Rulebook.Checked.Faulty faulty -> faulty.faults();
    };
  }

  private static Rule rule(String name, Rule.Action action, Condition... conditions) {
    return new Rule(name, List.of(conditions), action);
  }

  private static Rule.Action with(RequiredSkill... skills) {
    return new Rule.Action("billing", List.of(skills), Urgency.NORMAL, null);
  }

  @Test
  void anUnknownQueueIsAFaultThatNamesItsRule() {
    assertThat(faults("general", rule("bills", Rule.Action.to("biling"))))
        .containsExactly("rule 'bills': no queue 'biling'");
    assertThat(
            faults(
                "general", rule("asked", with(), new Condition.Asked(List.of("billing", "sales")))))
        .containsExactly("rule 'asked': no queue 'sales'");
    assertThat(faults("main")).containsExactly("default queue: no queue 'main'");
  }

  @Test
  void anUnknownSkillOrLevelIsAFaultThatNamesItsRule() {
    assertThat(
            faults(
                "general",
                rule("fr", with(new RequiredSkill("frnch", 10), new RequiredSkill("french", 101)))))
        .containsExactly(
            "rule 'fr': no skill 'frnch'", "rule 'fr': level 101 of 'french' is not 0 to 100");
  }

  @Test
  void aConditionThatCannotHoldIsAFault() {
    assertThat(
            faults(
                "general",
                rule("none", with(), new Condition.OnChannel(List.of())),
                rule("dots", with(), new Condition.Mentions(List.of("...", "ok")))))
        .containsExactly(
            "rule 'none': a condition without any channel never holds",
            "rule 'dots': '...' has no letter or digit");
  }

  @Test
  void namesAreGivenAndGivenOnce() {
    assertThat(faults("general", rule("a", with()), rule("a", with()), rule(" ", with())))
        .containsExactly(
            "rule 'a': the name stands twice",
            "a rule without a name; its name explains what it decided");
  }

  @Test
  void allFaultsAreFoundAtOnce() {
    assertThat(faults("main", rule("x", Rule.Action.to("y")), rule("z", Rule.Action.to("w"))))
        .hasSize(3);
  }

  @Test
  void aRulebookHasBounds() {
    Rule[] many = Collections.nCopies(501, rule("r", with())).toArray(Rule[]::new);
    assertThat(faults("general", many)).containsExactly("501 rules; 500 is the limit");
    assertThat(
            faults(
                "general",
                rule("w", with(), new Condition.Mentions(Collections.nCopies(201, "word"))),
                rule("a", new Rule.Action("billing", List.of(), Urgency.LOW, " "))))
        .containsExactly(
            "rule 'w': more than 200 alternatives for phrase",
            "rule 'a': an acknowledgement has 1 to 10000 characters");
  }

  @Test
  void aSoundRulebookHasNoFaults() {
    assertThat(faults("general", rule("ok", with(new RequiredSkill("french", 100))))).isEmpty();
  }
}
