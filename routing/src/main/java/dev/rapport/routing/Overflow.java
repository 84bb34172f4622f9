package dev.rapport.routing;

/// What becomes of a contact that a queue cannot take now.
public sealed interface Overflow {
  /// It goes to another queue, with the wait it has.
  record ToQueue(QueueId queue) implements Overflow {}

  /// The customer is called back: see [ContactMode#CALLBACK].
  record Callback() implements Overflow {}

  /// It waits without the customer: see [ContactMode#MESSAGE].
  record Message() implements Overflow {}

  /// It ends.
  ///
  /// @param words told to the customer
  record Refuse(String words) implements Overflow {}

  /// Why a queue could not take it.
  enum Cause {
    /// Arrived outside the opening hours.
    CLOSED,
    /// Arrived when the queue was at its largest.
    FULL,
    /// Waited as long as the queue allows.
    WAITED,
    /// Nobody who could take it was signed in.
    NOBODY,
    /// The customer would rather not wait.
    ASKED
  }
}
