package dev.rapport.routing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds what is wrong with the rules of queues, in sentences for people.
final class QueueRulesCheck {
  private static final int MAX_WORDS = 500;

  private final Map<QueueId, ContactQueue> queues = new LinkedHashMap<>();
  private final Set<String> skills;
  private final List<String> problems = new ArrayList<>();

  private QueueRulesCheck(Plan plan, Set<String> skills) {
    plan.queues().forEach(queue -> queues.put(queue.id(), queue));
    this.skills = skills;
  }

  static List<String> problems(Plan plan, Set<String> skills) {
    QueueRulesCheck check = new QueueRulesCheck(plan, skills);
    plan.queues().forEach(check::queue);
    return check.problems;
  }

  private void queue(ContactQueue queue) {
    QueueRules rules = queue.rules();
    OpeningHours hours = rules.hours();
    if (hours != null) {
      hours.problems().forEach(problem -> add(queue, problem));
    }
    if ((hours == null) != (rules.whenClosed() == null)) {
      add(queue, "opening hours come with what happens when it is closed, and only with them");
    }
    overflow(queue, rules.whenClosed());
    overflow(queue, rules.whenFull());
    QueueRules.AfterWait after = rules.afterWait();
    if (after != null) {
      overflow(queue, after.then());
      if (after.millis() < 1) {
        add(queue, "what happens after waiting needs a wait of 1 ms or more");
      }
    }
    if (rules.offersAtOnce() < 1 || rules.offersAtOnce() > QueueRules.MAX_OFFERS_AT_ONCE) {
      add(queue, "1 to " + QueueRules.MAX_OFFERS_AT_ONCE + " agents can be asked at once");
    }
    if (rules.handout() == QueueRules.Handout.PULL && rules.offersAtOnce() > 1) {
      add(queue, "a queue that agents pull from asks nobody");
    }
    rings(queue, rules);
    circle(queue, "closed");
    circle(queue, "full");
  }

  private void rings(ContactQueue queue, QueueRules rules) {
    if (rules.rings().size() > QueueRules.MAX_RINGS) {
      add(queue, "at most " + QueueRules.MAX_RINGS + " rings");
    }
    for (String skill : rules.neverRelaxed()) {
      if (!skills.contains(skill)) {
        add(queue, "unknown skill " + skill);
      }
    }
    long before = 0;
    for (QueueRules.Ring ring : rules.rings()) {
      if (ring.afterMillis() <= before) {
        add(queue, "each ring comes later than the one before");
      }
      before = ring.afterMillis();
      for (QueueRules.Relaxed relaxed : ring.relaxed()) {
        if (!skills.contains(relaxed.skill())) {
          add(queue, "unknown skill " + relaxed.skill());
        }
        if (relaxed.level() < 0 || relaxed.level() > SkillLevel.MAX) {
          add(queue, "a level is 0 to 100, not " + relaxed.level());
        }
        if (rules.neverRelaxed().contains(relaxed.skill())) {
          add(queue, relaxed.skill() + " is never relaxed, and a ring relaxes it");
        }
      }
    }
  }

  private void overflow(ContactQueue queue, @Nullable Overflow overflow) {
    switch (overflow) {
      case null -> {}
      case Overflow.ToQueue(QueueId to) -> {
        if (!queues.containsKey(to)) {
          add(queue, "overflows to the unknown queue " + to);
        } else if (to.equals(queue.id())) {
          add(queue, "cannot overflow to itself");
        }
      }
      case Overflow.Refuse(String words) -> {
        if (words.isBlank() || words.length() > MAX_WORDS) {
          add(queue, "a refusal needs words, at most " + MAX_WORDS + " characters");
        }
      }
      case Overflow.Callback _, Overflow.Message _ -> {}
    }
  }

  /// A contact sent in a circle would arrive nowhere.
  private void circle(ContactQueue from, String when) {
    Set<QueueId> seen = new LinkedHashSet<>();
    ContactQueue queue = from;
    while (queue != null && seen.add(queue.id())) {
      Overflow next = when.equals("closed") ? queue.rules().whenClosed() : queue.rules().whenFull();
      queue = next instanceof Overflow.ToQueue(QueueId to) ? queues.get(to) : null;
    }
    if (queue != null && queue.id().equals(from.id()) && seen.size() > 1) {
      add(from, "when " + when + ", contacts go in a circle");
    }
  }

  private void add(ContactQueue queue, String problem) {
    problems.add("queue " + queue.id() + ": " + problem);
  }
}
