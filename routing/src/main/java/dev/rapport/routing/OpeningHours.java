package dev.rapport.routing;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;

/// When a queue is open: by the clock on the wall of one place, several periods a day, also across
/// midnight, with days that differ.
///
/// A period belongs to the day it begins on, so a special day replaces the periods that begin on it
/// and leaves a night shift of the evening before alone. When the clocks are put forward, a time
/// that does not exist is the moment of the change; when they are put back, a period begins the
/// first time the clock shows its beginning and ends the last time it shows its end, so that
/// whoever comes while the clock shows a time inside it is let in.
///
/// Reads the JDK's time zone rules. The core therefore asks only while it decides, and writes the
/// answer into an event; a replay asks nothing.
///
/// @param zone IANA name, such as `Europe/Zurich`
/// @param week the usual periods
/// @param special days that differ: holidays, inventory, a late evening before Christmas
public record OpeningHours(String zone, List<Period> week, List<SpecialDay> special) {
  /// The last minute there is, which is the first of the next day.
  public static final int DAY_END = 24 * 60;

  static final int MAX_PERIODS = 70;
  static final int MAX_SPECIAL_DAYS = 400;

  /// How far ahead the next change is looked for; after that it is looked for again, which also
  /// picks up time zone rules that have changed meanwhile.
  static final int DAYS_AHEAD = 35;

  public OpeningHours {
    week = List.copyOf(week);
    special = List.copyOf(special);
  }

  /// Open at these hours every week.
  ///
  /// @param from minutes since midnight
  /// @param to minutes since midnight; not later than `from` means: on the next day
  public record Period(DayOfWeek day, int from, int to) {}

  /// Minutes since midnight, as in [Period].
  public record Span(int from, int to) {}

  /// @param date such as `2026-12-25`
  /// @param name what the day is called, for the words of an answer
  /// @param open when it is open all the same; empty for closed
  public record SpecialDay(String date, String name, List<Span> open) {
    public SpecialDay {
      open = List.copyOf(open);
    }
  }

  /// How it stands at one moment.
  ///
  /// @param until epoch milliseconds: nothing changes before
  /// @param why in words for people
  public record Verdict(boolean open, long until, String why) {}

  /// Everything that is wrong, in sentences; empty when it can be used.
  List<String> problems() {
    List<String> problems = new ArrayList<>();
    try {
      ZoneId.of(zone);
    } catch (DateTimeException e) {
      problems.add("there is no time zone " + zone);
    }
    if (week.size() > MAX_PERIODS || special.size() > MAX_SPECIAL_DAYS) {
      problems.add(
          "hours have at most "
              + MAX_PERIODS
              + " periods and "
              + MAX_SPECIAL_DAYS
              + " special days");
    }
    week.forEach(period -> span(new Span(period.from(), period.to()), problems));
    for (SpecialDay day : special) {
      try {
        LocalDate.parse(day.date());
      } catch (DateTimeException e) {
        problems.add("'" + day.date() + "' is not a date like 2026-12-25");
      }
      day.open().forEach(span -> span(span, problems));
    }
    return problems;
  }

  private static void span(Span span, List<String> problems) {
    if (span.from() < 0 || span.from() >= DAY_END || span.to() < 0 || span.to() > DAY_END) {
      problems.add("a period runs from 00:00 to 24:00, not " + span.from() + " to " + span.to());
    } else if (span.from() == span.to()) {
      problems.add(
          "a period of no length at " + Words.time(span.from()) + "; 00:00-24:00 is a day");
    }
  }

  /// Whether it is open at a moment, until when, and why.
  public Verdict at(long millis) {
    ZoneId place = ZoneId.of(zone);
    ZonedDateTime now = Instant.ofEpochMilli(millis).atZone(place);
    List<Opening> openings = openings(now.toLocalDate(), place);
    Opening next = null;
    for (Opening opening : openings) {
      if (opening.from <= millis && millis < opening.to) {
        return new Verdict(true, opening.to, Words.open(now, opening.to));
      }
      if (opening.from > millis) {
        next = opening;
        break;
      }
    }
    long horizon =
        now.toLocalDate().plusDays(DAYS_AHEAD).atStartOfDay(place).toInstant().toEpochMilli();
    return new Verdict(
        false,
        next == null ? horizon : next.from,
        Words.closed(this, now, next == null ? -1 : next.from));
  }

  /// One stretch of time.
  private record Opening(long from, long to) {}

