package dev.rapport.knowledge.intents;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a text is about.
///
/// @param intent the most probable intent, or null when it is more likely none of them
/// @param confidence the calibrated probability that `intent` (or the null) is right, 0 to 1
/// @param known the calibrated probability that it is about any of the intents, 0 to 1
/// @param ranked the most probable intents, best first, each with its share of `known`; at most
///   {@link #MAX_RANKED}
public record Guess(@Nullable String intent, double confidence, double known, List<Ranked> ranked) {

  public static final int MAX_RANKED = 5;

  public Guess {
    ranked = List.copyOf(ranked);
  }

  /// @param probability that the text is about this intent
  public record Ranked(String intent, double probability) {}
}
