package dev.rapport.customers.sources;

import dev.rapport.customers.view.Holding;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What one source says of a customer, and when it said so.
///
/// @param asOf epoch milliseconds at which it was true, or null when the source has not answered
///   yet
/// @param problem why it is not of now, for people; null when it is
public record Held(
    String source,
    State state,
    @Nullable Long asOf,
    List<Holding> items,
    @Nullable String problem) {
  public Held {
    items = List.copyOf(items);
  }

  public enum State {
    /// Of now, as far as the cache's time goes.
    FRESH,
    /// Of earlier: the source does not answer, or not in time.
    STALE,
    /// Nothing is known, and the source does not answer.
    MISSING
  }
}
