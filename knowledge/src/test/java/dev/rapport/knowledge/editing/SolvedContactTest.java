package dev.rapport.knowledge.editing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.knowledge.ArticleText;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SolvedContactTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Write to anna.b+x@shop.example please | Write to [e-mail] please",
        "Call me on +44 20 7946 0018 | Call me on [number]",
        "or 030/1234567 | or [number]",
        "IBAN DE89 3704 0044 0532 0130 00 | IBAN [account]",
        "card 4111 1111 1111 1111 | card [number]",
        "order AF-20391 is late | order [number] is late",
        "born 03.04.1985 | born [date]",
        "I live at 12 Long Acre Road in BS1 4DJ | I live at [address] in [postcode]",
        "Hauptstraße 12 in Kassel | [address] in Kassel",
        "My name is Petra Groß and | My name is [name] and",
        "see https://shop.example/a?token=s3cr3t#x | see https://shop.example/a",
        "Ana Teixeira and Ana's mail | [name] and [name]'s mail",
        "Turn the screw 3 mm, at 20 % | Turn the screw 3 mm, at 20 %",
        "since 2019 on model 3 | since 2019 on model 3",
      })
  void whatBelongsToAPersonIsTakenOut(String text, String left) {
    assertThat(PersonalData.removed(text, List.of("Ana Teixeira"))).isEqualTo(left);
  }

  @Test
  void aLetterLosesItsFormAndKeepsItsMatter() {
    String mail =
        """
        Dear Mr Wieland,

        the brakes squeal.
        Hi, and they rub too, on the front wheel I mean.

        Kind regards
        Petra
        """;
    assertThat(PersonalData.removed(mail, List.of()))
        .isEqualTo("the brakes squeal.\nHi, and they rub too, on the front wheel I mean.");
  }

  @Test
  void aSolvedContactBecomesADraft() {
    var solved =
        new SolvedContact(
            null,
            "Hello\nWhy do the brakes of order AF-20391 squeal?",
            List.of("Hi Petra,", "Clean the *rim*, Petra, then sand the pads."),
            List.of("Petra Groß"));
    ArticleText draft = solved.asArticle("en").orElseThrow();
    assertThat(draft.title()).isEqualTo("Why do the brakes of order [number] squeal?");
    assertThat(draft.body()).isEqualTo("Clean the \\*rim\\*, \\[name\\], then sand the pads.");
  }

  @Test
  void withoutAReplyThereIsNothingToWrite() {
    assertThat(new SolvedContact("Brakes", "They squeal", List.of(), List.of()).asArticle("en"))
        .isEmpty();
  }
}
