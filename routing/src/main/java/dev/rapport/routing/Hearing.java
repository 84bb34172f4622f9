package dev.rapport.routing;

/// How a supervisor takes part in a talk between a customer and an agent.
public enum Hearing {
  /// Hears both, and is heard by nobody.
  LISTEN,
  /// Hears both, and is heard by the agent alone.
  WHISPER,
  /// Talks to both.
  BARGE,
  /// Not any more.
  NONE
}
