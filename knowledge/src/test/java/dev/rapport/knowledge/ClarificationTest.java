package dev.rapport.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClarificationTest {
  private static final List<String> TITLES =
      List.of("Return a bicycle", "Return spare parts", "Warranty of batteries");

  @ParameterizedTest
  @CsvSource({
    "1, 0",
    "2, 1",
    "3., 2",
    "#2, 1",
    "no. 2, 1",
    "number 2 please, 1",
    "Option 3, 2",
    "Nummer 2, 1",
    "第2, 1",
    "2番, 1",
    "the first, 0",
    "The second one please, 1",
    "second, 1",
    "one, 0",
    "the last one, 2",
    "I mean the third, 2",
    "das zweite, 1",
    "le premier, 0",
    "la segunda por favor, 1",
    "il terzo, 2",
    "a primeira, 0",
    "de tweede graag, 1",
    "الثاني, 1",
    "二番目, 1",
    "第二个, 1",
    "Return spare parts, 1",
    "return SPARE parts!, 1",
    "spare parts, 1",
    "batteries, 2",
    "the bicycle, 0",
    "I mean the warranty, 2",
    "it is: Return a bicycle that broke, 0",
  })
  void aChoiceIsUnderstood(String text, int place) {
    assertThat(Clarification.of(text, TITLES)).contains(new Clarification(OptionalInt.of(place)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "neither",
        "Neither of them.",
        "none",
        "none of these",
        "No, none of them, sorry",
        "no",
        "something else",
        "keine davon",
        "weder noch",
        "Nein",
        "aucun des deux",
        "autre chose",
        "ninguno de ellos",
        "nessuno",
        "nenhuma",
        "geen van beide",
        "どれも違います",
        "都不是",
        "لا شيء",
      })
  void noneOfThemIsUnderstood(String text) {
    assertThat(Clarification.of(text, TITLES)).contains(new Clarification(OptionalInt.empty()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "???",
        "4",
        "0",
        "return",
        "the first or the second",
        "2 weeks ago",
        "my second bicycle broke",
        "no idea what you mean",
        "I want to talk to a person",
        "I bought it in 2019 and the first battery was fine",
      })
  void anythingElseIsForAPerson(String text) {
    assertThat(Clarification.of(text, TITLES)).isEmpty();
  }
}
