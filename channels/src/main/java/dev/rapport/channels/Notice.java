package dev.rapport.channels;

import org.jspecify.annotations.Nullable;

/// How a customer's contact stands now, for the customer to know.
public record Notice(String centre, String conversation, String contact, Standing standing) {

  /// The states a customer is told of.
  public sealed interface Standing {

    /// The answers are with the customer; a person can still be asked for.
    record Answering() implements Standing {}

    /// @param position place among those ahead in the queue, from 1
    /// @param likely how much longer it will take; null when that is not told now
    record Waiting(int position, @Nullable Range likely) implements Standing {
      public Waiting(int position) {
        this(position, null);
      }
    }

    /// Eight of ten wait between these many seconds from now.
    record Range(long from, long to) {}

    record Offered() implements Standing {}

    record Talking(String agentName) implements Standing {}

    /// @param fate the fate's wire name
    /// @param words for the customer, when the centre has something to say; null otherwise
    record Ended(String fate, @Nullable String words) implements Standing {
      public Ended(String fate) {
        this(fate, null);
      }
    }
  }
}
