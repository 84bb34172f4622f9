package dev.rapport.customers.value;

import dev.rapport.customers.Money;
import org.jspecify.annotations.Nullable;

/// One transaction of a customer: a purchase, or with a negative amount a return.
///
/// @param key whose it is; the same key is the same transaction
/// @param at epoch milliseconds
/// @param marginMinor what is left of the amount, in its minor units, or null when the source does
///   not say
/// @param what for people
public record Purchase(Key key, long at, Money amount, @Nullable Long marginMinor, String what) {
  public static final int MAX_TEXT = 200;

  /// @param source where it was told
  /// @param id the source's own number
  public record Key(String customer, String source, String id) {}
}
