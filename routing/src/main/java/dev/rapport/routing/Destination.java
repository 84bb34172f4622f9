package dev.rapport.routing;

/// Where a transfer goes.
public sealed interface Destination {
  record ToQueue(QueueId queue) implements Destination {}

  /// The agent is asked first; when they have no room the contact waits in its queue, and they stay
  /// the preferred agent.
  record ToAgent(AgentId agent) implements Destination {}
}
