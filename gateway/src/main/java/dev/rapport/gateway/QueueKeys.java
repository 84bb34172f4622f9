package dev.rapport.gateway;

import dev.rapport.routing.ChannelId;
import dev.rapport.routing.ChannelTimes;
import dev.rapport.routing.ContactQueue;
import dev.rapport.routing.OpeningHours;
import dev.rapport.routing.Overflow;
import dev.rapport.routing.QueueRules;
import dev.rapport.routing.Requirement;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A queue of the plan in the keys of the settings, as it is read and written while it runs. What
/// it writes is read as the same queue; `open`, which is no matter of the plan, is not among it.
public final class QueueKeys {
  private static final long SECOND = 1_000;
  private static final int HOUR = 60;

  private QueueKeys() {}

  public static Map<String, Object> of(ContactQueue queue) {
    Map<String, Object> keys = new LinkedHashMap<>();
    keys.put("id", queue.id().value());
    keys.put("name", queue.name());
    keys.put("skills", skills(queue.requirement()));
    times(queue.ownTimes(), keys);
    keys.put("handleSeconds", seconds(queue.expectedHandle()));
    keys.put("maxWaiting", queue.maxSize());
    keys.put("policy", queue.policy().name().toLowerCase(Locale.ROOT));
    rules(queue.rules(), keys);
    return keys;
  }

  private static long seconds(long millis) {
    return Math.ceilDiv(millis, SECOND);
  }

  private static Map<String, Integer> skills(Requirement requirement) {
    Map<String, Integer> skills = new TreeMap<>();
    if (requirement instanceof Requirement.AllOf(List<Requirement> parts)) {
      for (Requirement part : parts) {
        if (part instanceof Requirement.AtLeast(String skill, int level)) {
          skills.put(skill, level);
        }
      }
    }
    return skills;
  }

  private static void times(List<ContactQueue.OwnTimes> own, Map<String, Object> keys) {
    Map<String, Object> wrapUps = new TreeMap<>();
    ChannelTimes first = null;
    for (ContactQueue.OwnTimes times : own) {
      // What a chat is given goes for all channels, and the others are named where they differ.
      if (first == null || times.channel().equals(ChannelId.CHAT)) {
        first = times.times();
      }
    }
    if (first == null) {
      return;
    }
    for (ContactQueue.OwnTimes times : own) {
      if (times.times().wrapUp() != first.wrapUp()) {
        wrapUps.put(times.channel().value(), seconds(times.times().wrapUp()));
      }
    }
    keys.put("targetSeconds", seconds(first.target()));
    keys.put("offerSeconds", seconds(first.offer()));
    keys.put("wrapUpSeconds", Math.max(1, seconds(first.wrapUp())));
    if (first.wrapUp() == 0) {
      wrapUps.put(ChannelId.CHAT.value(), 0);
    }
    if (!wrapUps.isEmpty()) {
      keys.put("wrapUpByChannel", wrapUps);
    }
  }

  private static void rules(QueueRules rules, Map<String, Object> keys) {
    OpeningHours hours = rules.hours();
    if (hours != null) {
      keys.put("hours", hours(hours));
    }
    put(keys, "whenClosed", rules.whenClosed());
    put(keys, "whenFull", rules.whenFull());
    QueueRules.AfterWait after = rules.afterWait();
    if (after != null) {
      put(keys, "overflow", after.then());
      keys.put("overflowAfterSeconds", after.millis() / SECOND);
      keys.put("overflowWhenNobody", after.atOnceWhenNobody());
    }
    if (!rules.rings().isEmpty()) {
      keys.put("rings", rules.rings().stream().map(QueueKeys::ring).toList());
    }
    if (!rules.neverRelaxed().isEmpty()) {
      keys.put("neverRelax", rules.neverRelaxed());
    }
    keys.put("offersAtOnce", rules.offersAtOnce());
    keys.put("pull", rules.handout() == QueueRules.Handout.PULL);
  }

  private static Map<String, Object> ring(QueueRules.Ring ring) {
    Map<String, Object> relax = new TreeMap<>();
    ring.relaxed().forEach(relaxed -> relax.put(relaxed.skill(), relaxed.level()));
    return Map.of("afterSeconds", ring.afterMillis() / SECOND, "relax", relax);
  }

  private static void put(Map<String, Object> keys, String key, @Nullable Overflow overflow) {
    if (overflow != null) {
      keys.put(
          key,
          switch (overflow) {
            case Overflow.ToQueue(var queue) -> "queue " + queue.value();
            case Overflow.Callback _ -> "callback";
            case Overflow.Message _ -> "message";
            case Overflow.Refuse(String words) -> "refuse " + words;
          });
    }
  }

  // --- Hours ---

  private static Map<String, Object> hours(OpeningHours hours) {
    Map<String, Object> week = new LinkedHashMap<>();
    for (DayOfWeek day : DayOfWeek.values()) {
      List<OpeningHours.Span> spans = new ArrayList<>();
      for (OpeningHours.Period period : hours.week()) {
        if (period.day() == day) {
          spans.add(new OpeningHours.Span(period.from(), period.to()));
        }
      }
      if (!spans.isEmpty()) {
        week.put(day.name().substring(0, 3).toLowerCase(Locale.ROOT), spans(spans));
      }
    }
    Map<String, Object> keys = new LinkedHashMap<>();
    keys.put("zone", hours.zone());
    keys.put("week", week);
    if (!hours.special().isEmpty()) {
      keys.put("special", hours.special().stream().map(QueueKeys::special).toList());
    }
    return keys;
  }

  private static Map<String, Object> special(OpeningHours.SpecialDay day) {
    Map<String, Object> keys = new LinkedHashMap<>();
    keys.put("date", day.date());
    keys.put("name", day.name());
    keys.put("open", spans(day.open()));
    return keys;
  }

  private static String spans(List<OpeningHours.Span> spans) {
    return spans.isEmpty()
        ? "closed"
        : String.join(
            ", ", spans.stream().map(s -> clock(s.from()) + "-" + clock(s.to())).toList());
  }

  private static String clock(int minutes) {
    return "%02d:%02d".formatted(minutes / HOUR, minutes % HOUR);
  }
}
