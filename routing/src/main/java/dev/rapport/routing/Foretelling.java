package dev.rapport.routing;

import org.jspecify.annotations.Nullable;

/// What a waiting customer is told, and when it is told anew: when it has changed enough to matter,
/// and something longer than before only once. A number that rises twice is worth nothing.
final class Foretelling {
  private static final long TOO_SOON = 15_000;
  private static final long MATTERS = 10_000;
  private static final double CHANGED = .2;

  private Foretelling() {}

  /// Tells a waiting contact how long it will take, if there is something new to tell.
  static void tell(Step step, ContactLife contact) {
    WaitEstimate raw = step.centre().finder.estimate(contact, step.now());
    if (raw == null) {
      return;
    }
    WaitEstimate now = step.centre().waits.honest(contact.facts.queue(), raw);
    Foretold before = contact.foretold;
    if (before == null || isNews(before, now, step.now())) {
      step.emit(
          new Event.WaitForetold(contact.id(), now.low(), now.high(), raw.middle(), raw.ahead()));
    }
  }

  private static boolean isNews(Foretold before, WaitEstimate now, long at) {
    if (at - before.at() < TOO_SOON) {
      return false;
    }
    long left = before.highLeft(at);
    if (now.high() < left) {
      return left - now.high() >= Math.max(MATTERS, CHANGED * left);
    }
    return before.longer() == 0 && now.high() - left >= Math.max(MATTERS, CHANGED * left);
  }

  static Foretold next(@Nullable Foretold before, Event.WaitForetold told, long at) {
    if (before == null) {
      return new Foretold(
          at, told.low(), told.high(), at, told.low(), told.high(), told.calculated(), 0);
    }
    int longer = before.longer() + (told.high() > before.highLeft(at) ? 1 : 0);
    return new Foretold(
        at,
        told.low(),
        told.high(),
        before.firstAt(),
        before.firstLow(),
        before.firstHigh(),
        before.middle(),
        longer);
  }
}
