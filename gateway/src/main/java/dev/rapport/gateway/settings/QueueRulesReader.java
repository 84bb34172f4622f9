package dev.rapport.gateway.settings;

import dev.rapport.routing.OpeningHours;
import dev.rapport.routing.Overflow;
import dev.rapport.routing.QueueId;
import dev.rapport.routing.QueueRules;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads what a queue does besides waiting: hours, overflow, rings and handing out.
final class QueueRulesReader {
  private static final List<String> DAYS = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");
  private static final Pattern SPAN =
      Pattern.compile("([01]?\\d|2[0-4]):([0-5]\\d)\\s*-\\s*([01]?\\d|2[0-4]):([0-5]\\d)");

  private QueueRulesReader() {}

  static QueueRules read(Section queue) {
    OpeningHours hours = hours(queue);
    int after = queue.number("overflowAfterSeconds", 0, 0, 604_800);
    boolean nobody = queue.flag("overflowWhenNobody", false);
    Overflow overflow = overflow(queue, "overflow");
    if ((after > 0 || nobody) != (overflow != null)) {
      queue.problem(
          "overflow", "comes with overflowAfterSeconds, which says after how long, and only then");
    }
    return new QueueRules(
        hours,
        overflow(queue, "whenClosed"),
        overflow(queue, "whenFull"),
        overflow == null
            ? null
            : new QueueRules.AfterWait(Math.max(1, 1_000L * after), nobody, overflow),
        queue.sections("rings").stream().map(QueueRulesReader::ring).toList(),
        queue.texts("neverRelax"),
        queue.number("offersAtOnce", 1, 1, QueueRules.MAX_OFFERS_AT_ONCE),
        queue.flag("pull", false) ? QueueRules.Handout.PULL : QueueRules.Handout.PUSH);
  }

  private static QueueRules.Ring ring(Section ring) {
    var read =
        new QueueRules.Ring(
            1_000L * ring.number("afterSeconds", 30, 1, 604_800),
            ring.levels("relax", 0, 100).entrySet().stream()
                .map(skill -> new QueueRules.Relaxed(skill.getKey(), skill.getValue()))
                .toList());
    ring.close();
    return read;
  }

  /// `callback`, `message`, `queue ID` or `refuse WORDS`.
  private static @Nullable Overflow overflow(Section queue, String key) {
    String text = queue.text(key, "").strip();
    if (text.isEmpty()) {
      return null;
    }
    String[] parts = text.split("\\s+", 2);
    return switch (parts[0] + (parts.length > 1 ? " ..." : "")) {
      case "callback" -> new Overflow.Callback();
      case "message" -> new Overflow.Message();
      case "queue ..." -> new Overflow.ToQueue(new QueueId(parts[1]));
      case "refuse ..." -> new Overflow.Refuse(parts[1]);
      default -> {
        queue.problem(key, "must be callback, message, 'queue ID' or 'refuse WORDS'");
        yield null;
      }
    };
  }

  private static @Nullable OpeningHours hours(Section queue) {
    Section hours = queue.section("hours");
    String zone = hours.text("zone", "");
    Section week = hours.section("week");
    List<OpeningHours.Period> periods = new ArrayList<>();
    for (int day = 0; day < DAYS.size(); day++) {
      DayOfWeek weekday = DayOfWeek.of(day + 1);
      for (OpeningHours.Span span : spans(week, DAYS.get(day))) {
        periods.add(new OpeningHours.Period(weekday, span.from(), span.to()));
      }
    }
    week.close();
    List<OpeningHours.SpecialDay> special =
        hours.sections("special").stream().map(QueueRulesReader::special).toList();
    hours.close();
    if (zone.isEmpty() && (!periods.isEmpty() || !special.isEmpty())) {
      hours.problem("zone", "is required, such as Europe/Zurich");
    }
    return zone.isEmpty() ? null : new OpeningHours(zone, periods, special);
  }

  private static OpeningHours.SpecialDay special(Section day) {
    var read =
        new OpeningHours.SpecialDay(
            day.requiredText("date"), day.text("name", "special day"), spans(day, "open"));
    day.close();
    return read;
  }

  /// Such as `09:00-12:00, 13:00-17:00`; `22:00-06:00` ends on the next day.
  private static List<OpeningHours.Span> spans(Section section, String key) {
    String text = section.text(key, "").strip();
    List<OpeningHours.Span> spans = new ArrayList<>();
    if (text.isEmpty() || text.equals("closed")) {
      return spans;
    }
    for (String part : text.split("\\s*,\\s*", -1)) {
      Matcher span = SPAN.matcher(part);
      if (span.matches()) {
        spans.add(
            new OpeningHours.Span(
                minutes(span.group(1), span.group(2)), minutes(span.group(3), span.group(4))));
      } else {
        section.problem(key, "must be like '09:00-12:00, 13:00-17:00', not '" + text + "'");
      }
    }
    return spans;
  }

  private static int minutes(String hours, String minutes) {
    return 60 * Integer.parseInt(hours) + Integer.parseInt(minutes);
  }

  /// A queue with the keys of the settings file, from elsewhere than the file.
  static Section section(Map<String, Object> values, List<String> problems) {
    return new Section(
        "queue", values, new Section.Environment(Map.of(), new java.util.HashSet<>()), problems);
  }
}
