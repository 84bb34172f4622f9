package dev.rapport.routing;

/// In which order contacts leave a queue, and to which of several free agents. Pure: the same
/// inputs give the same numbers. Higher goes first; between equals the older contact, or the agent
/// who has rested longer, and then the smaller id.
///
/// Within one [ContactKind] a longer wait must never score lower, and within one kind of agent with
/// the same load a longer rest must never score lower: the indexes rely on it.
sealed interface Policy permits ValueWeighted, StrictPriority, FirstComeFirstServed {
  PolicyName name();

  /// Contacts beyond their kind's bound go first, the earliest deadline of all first.
  boolean guarded();

  /// A contact's turn, for an agent who would need `handleMillis` for it.
  long turn(ContactKind kind, long waited, long handleMillis);

  ContactScore explainTurn(ContactKind kind, long waited, long handleMillis);

  /// How well an agent fits a contact.
  long fit(Fit fit);

  AgentScore explainFit(Fit fit);

  /// What an agent's fit is judged by.
  ///
  /// @param speed the agent's speed at the contact's need, in millionths
  /// @param preferred the agent is the customer's own
  /// @param othersMicros what the agent's other skills would be worth elsewhere now: scarcity ×
  ///   speed
  /// @param channels how many channels the agent takes
  /// @param shared contacts the agent has now
  /// @param rested milliseconds without anything new
  record Fit(
      ContactKind contact,
      long speed,
      boolean preferred,
      long othersMicros,
      int channels,
      int shared,
      long rested) {}

  /// Milliseconds the agent is expected to need.
  long handleMillis(ContactKind kind, long speed, boolean preferred);
}
