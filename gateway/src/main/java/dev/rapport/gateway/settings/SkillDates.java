package dev.rapport.gateway.settings;

import dev.rapport.routing.SkillLevel;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;

/// Reads from when until when an agent's skills are valid.
final class SkillDates {
  private SkillDates() {}

  /// Such as `licence: 2026-01-01 to 2026-12-31`, both days included, in UTC.
  static Map<String, SkillLevel.Validity> read(Section agent) {
    Map<String, SkillLevel.Validity> dates = new LinkedHashMap<>();
    agent
        .allTexts("skillDates")
        .forEach((skill, text) -> {
          try {
            String[] ends = text.split("\\s+to\\s+", -1);
            long from = start(LocalDate.parse(ends[0].strip()));
            long until =
                ends.length == 1
                    ? SkillLevel.Validity.OPEN
                    : start(LocalDate.parse(ends[1].strip()).plusDays(1));
            dates.put(skill, new SkillLevel.Validity(from, until));
          } catch (DateTimeException e) {
            agent.problem(
                "skillDates", "must be like '2026-01-01 to 2026-12-31', not '" + text + "'");
          }
        });
    return dates;
  }

  private static long start(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
  }
}
