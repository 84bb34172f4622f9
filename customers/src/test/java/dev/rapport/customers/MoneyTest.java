package dev.rapport.customers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MoneyTest {
  @ParameterizedTest
  @CsvSource({
    "12.5, EUR, 1250, 12.50 EUR",
    "-0.07, EUR, -7, -0.07 EUR",
    "12.5, JPY, 12, 12 JPY",
    "1250, JPY, 1250, 1250 JPY",
    "1.2345, BHD, 1234, 1.234 BHD",
    "3, QQQ, 300, 3.00 QQQ",
  })
  void minorUnitsAreTheCurrencysOwn(
      BigDecimal written, String currency, long minor, String readBack) {
    Money money = Money.of(written, currency);
    assertEquals(new Money(minor, currency), money);
    assertEquals(readBack, money.text());
  }

  @Test
  void anAmountTooLargeToCountIsRefused() {
    assertThrows(ArithmeticException.class, () -> Money.of(new BigDecimal("1e20"), "EUR"));
  }

  @Test
  void whatIsNoCurrencyCodeIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> new Money(1, "eur"));
    assertThrows(IllegalArgumentException.class, () -> new Money(1, "EURO"));
  }
}
