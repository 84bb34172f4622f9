package dev.rapport.routing;

import org.jspecify.annotations.Nullable;

/// The canonical text of a queue's rules.
final class QueueRulesText {
  private QueueRulesText() {}

  static void write(CanonicalText text, QueueRules rules) {
    hours(text, rules.hours());
    overflow(text, rules.whenClosed());
    overflow(text, rules.whenFull());
    QueueRules.AfterWait after = rules.afterWait();
    if (after == null) {
      text.text(null);
    } else {
      text.number(after.millis()).flag(after.atOnceWhenNobody());
      overflow(text, after.then());
    }
    text.each(
            rules.rings(),
            (out, ring) ->
                out.number(ring.afterMillis())
                    .each(ring.relaxed(), (in, r) -> in.text(r.skill()).number(r.level())))
        .each(rules.neverRelaxed(), CanonicalText::text)
        .number(rules.offersAtOnce())
        .name(rules.handout());
  }

  private static void hours(CanonicalText text, @Nullable OpeningHours hours) {
    if (hours == null) {
      text.text(null);
      return;
    }
    text.text(hours.zone())
        .each(hours.week(), (out, p) -> out.name(p.day()).number(p.from()).number(p.to()))
        .each(
            hours.special(),
            (out, day) ->
                out.text(day.date())
                    .text(day.name())
                    .each(day.open(), (in, span) -> in.number(span.from()).number(span.to())));
  }

  private static void overflow(CanonicalText text, @Nullable Overflow overflow) {
    switch (overflow) {
      case null -> text.text(null);
      case Overflow.ToQueue(QueueId queue) -> text.text("toQueue").text(queue.value());
      case Overflow.Callback _ -> text.text("callback");
      case Overflow.Message _ -> text.text("message");
      case Overflow.Refuse(String words) -> text.text("refuse").text(words);
    }
  }
}
