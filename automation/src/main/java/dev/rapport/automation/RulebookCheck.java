package dev.rapport.automation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Finds every fault of a rulebook before it classifies anything: a rule that sends contacts to a
/// queue that is not there would be found by the contact it loses.
final class RulebookCheck {
  private static final int MAX_LEVEL = 100;

  private final Rulebook book;
  private final List<String> faults = new ArrayList<>();

  RulebookCheck(Rulebook book) {
    this.book = book;
  }

  List<String> faults() {
    if (book.rules().size() > Rulebook.MAX_RULES) {
      return List.of(book.rules().size() + " rules; " + Rulebook.MAX_RULES + " is the limit");
    }
    if (!book.queues().contains(book.defaultQueue())) {
      faults.add("default queue: no queue '" + book.defaultQueue() + "'");
    }
    Set<String> names = new HashSet<>();
    for (Rule rule : book.rules()) {
      if (rule.name().isBlank()) {
        faults.add("a rule without a name; its name explains what it decided");
      } else if (!names.add(rule.name())) {
        fault(rule, "the name stands twice");
      }
      rule.conditions().forEach(condition -> check(rule, condition));
      check(rule, rule.action());
    }
    return faults;
  }

  private void fault(Rule rule, String what) {
    faults.add("rule '" + rule.name() + "': " + what);
  }

  private void check(Rule rule, Condition condition) {
    switch (condition) {
      case Condition.OnChannel on -> alternatives(rule, "channel", on.channels());
      case Condition.SentTo sent -> alternatives(rule, "recipient", sent.recipients());
      case Condition.Asked asked -> {
        alternatives(rule, "queue", asked.queues());
        asked.queues().forEach(queue -> queue(rule, queue));
      }
      case Condition.Mentions mentions -> {
        alternatives(rule, "phrase", mentions.phrases());
        mentions.phrases().stream()
            .filter(phrase -> new Phrase(phrase).isEmpty())
            .forEach(phrase -> fault(rule, "'" + phrase + "' has no letter or digit"));
      }
      case Condition.About about -> alternatives(rule, "intent", about.intents());
      case Condition.InLanguage in -> alternatives(rule, "language", in.languages());
      case Condition.Recognised _ -> {}
      case Condition.InBand in -> alternatives(rule, "band", in.bands());
    }
  }

  private void alternatives(Rule rule, String what, List<String> alternatives) {
    if (alternatives.isEmpty()) {
      fault(rule, "a condition without any " + what + " never holds");
    }
    if (alternatives.size() > Rulebook.MAX_ALTERNATIVES) {
      fault(rule, "more than " + Rulebook.MAX_ALTERNATIVES + " alternatives for " + what);
    }
  }

  private void check(Rule rule, Rule.Action action) {
    queue(rule, action.queue());
    for (RequiredSkill required : action.skills()) {
      if (!book.skills().contains(required.skill())) {
        fault(rule, "no skill '" + required.skill() + "'");
      }
      if (required.level() < 0 || required.level() > MAX_LEVEL) {
        fault(rule, "level " + required.level() + " of '" + required.skill() + "' is not 0 to 100");
      }
    }
    String acknowledgement = action.acknowledgement();
    if (acknowledgement != null
        && (acknowledgement.isBlank() || acknowledgement.length() > Rulebook.MAX_ACKNOWLEDGEMENT)) {
      fault(rule, "an acknowledgement has 1 to " + Rulebook.MAX_ACKNOWLEDGEMENT + " characters");
    }
  }

  private void queue(Rule rule, String queue) {
    if (!book.queues().contains(queue)) {
      fault(rule, "no queue '" + queue + "'");
    }
  }
}
