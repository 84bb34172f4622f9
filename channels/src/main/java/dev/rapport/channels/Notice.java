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
    record Waiting(int position, @Nullable Range likely, Course course) implements Standing {
      public Waiting(int position) {
        this(position, null, Course.ON);
      }
    }

    /// How a customer waits, and what brought the contact here.
    ///
    /// @param because `closed`, `full`, `waited`, `nobody`, `asked`, `transferred`, `moved`,
    ///   `agent_gone` or `withdrawn`; null when nothing new did
    /// @param queue the name of where it waits now; null with no reason
    /// @param at epoch milliseconds: for a callback not before, otherwise when the queue opens; 0
    ///   when that is not known
    record Course(Way way, @Nullable String because, @Nullable String queue, long at) {
      /// Waiting on as before.
      public static final Course ON = new Course(Way.THERE, null, null, 0);
    }

    /// Whether the customer has to stay.
    enum Way {
      /// At the other end.
      THERE,
      /// A message was taken.
      MESSAGE,
      /// To be called back; at which number is not known yet.
      CALLBACK,
      /// To be called back at the number they gave.
      CALL
    }

    /// Eight of ten wait between these many seconds from now.
    record Range(long from, long to) {}

    record Offered() implements Standing {}

    record Talking(String agentName) implements Standing {}

    /// @param fate the fate's wire name
    /// @param words for the customer, when the centre has something to say; null otherwise
    /// @param opensAt when the queue opens that was closed, epoch milliseconds; 0 for any other end
    record Ended(String fate, @Nullable String words, long opensAt) implements Standing {
      public Ended(String fate) {
        this(fate, null, 0);
      }
    }
  }
}
