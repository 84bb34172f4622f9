package dev.rapport.customers;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;

/// An amount in minor units of one currency: 12,50 EUR is 1250, and 1250 JPY is 1250.
///
/// @param currency ISO 4217, three capital letters
public record Money(long minor, String currency) {
  private static final int USUAL_DIGITS = 2;

  public Money {
    if (currency.length() != 3 || !currency.chars().allMatch(c -> c >= 'A' && c <= 'Z')) {
      throw new IllegalArgumentException("a currency has three capital letters");
    }
  }

  /// An amount as it is written, rounded to minor units.
  ///
  /// @throws ArithmeticException when it is too large
  public static Money of(BigDecimal amount, String currency) {
    return new Money(
        amount
            .movePointRight(digits(currency))
            .setScale(0, RoundingMode.HALF_EVEN)
            .longValueExact(),
        currency);
  }

  /// As it is written: `12.50 EUR`.
  public String text() {
    return BigDecimal.valueOf(minor, digits(currency)).toPlainString() + " " + currency;
  }

  /// Digits behind the mark (ISO 4217): 2 for euros, 0 for yen, 3 for dinars.
  private static int digits(String currency) {
    try {
      return Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits());
    } catch (IllegalArgumentException _) {
      return USUAL_DIGITS;
    }
  }
}
