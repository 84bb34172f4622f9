package dev.rapport.routing;

/// The policies a queue can choose from. What each prefers is written in the class named for it.
public enum PolicyName {
  /// Accumulated priority by value, urgency and wait, with a bound on what any jump may cost.
  DEFAULT,
  /// More urgent first, then more valuable, then older; the longest idle agent.
  STRICT,
  /// Older first; the longest idle agent.
  FIFO
}
