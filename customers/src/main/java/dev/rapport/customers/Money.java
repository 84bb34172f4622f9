package dev.rapport.customers;

/// An amount in minor units of one currency: 12,50 EUR is 1250.
///
/// @param currency ISO 4217, three capital letters
public record Money(long minor, String currency) {
  public Money {
    if (currency.length() != 3 || !currency.chars().allMatch(c -> c >= 'A' && c <= 'Z')) {
      throw new IllegalArgumentException("a currency has three capital letters");
    }
  }
}
