package dev.rapport.routing;

/// How long an ordinary contact of one queue and channel takes an agent of full speed, in
/// milliseconds. One for all kinds of contacts there, so that when it is learnt anew nobody's place
/// among their like changes.
final class HandleLevel {
  long millis;

  HandleLevel(long millis) {
    this.millis = millis;
  }
}
