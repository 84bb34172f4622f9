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

  /// How much it is the turn of contacts of one kind.
  Turn turn(ContactKind kind);

  /// Holds what it needs to know of the kind itself: every decision asks one for each kind that
  /// waits, and what lies elsewhere in memory would have to be fetched for each.
  interface Turn {
    /// Of a contact that has waited so long, for an agent who would need `handleMillis` for it.
    long at(long waited, long handleMillis);
  }

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

  /// The speed, in millionths, that the agent is expected to have with a customer of their own, or
  /// with another's.
  default long speed(long speed, boolean preferred) {
    return speed;
  }
}
