package dev.rapport.customers.learning;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Something a customer taught us about how to be served.
///
/// @param customer the record it was learned on
/// @param lesson what
/// @param origin how we know
/// @param until epoch milliseconds after which it no longer holds, or null
/// @param kept how it went
/// @param withdrawn who took it back, or null
public record Preference(
    String id,
    String customer,
    Lesson lesson,
    Origin origin,
    @Nullable Long until,
    Kept kept,
    @Nullable Withdrawal withdrawn) {
  public static final int MAX_TEXT = 1_000;
  public static final int MAX_TOPIC = 60;

  /// The most preferences one customer has in force.
  public static final int MOST = 100;

  /// @param topic what it is about: `channel`, `language`, `time`, `tone`
  /// @param wish in words: `call after 17:00`
  /// @param avoid whether it says what not to do
  /// @param changes the behaviour it changes: `callbacks`, `routing`, `tone of replies`
  public record Lesson(String topic, String wish, boolean avoid, String changes) {
    public Lesson {
      if (topic.isBlank() || topic.length() > MAX_TOPIC) {
        throw new IllegalArgumentException("a topic has 1 to " + MAX_TOPIC + " characters");
      }
      if (wish.isBlank() || wish.length() > MAX_TEXT || changes.length() > MAX_TEXT) {
        throw new IllegalArgumentException("a wish has 1 to " + MAX_TEXT + " characters");
      }
    }
  }

  /// How it was learned; the first beats the second, the second the third.
  public enum Source {
    TOLD,
    OBSERVED,
    INFERRED
  }

  /// @param place the channel or contact where it was learned
  /// @param at epoch milliseconds
  public record Origin(Source source, String by, String place, long at) {}

  public record Kept(int honoured, int violated) {}

  /// @param at epoch milliseconds
  public record Withdrawal(String by, long at) {}

  public boolean holds(long now) {
    Long end = until;
    return withdrawn == null && (end == null || now < end);
  }

  /// Strongest first: told before observed before inferred, then the newest.
  public static final Comparator<Preference> STRONGEST =
      Comparator.comparing((Preference p) -> p.origin().source())
          .thenComparing(p -> p.origin().at(), Comparator.reverseOrder())
          .thenComparing(Preference::id);

  /// The one to show: the strongest that says what to do, or what not to do.
  public static Optional<Preference> strongest(List<Preference> taught, boolean avoid, long now) {
    return taught.stream().filter(p -> p.holds(now) && p.lesson().avoid() == avoid).min(STRONGEST);
  }

  /// Honoured among all times it mattered, from 0 to 1; 1 when it never did.
  public double honouredRate() {
    int all = kept.honoured() + kept.violated();
    return all == 0 ? 1 : (double) kept.honoured() / all;
  }
}
