package dev.rapport.customers;

import org.jspecify.annotations.Nullable;

/// What we were told a customer is worth: an amount, a band, both or neither.
///
/// @param amount value over the register's own horizon, may be negative
/// @param told the band somebody decided on; it wins over the amount
public record CustomerValue(@Nullable Money amount, @Nullable ValueBand told) {
  /// Nothing was told.
  public static final CustomerValue UNTOLD = new CustomerValue(null, null);
}
