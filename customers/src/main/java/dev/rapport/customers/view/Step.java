package dev.rapport.customers.view;

import org.jspecify.annotations.Nullable;

/// One thing a customer tried by himself before, or instead of, asking a person: a search, an
/// answer of the automatic helper, an article he opened, a page of the customer's own site.
///
/// @param at epoch milliseconds
/// @param words what he asked, cut to [#MAX_WORDS]
/// @param outcome what came of it: `answer`, `suggest`, `ask_back`, `hand_over`, or `withheld` when
///   nothing was shown, or [#VISITED]
/// @param opened the title of the article he opened, the address of the page he looked at, or null
/// @param contact the contact it was said in or led to, or null
public record Step(
    long at, String words, String outcome, @Nullable String opened, @Nullable String contact) {
  /// The outcome of looking at a page.
  public static final String VISITED = "visited";

  public static final int MAX_WORDS = 300;

  /// Steps that are shown.
  public static final int SHOWN = 10;

  /// Older ones are not about this contact any more.
  public static final long WITHIN_MS = 7 * 86_400_000L;
}
