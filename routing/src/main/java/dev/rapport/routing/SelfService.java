package dev.rapport.routing;

/// The contact is first shown answers, and reaches an agent only when the customer asks for a
/// person or when time runs out and the arrival said so.
///
/// @param until epoch milliseconds; then `after` happens
public record SelfService(long until, After after) {
  /// What happens when the customer neither took an answer nor asked for a person.
  public enum After {
    WAIT,
    EXPIRE
  }
}
