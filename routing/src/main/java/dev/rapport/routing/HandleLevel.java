package dev.rapport.routing;

/// How long an ordinary contact of one queue and channel takes an agent of full speed, in
/// milliseconds. One for all kinds of contacts there, so that when it is learnt anew nobody's place
/// among their like changes.
final class HandleLevel {
  long millis;

  HandleLevel(long millis) {
    this.millis = millis;
  }

  /// Milliseconds that a contact is expected to take.
  ///
  /// @param factor how much longer than an ordinary one, in millionths
  /// @param speed of the agent, in millionths
  long millisOf(long factor, long speed) {
    return Math.max(1, millis * factor / speed);
  }
}
