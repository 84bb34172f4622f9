package dev.rapport.customers.learning;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Something we said we would do.
///
/// @param contact where it was made, or null
/// @param deed what, and whose duty it is
/// @param madeAt,dueAt epoch milliseconds
/// @param end how it ended, or null while it is open
public record Promise(
    String id,
    String customer,
    @Nullable String contact,
    Deed deed,
    long madeAt,
    long dueAt,
    @Nullable End end) {
  public static final int MAX_TEXT = 1_000;

  /// The most promises one customer may have open.
  public static final int MOST_OPEN = 50;

  private static final double FIRST_WARNING = 0.5;
  private static final double LAST_WARNING = 0.8;

  /// @param owner the agent or team who keeps it
  /// @param zone the customer's time zone, in which the deadline was said
  /// @param madeBy who gave our word
  public record Deed(String what, String owner, ZoneId zone, String madeBy) {
    public Deed {
      if (what.isBlank() || what.length() > MAX_TEXT) {
        throw new IllegalArgumentException("a promise has 1 to " + MAX_TEXT + " characters");
      }
    }
  }

  public enum Outcome {
    KEPT,
    KEPT_LATE,
    BROKEN,
    /// The customer let us off.
    RELEASED
  }

  /// No promise ends without an outcome.
  ///
  /// @param at epoch milliseconds
  public record End(Outcome outcome, String remark, String by, long at) {}

  /// Where an open promise stands.
  public enum Standing {
    EARLY,
    /// Half of the time has passed.
    UNDER_WAY,
    /// Four fifths of the time have passed: the early warning.
    DUE_SOON,
    OVERDUE,
    CLOSED
  }

  /// @param now epoch milliseconds
  public Standing standing(long now) {
    if (end != null) {
      return Standing.CLOSED;
    }
    if (now >= dueAt) {
      return Standing.OVERDUE;
    }
    double passed = dueAt == madeAt ? 1 : (double) (now - madeAt) / (dueAt - madeAt);
    if (passed >= LAST_WARNING) {
      return Standing.DUE_SOON;
    }
    return passed >= FIRST_WARNING ? Standing.UNDER_WAY : Standing.EARLY;
  }

  /// The deadline as the customer was told it: `Fri 3 Jul 16:00 (Europe/Vienna)`.
  public String deadline() {
    return DateTimeFormatter.ofPattern("EEE d MMM HH:mm", Locale.ENGLISH)
            .format(Instant.ofEpochMilli(dueAt).atZone(deed.zone()))
        + " ("
        + deed.zone()
        + ")";
  }

  /// Of a deed done now.
  public Outcome doneAt(long now) {
    return now <= dueAt ? Outcome.KEPT : Outcome.KEPT_LATE;
  }
}
