package dev.rapport.customers.view;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What was said before the centre came to Rapport, as the earlier system tells it.
///
/// @param key whose it is; the same key is the same contact
/// @param at epoch milliseconds
/// @param text cut to [TimelineEntry#MAX_TEXT] when shown
public record EarlierContact(Key key, long at, Way way, String text) {
  public static final int MAX_TEXT = 4_000;

  /// @param source where it was told
  /// @param id the source's own number
  public record Key(String customer, String source, String id) {}

  /// @param channel the earlier system's word for it
  /// @param by who of ours spoke, or null
  public record Way(String channel, Direction direction, @Nullable String by) {}

  /// Who spoke to whom.
  public enum Direction {
    IN,
    OUT,
    INSIDE;

    /// As in [TimelineEntry#direction()].
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
