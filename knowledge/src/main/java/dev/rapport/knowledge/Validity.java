package dev.rapport.knowledge;

import org.jspecify.annotations.Nullable;

/// From when until when an article counts, whatever its state. Epoch milliseconds UTC.
///
/// @param from the first moment; null for any before
/// @param until the first moment at which it counts no more; null for ever
public record Validity(@Nullable Long from, @Nullable Long until) {
  public static final Validity ALWAYS = new Validity(null, null);

  /// Whether it counts at that moment.
  public boolean holds(long now) {
    return (from == null || from <= now) && (until == null || now < until);
  }
}
