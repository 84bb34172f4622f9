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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "my name is petra and my bell rings | my name is [name] and my bell rings",
        "mein name ist petra groß | mein name ist [name]",
        "me llamo lucía y no va | me llamo [name] y no va",
        "mijn naam is jan de bel is stuk | mijn naam is [name] bel is stuk",
        "This is wrong, this is not it | This is wrong, this is not it",
        "ich bin Petra Groß aus Kassel | ich bin [name] aus Kassel",
        "ask Mr Wieland or Frau von Hagen | ask Mr [name] or Frau [name]",
        "田中様のご注文 | [name]のご注文",
        "我叫王小明，车坏了 | 我叫[name]，车坏了",
        "iban de89370400440532013000 | iban [account]",
        "IBAN: GB29 NWBK 6016 1331 9268 19. | IBAN: [account].",
        "FR76-3000-6000-0112-3456-7890-189 | [account]",
        "up to 20 percent with this tyre | up to 20 percent with this tyre",
        "ring 0 7 9 1 1 1 2 3 4 5 6 | ring [number]",
        "ring +49 (0) 151 – 2345 6789 | ring [number]",
        "٠١٢٣٤٥٦٧٨٩ | [number]",
        "call 06.12.34.56.78 | call [number]",
        "order 4711 and #93 | order [number] and [number]",
        "Kundennummer: 8812 | Kundennummer: [number]",
        "pedido nº 20391-B | pedido nº [number]",
        "order 2 bells | order 2 bells",
        "passport C01X00T47 | passport [number]",
        "born 3 April 1985 | born [date]",
        "am 3. März 1985 | am [date]",
        "petra (at) shop (dot) example | [e-mail]",
        "follow @petra_g | follow [name]",
        "12 rue de la Paix | [address]",
        "Via Roma, 12 a Torino | [address] a Torino",
        "Calle Mayor, 5 | [address]",
        "Keizersgracht 123 in Amsterdam, 1012 AB | [address] in Amsterdam, [postcode]",
        "Unter den Linden 7 | [address]",
        "東京都渋谷区1-2-3 | [address]",
        "北京市朝阳区建国路88号 | [address]",
        "fe80:0:0:1::1 | [address]",
        "torque 5 Nm, 28 spokes, 26 x 2.1, 1,299.00 EUR | torque 5 Nm, 28 spokes, 26 x 2.1, 1,299.00 EUR",
        "Press 1 for sales; ISO 9001 | Press 1 for sales; ISO 9001",
      })
  void hostileFormsAreTakenOutToo(String text, String left) {
    assertThat(PersonalData.removed(text, List.of())).isEqualTo(left);
  }

  @Test
  void knownNamesGoInAnyFormAndTheirParticlesStay() {
    List<String> names = List.of("Jan de Vries", "Anne-Marie Müller", "王小明");
    assertThat(
            PersonalData.removed(
                "jan, de fiets van VRIES; marie mueller, Muller; Maries Rad; 王小明的车", names))
        .isEqualTo("[name], de fiets van [name]; [name], [name]; [name]s Rad; [name]的车");
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
