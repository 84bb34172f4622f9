package dev.rapport.routing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What agents must be able to do, as people write it. The agent has german 60 and sales 30.
class RequirementTest {
  private static final AgentProfile AGENT =
      AgentProfile.of("ana", "Ana", new SkillLevel("german", 60), new SkillLevel("sales", 30));

  private static Requirement read(String text) {
    return switch (RequirementText.read(text)) {
      case RequirementText.Understood(Requirement requirement) -> requirement;
      case RequirementText.NotUnderstood(String problem, int at) ->
          throw new IllegalArgumentException(problem + " at " + at);
    };
  }

  @DisplayName("P14: and, or, not and levels mean what they say, and an unknown skill is false")
  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      textBlock =
          """
          anyone,                                   true
          german,                                   true
          german >= 60,                             true
          german >= 61,                             false
          french,                                   false
          french >= 0,                              false
          not french,                               true
          not not german,                           true
          german and sales,                         true
          german and french,                        false
          german or french,                         true
          french or german and sales >= 50,         false
          (french or german) and sales >= 20,       true
          not (german and french),                  true
          'not "german"',                           false
          not anyone,                               false
          """)
  void meansWhatItSays(String text, boolean holds) {
    Requirement requirement = read(text);
    Rulebook rules = new Rulebook(Plan.EMPTY, java.util.List.of(), new HandleTimes());
    assertThat(rules.kind(AGENT).satisfies(requirement)).isEqualTo(holds);
    assertThat(read(RequirementText.write(requirement))).isEqualTo(requirement);
    assertThat(Shortfall.of(requirement, AGENT).isEmpty() || !holds).isTrue();
  }

  @ParameterizedTest(name = "{0}: {1} at {2}")
  @CsvSource(
      textBlock =
          """
          '',                    expected a skill,                     0
          german and,            expected a skill,                     10
          german sales,          'expected "and", "or" or the end',    7
          (german,               'expected ")"',                       7
          german >= much,        expected a level from 0 to 100,       10
          german >= 101,         'a level is 0 to 100, not 101 for german', 13
          ((((((((((german))))))))), more than 8 parentheses inside each other, 8
          """)
  void saysWhereItIsWrong(String text, String problem, int at) {
    assertThat(RequirementText.read(text))
        .isEqualTo(new RequirementText.NotUnderstood(problem, at));
  }

  @Test
  @DisplayName("P15: says what would have to be different")
  void saysWhatWouldHaveToBeDifferent() {
    assertThat(Shortfall.of(read("german >= 80 and french and not sales >= 20"), AGENT))
        .containsExactly(
            new Shortfall("german", 80, 60, false),
            new Shortfall("french", 1, null, false),
            new Shortfall("sales", 20, 30, true));
    assertThat(Shortfall.of(read("(french and italian) or sales >= 40"), AGENT))
        .containsExactly(new Shortfall("sales", 40, 30, false));
  }
}
