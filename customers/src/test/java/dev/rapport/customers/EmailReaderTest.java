package dev.rapport.customers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class EmailReaderTest {
  private final Identifiers identifiers = new Identifiers("DE");

  @ParameterizedTest(name = "[{index}] {0} is {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "ana@example.org                 | ana@example.org",
        "ANA.Ruiz@Example.ORG            | ana.ruiz@example.org",
        "<ana@example.org>               | ana@example.org",
        "Ana Ruiz <ana@example.org>      | ana@example.org",
        "mailto:ana@example.org          | ana@example.org",
        "mailto:ana@example.org?subject=x| ana@example.org",
        "ana@example.org.                | ana@example.org",
        "\"ana\"@example.org             | ana@example.org",
        "\"ana ruiz\"@example.org        | \"ana ruiz\"@example.org",
        "ana@Bücher.example              | ana@xn--bcher-kva.example",
        "ana@xn--bcher-kva.example       | ana@xn--bcher-kva.example",
        "jose\u0301@example.org          | jos\u00e9@example.org",
        "用户@例子.example                | 用户@xn--fsqu00a.example",
        "o'neil@example.org              | o'neil@example.org",
        "a@b                             | a@b",
      })
  void manyWritingsAreOneAddress(String text, String expected) {
    assertThat(identifiers.email(text))
        .isInstanceOfSatisfying(
            Reading.Read.class,
            read ->
                assertThat(read.identifier())
                    .isEqualTo(new Identifier(Identifier.Kind.EMAIL, expected)));
  }

  @ParameterizedTest(name = "[{index}] {0} and {1} are two mailboxes")
  @CsvSource({
    "ana@example.org, ana+shop@example.org",
    "anaruiz@gmail.com, ana.ruiz@gmail.com",
    "ana@stra\u00dfe.example, ana@strasse.example",
    "ana@example.org, ana@mail.example.org",
  })
  void whatOnlySomeProvidersJoinStaysApart(String one, String other) {
    assertThat(identifiers.email(one)).isNotEqualTo(identifiers.email(other));
    assertThat(identifiers.email(one)).isInstanceOf(Reading.Read.class);
    assertThat(identifiers.email(other)).isInstanceOf(Reading.Read.class);
  }

  @Test
  void theDisplayKeepsTheWritingOfThePerson() {
    assertThat(identifiers.email(" Ana.Ruiz@Example.org "))
        .isInstanceOfSatisfying(
            Reading.Read.class,
            read -> assertThat(read.display()).isEqualTo("Ana.Ruiz@Example.org"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "-", "n/a", "<>"})
  void nothingSaidIsNoError(String text) {
    assertThat(identifiers.email(text)).isInstanceOf(Reading.Withheld.class);
  }

  @ParameterizedTest(name = "[{index}] {0}: {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "ana                   | has no @",
        "@example.org          | nothing before the @",
        "ana@                  | the part after the @ is not a domain",
        "ana@exa mple.org      | the part after the @ is not a domain",
        "ana@-example.org      | the part after the @ is not a domain",
        "ana@[192.0.2.1]       | the part after the @ is not a domain",
        "ana@a..b              | the part after the @ is not a domain",
        "ana ruiz@example.org  | a character or dot before the @ that an address cannot have there",
        ".ana@example.org      | a character or dot before the @ that an address cannot have there",
        "a..b@example.org      | a character or dot before the @ that an address cannot have there",
        "a@b@example.org       | a character or dot before the @ that an address cannot have there",
      })
  void whatIsNoAddressSaysWhy(String text, String reason) {
    assertThat(identifiers.email(text)).isEqualTo(new Reading.Invalid(reason));
  }

  @Test
  void lengthsAreThoseOfTheStandard() {
    assertThat(identifiers.email("a".repeat(64) + "@example.org")).isInstanceOf(Reading.Read.class);
    assertThat(identifiers.email("a".repeat(65) + "@example.org"))
        .isInstanceOf(Reading.Invalid.class);
    assertThat(identifiers.email("ä".repeat(33) + "@example.org"))
        .isInstanceOf(Reading.Invalid.class);
    String label = "b".repeat(61) + ".";
    assertThat(identifiers.email("a@" + label.repeat(3) + "example.org"))
        .isInstanceOf(Reading.Read.class);
    assertThat(identifiers.email("a".repeat(64) + "@" + label.repeat(3) + "example.org"))
        .isInstanceOf(Reading.Invalid.class);
    assertThat(identifiers.email("a".repeat(5_000) + "@example.org"))
        .isInstanceOf(Reading.Invalid.class);
  }
}