  /// From yesterday on, in order, with those that touch put together.
  private List<Opening> openings(LocalDate today, ZoneId place) {
    List<Opening> all = new ArrayList<>();
    for (int i = -1; i < DAYS_AHEAD; i++) {
      LocalDate day = today.plusDays(i);
      for (Span span : on(day)) {
        long from = first(day.atStartOfDay().plusMinutes(span.from()), place);
        long to = last(day.atStartOfDay().plusMinutes(ends(span)), place);
        if (to > from) {
          all.add(new Opening(from, to));
        }
      }
    }
    all.sort((a, b) -> Long.compare(a.from, b.from));
    List<Opening> merged = new ArrayList<>();
    for (Opening opening : all) {
      Opening before = merged.isEmpty() ? null : merged.getLast();
      if (before != null && opening.from <= before.to) {
        merged.set(merged.size() - 1, new Opening(before.from, Math.max(before.to, opening.to)));
      } else {
        merged.add(opening);
      }
    }
    return merged;
  }

  private static int ends(Span span) {
    return span.to() <= span.from() ? span.to() + DAY_END : span.to();
  }

  /// What begins on a day.
  List<Span> on(LocalDate day) {
    SpecialDay other = special(day);
    if (other != null) {
      return other.open();
    }
    List<Span> spans = new ArrayList<>();
    for (Period period : week) {
      if (period.day() == day.getDayOfWeek()) {
        spans.add(new Span(period.from(), period.to()));
      }
    }
    spans.sort((a, b) -> Integer.compare(a.from(), b.from()));
    return spans;
  }

  @org.jspecify.annotations.Nullable
  SpecialDay special(LocalDate day) {
    String date = day.toString();
    for (SpecialDay other : special) {
      if (other.date().equals(date)) {
        return other;
      }
    }
    return null;
  }

  private static long first(LocalDateTime shown, ZoneId place) {
    var gap = place.getRules().getTransition(shown);
    return gap != null && gap.isGap()
        ? gap.toEpochSecond() * 1_000
        : shown.atZone(place).withEarlierOffsetAtOverlap().toInstant().toEpochMilli();
  }

  private static long last(LocalDateTime shown, ZoneId place) {
    var gap = place.getRules().getTransition(shown);
    return gap != null && gap.isGap()
        ? gap.toEpochSecond() * 1_000
        : shown.atZone(place).withLaterOffsetAtOverlap().toInstant().toEpochMilli();
  }

  /// The words of an answer.
  private static final class Words {
    private Words() {}

    static String time(int minutes) {
      return pad(minutes / 60) + ":" + pad(minutes % 60);
    }

    private static String pad(int number) {
      return number < 10 ? "0" + number : "" + number;
    }

    static String open(ZonedDateTime now, long until) {
      return "open until " + moment(Instant.ofEpochMilli(until).atZone(now.getZone()), now);
    }

    /// @param next when it opens; -1 for not in sight
    static String closed(OpeningHours hours, ZonedDateTime now, long next) {
      LocalDate today = now.toLocalDate();
      List<Span> spans = hours.on(today);
      SpecialDay special = hours.special(today);
      String day = day(now.getDayOfWeek()) + " " + today;
      String name = special == null ? day : day + " (" + special.name() + ")";
      String why =
          spans.isEmpty()
              ? "closed all day on " + name
              : "closed at " + time(now) + " on " + name + ", open " + list(spans);
      return why
          + (next < 0
              ? "; does not open in the next " + DAYS_AHEAD + " days"
              : "; opens " + moment(Instant.ofEpochMilli(next).atZone(now.getZone()), now))
          + " ("
          + hours.zone()
          + ")";
    }

    private static String list(List<Span> spans) {
      List<String> parts = new ArrayList<>();
      spans.forEach(span -> parts.add(time(span.from()) + "-" + time(span.to())));
      return String.join(" and ", parts);
    }

    private static String moment(ZonedDateTime then, ZonedDateTime now) {
      return then.toLocalDate().equals(now.toLocalDate())
          ? time(then)
          : day(then.getDayOfWeek()) + " " + then.toLocalDate() + " " + time(then);
    }

    private static String time(ZonedDateTime moment) {
      return time(moment.getHour() * 60 + moment.getMinute());
    }

    private static String day(DayOfWeek day) {
      String name = day.name();
      return name.charAt(0) + name.substring(1).toLowerCase(java.util.Locale.ROOT);
    }
  }
}
