package dev.rapport.customers.importing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.customers.Money;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AmountsTest {
  @ParameterizedTest(name = "{0} is {1} {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "12               | 1200      | EUR",
        "12.5             | 1250      | EUR",
        "1,234.50         | 123450    | EUR",
        "1.234,50 €       | 123450    | EUR",
        "£1,234           | 123400    | GBP",
        "1.234            | 123400    | EUR",
        "1'234.05         | 123405    | EUR",
        "1 234,05         | 123405    | EUR",
        "1.234.567        | 123456700 | EUR",
        "USD 12.00        | 1200      | USD",
        "1200 JPY         | 1200      | JPY",
        "-12.00           | -1200     | EUR",
        "(12.00)          | -1200     | EUR",
      })
  void anAmountIsReadAsItsWriterMeantIt(String text, long minor, String currency) {
    assertThat(Amounts.read(text, "EUR")).isEqualTo(new Money(minor, currency));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "lots", "12 XYZZY", "1-2-3.4.5x", "999999999999999999", "€"})
  void whatIsNoAmountIsNone(String text) {
    assertThat(Amounts.read(text, "EUR")).isNull();
  }
}
