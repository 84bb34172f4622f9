package dev.rapport.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// When a queue is open, by the clock on the wall.
class OpeningHoursTest {
  private static final String ZURICH = "Europe/Zurich";

  private static OpeningHours.Period on(DayOfWeek day, int from, int to) {
    return new OpeningHours.Period(day, from * 60, to * 60);
  }

  /// Monday to Friday 9-12 and 13-17, Friday also 22-6, and two days that differ.
  private static OpeningHours office(String zone) {
    List<OpeningHours.Period> week = new ArrayList<>();
    for (DayOfWeek day : DayOfWeek.values()) {
      if (day.getValue() <= DayOfWeek.FRIDAY.getValue()) {
        week.add(on(day, 9, 12));
        week.add(on(day, 13, 17));
      }
    }
    week.add(on(DayOfWeek.FRIDAY, 22, 6));
    return new OpeningHours(
        zone,
        week,
        List.of(
            new OpeningHours.SpecialDay("2026-12-25", "Christmas Day", List.of()),
            new OpeningHours.SpecialDay(
                "2026-12-24", "Christmas Eve", List.of(new OpeningHours.Span(9 * 60, 14 * 60)))));
  }

  private static long at(String local, String zone) {
    return LocalDateTime.parse(local).atZone(ZoneId.of(zone)).toInstant().toEpochMilli();
  }

  @ParameterizedTest(name = "{0}: open {1}, until {2}")
  @CsvSource(
      textBlock =
          """
          # Monday
          2026-11-23T08:59:59, false, 2026-11-23T09:00
          2026-11-23T09:00,    true,  2026-11-23T12:00
          2026-11-23T12:00,    false, 2026-11-23T13:00
          2026-11-23T16:59:59, true,  2026-11-23T17:00
          2026-11-23T17:00,    false, 2026-11-24T09:00
          # Friday night belongs to Friday
          2026-11-27T23:00,    true,  2026-11-28T06:00
          2026-11-28T05:59,    true,  2026-11-28T06:00
          2026-11-28T06:00,    false, 2026-11-30T09:00
          # Christmas is a Friday: closed all day, and so is the night that would begin on it
          2026-12-24T13:00,    true,  2026-12-24T14:00
          2026-12-24T15:00,    false, 2026-12-28T09:00
          2026-12-25T10:00,    false, 2026-12-28T09:00
          2026-12-25T23:00,    false, 2026-12-28T09:00
          """)
  void isOpenByTheClockOnTheWall(String when, boolean open, String until) {
    for (String zone : List.of(ZURICH, "America/New_York", "Asia/Kolkata", "UTC")) {
      OpeningHours.Verdict verdict = office(zone).at(at(when, zone));
      assertThat(verdict.open()).as(zone).isEqualTo(open);
      assertThat(verdict.until()).as(zone).isEqualTo(at(until, zone));
    }
  }

  @ParameterizedTest(name = "{0}-{1} o''clock on {2} in Zurich is open for {3} minutes")
  @DisplayName("P18: the nights on which the clocks change")
  @CsvSource(
      textBlock =
          """
          # The clocks go from 2:00 to 3:00 on 2026-03-29, and from 3:00 to 2:00 on 2026-10-25.
          22, 6,  2026-03-28, 420
          22, 6,  2026-10-24, 540
          22, 6,  2026-11-07, 480
          1,  4,  2026-03-29, 120
          1,  4,  2026-10-25, 240
          0,  24, 2026-03-29, 1380
          0,  24, 2026-10-25, 1500
          """)
  void theNightTheClocksChange(int from, int to, String day, int minutes) {
    OpeningHours hours =
        new OpeningHours(
            ZURICH,
            List.of(),
            List.of(
                new OpeningHours.SpecialDay(
                    day, "night", List.of(new OpeningHours.Span(from * 60, to * 60)))));
    long start = at(day + "T00:00", ZURICH);
    int open = 0;
    for (int minute = 0; minute < 36 * 60; minute++) {
      open += hours.at(start + minute * 60_000L).open() ? 1 : 0;
    }
    assertThat(open).isEqualTo(minutes);
  }

  @Test
  void aTimeThatDoesNotExistIsTheMomentOfTheChange() {
    OpeningHours hours =
        new OpeningHours(
            ZURICH,
            List.of(),
            List.of(
                new OpeningHours.SpecialDay(
                    "2026-03-29", "early", List.of(new OpeningHours.Span(150, 300)))));
    OpeningHours.Verdict before = hours.at(at("2026-03-29T01:00", ZURICH));
    assertThat(before.open()).isFalse();
    assertThat(before.until()).isEqualTo(at("2026-03-29T03:00", ZURICH));
    assertThat(hours.at(before.until()).open()).isTrue();
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          2026-11-23T10:00 | open until 12:00
          2026-11-27T23:00 | open until Saturday 2026-11-28 06:00
          2026-11-23T12:30 | closed at 12:30 on Monday 2026-11-23, open 09:00-12:00 and 13:00-17:00; opens 13:00 (Europe/Zurich)
          2026-11-29T10:00 | closed all day on Sunday 2026-11-29; opens Monday 2026-11-30 09:00 (Europe/Zurich)
          2026-12-25T10:00 | closed all day on Friday 2026-12-25 (Christmas Day); opens Monday 2026-12-28 09:00 (Europe/Zurich)
          """)
  void saysWhyInWords(String when, String words) {
    assertThat(office(ZURICH).at(at(when, ZURICH)).why()).isEqualTo(words);
  }

  @Test
  void touchingPeriodsAreOne() {
    OpeningHours hours =
        new OpeningHours(
            ZURICH, List.of(on(DayOfWeek.MONDAY, 9, 24), on(DayOfWeek.TUESDAY, 0, 5)), List.of());
    assertThat(hours.at(at("2026-11-23T20:00", ZURICH)).until())
        .isEqualTo(at("2026-11-24T05:00", ZURICH));
  }

  @Test
  void whatNeverOpensIsLookedAtAgain() {
    OpeningHours never = new OpeningHours(ZURICH, List.of(), List.of());
    long now = at("2026-11-23T20:00", ZURICH);
    OpeningHours.Verdict verdict = never.at(now);
    assertThat(verdict.open()).isFalse();
    assertThat(verdict.until()).isGreaterThan(now);
    assertThat(verdict.why()).contains("does not open in the next 35 days");
  }

  @Test
  void saysEverythingThatIsWrong() {
    OpeningHours wrong =
        new OpeningHours(
            "Europe/Atlantis",
            List.of(new OpeningHours.Period(DayOfWeek.MONDAY, 60, 60)),
            List.of(new OpeningHours.SpecialDay("Christmas", "Christmas", List.of())));
    assertThat(wrong.problems())
        .containsExactly(
            "there is no time zone Europe/Atlantis",
            "a period of no length at 01:00; 00:00-24:00 is a day",
            "'Christmas' is not a date like 2026-12-25");
  }
}
