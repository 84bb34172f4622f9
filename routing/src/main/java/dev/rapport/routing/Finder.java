package dev.rapport.routing;

import org.jspecify.annotations.Nullable;

/// Finds who belongs together. Told of every contact that begins or stops to wait and of every
/// agent before and after they change, so that it can keep indexes; whoever implements it must find
/// the same.
interface Finder {

  void contactWaits(ContactLife contact);

  /// Before anything about the contact changes.
  void contactWaitsNoMore(ContactLife contact);

  /// Before anything about the agent changes.
  void agentChanges(AgentLife agent);

  void agentChanged(AgentLife agent);

  /// Whose turn it is, of all that this agent may take and has room for.
  @Nullable Match contactFor(AgentLife agent, long now);

  /// The same of the contacts that agents ask for.
  ///
  /// @param queue of this one; null for any
  @Nullable Match nextFor(AgentLife agent, @Nullable QueueId queue, long now);

  /// Is anybody signed in who may serve contacts of this kind, busy or not?
  boolean anybodySignedIn(ContactKind kind);

  /// Who takes it, of all agents that may and have room.
  @Nullable Match agentFor(ContactLife contact, long now);

  /// The match of just these two, which the caller has found possible.
  Match direct(ContactLife contact, AgentLife agent, long now);

  /// How much longer a waiting contact will wait; null while nobody who could take it is there, or
  /// when this finder does not know.
  @Nullable WaitEstimate estimate(ContactLife contact, long now);

  /// A contact and an agent, and why.
  record Match(ContactLife contact, AgentLife agent, Decision decision) {}

  /// Makes a finder that knows the agents of a centre, but no contacts yet.
  @FunctionalInterface
  interface Factory {
    Finder of(Centre centre);
  }
}
