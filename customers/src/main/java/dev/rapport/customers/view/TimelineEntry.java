package dev.rapport.customers.view;

import org.jspecify.annotations.Nullable;

/// One thing that happened between us, on any channel, in either direction.
///
/// @param kind `message`, `note`, `promise`, `purchase`, and `earlier` for what was said before the
///   centre came to Rapport
/// @param direction `in` from the customer, `out` to him, `inside` among us
/// @param ref the id of what it is about; kind and ref together are unique
/// @param text the words, cut to [#MAX_TEXT]
public record TimelineEntry(
    long at, String kind, String direction, String ref, Origin origin, String text) {
  public static final int MAX_TEXT = 500;

  /// Where it happened.
  ///
  /// @param contact the contact it belongs to, or null
  /// @param by who wrote or did it, or null for the customer
  public record Origin(String channel, @Nullable String contact, @Nullable String by) {}

  /// Where a page ends: entries before this are on the next one.
  public record Cursor(long at, String ref) {}

  public Cursor cursor() {
    return new Cursor(at, ref);
  }
}
