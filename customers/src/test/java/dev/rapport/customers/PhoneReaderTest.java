package dev.rapport.customers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PhoneReaderTest {
  @ParameterizedTest(name = "[{index}] in {0}: {1} is {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "DE | 030 901820                           | +4930901820",
        "DE | (030) 90 18-20                       | +4930901820",
        "DE | +49 30 901820                        | +4930901820",
        "DE | +49 (0)30 901820                     | +4930901820",
        "DE | 0049-30-901820                       | +4930901820",
        "DE | 49 30 901820                         | +4930901820",
        "DE | tel:+49-30-901820                    | +4930901820",
        "DE | tel:030-901820;phone-context=+49     | +4930901820",
        "DE | sip:+4930901820@carrier.example      | +4930901820",
        "DE | sips:030901820@pbx.example;user=phone| +4930901820",
        "DE | \"Amt\" <sip:+4930901820@pbx.example>| +4930901820",
        "DE | +49 30 901820-0 ext. 12              | +49309018200;ext=12",
        "DE | 030 901820 x45                       | +4930901820;ext=45",
        "DE | tel:+49-30-901820;ext=45             | +4930901820;ext=45",
        "US | (202) 456-1111                       | +12024561111",
        "US | 202.456.1111                         | +12024561111",
        "US | 1-202-456-1111                       | +12024561111",
        "US | 011 49 30 901820                     | +4930901820",
        "US | 1-800-FLOWERS                        | +18003569377",
        "GB | 020 7219 4272                        | +442072194272",
        "GB | +44 (0) 20 7219 4272                 | +442072194272",
        "FR | 01 42 92 81 00                       | +33142928100",
        "IT | 06 6982                              | +39066982",
        "ES | 91 321 40 00                         | +34913214000",
        "AT | 0043 1 531150                        | +431531150",
        "DE | ０３０９０１８２０                    | +4930901820",
        "EG | ٠٢ ٢٧٩٥ ٧٦١٠                         | +20227957610",
        "DE | +49\u00a030\u00a0901820              | +4930901820",
        "DE | +49\u201130\u2013901820              | +4930901820",
        "DE | +800 1234 5678                       | +80012345678",
      })
  void manyWritingsAreOneNumber(String region, String text, String expected) {
    assertThat(new Identifiers(region).phone(text))
        .isInstanceOfSatisfying(
            Reading.Read.class,
            read ->
                assertThat(read.identifier())
                    .isEqualTo(new Identifier(Identifier.Kind.PHONE, expected)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "   ",
        "anonymous",
        "Anonymous",
        "Unknown",
        "PRIVATE",
        "withheld",
        "Restricted",
        "unavailable",
        "sip:anonymous@anonymous.invalid",
        "\"Anonymous\" <sip:anonymous@x.invalid>",
        "266696687",
        "-",
        "n/a"
      })
  void aWithheldNumberIsNoIdentifierAndNoError(String text) {
    assertThat(new Identifiers("DE").phone(text)).isInstanceOf(Reading.Withheld.class);
  }

  @ParameterizedTest(name = "[{index}] {0}: {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "hello                  | not a telephone number",
        "+999 123 4567          | no country has this code",
        "+49 1                  | too short for a telephone number",
        "12                     | too short, or the area code is missing",
        "+49 30 12345678901234  | too long for a telephone number",
        "000000000              | one digit repeated",
        "+1 222 222 2222        | one digit repeated",
        "030 901820 / 0171 123456789 | too long for a telephone number",
        "ana@example.org        | not a telephone number",
      })
  void whatIsNoNumberSaysWhy(String text, String reason) {
    assertThat(new Identifiers("DE").phone(text)).isEqualTo(new Reading.Invalid(reason));
  }

  @ParameterizedTest
  @CsvSource({"+22920211234", "+5212221234567", "+23418040123", "+385611234"})
  void aNumberOfAPlanThatTheCountryHasLeftIsStillANumber(String text) {
    assertThat(new Identifiers("DE").phone(text))
        .isInstanceOfSatisfying(
            Reading.Read.class, read -> assertThat(read.identifier().value()).isEqualTo(text));
  }

  @Test
  void aNumberWithoutItsAreaCodeIsNotGuessed() {
    assertThat(new Identifiers("US").phone("456-1111"))
        .isEqualTo(new Reading.Invalid("too short, or the area code is missing"));
  }

  @Test
  void aVeryLongTextIsRefusedBeforeItIsParsed() {
    assertThat(new Identifiers("DE").phone("1".repeat(101)))
        .isEqualTo(new Reading.Invalid("longer than 100 characters"));
  }

  @Test
  void theDisplayIsTheInternationalWriting() {
    assertThat(new Identifiers("DE").phone("030901820"))
        .isInstanceOfSatisfying(
            Reading.Read.class, read -> assertThat(read.display()).isEqualTo("+49 30 901820"));
  }

  @Test
  void aRegionWithoutANumberingPlanIsAConfigurationError() {
    assertThatThrownBy(() -> new Identifiers("XX"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("XX");
  }
}
