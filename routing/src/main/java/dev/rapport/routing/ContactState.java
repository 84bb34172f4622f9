package dev.rapport.routing;

/// Where a contact is in its life. Every state but the last names the moment at which it ends by
/// itself; each arrow is an [Event].
///
/// ```
///  Arrived ──▶ Answering ──PersonAskedFor──▶ Waiting ◀──────────────────────────┐
///     │            │                         │  ▲  Declined, OfferExpired,      │
///     └────────────┼───(no self-service)──▶  │  │  OfferUndelivered,            │
///                  │                Offered  ▼  │  OfferWithdrawn               │
///                  │                        Offered                             │
///                  │                Accepted │                                  │
///                  │                         ▼       Transferred, Withdrawn,    │
///                  │                        Assigned ──── AgentVanished ────────┘
///                  │                Finished │
///                  │                         ▼
///                  │                        WrapUp
///                  ▼                         ▼
///                Ended (one fate) ◀──── from any state, once
/// ```
public sealed interface ContactState {

  /// The customer is looking at answers.
  record Answering(long until, SelfService.After after) implements ContactState {}

  /// In a queue. Since when is the contact's own and not the state's: an offer that fails must not
  /// cost the contact its place.
  record Waiting() implements ContactState {}

  /// One agent is looking at it.
  record Offered(OfferId offer, AgentId agent, long expiresAt) implements ContactState {
    Assigned accepted(long at) {
      return new Assigned(offer, agent, at);
    }
  }

  /// One agent has it.
  record Assigned(OfferId offer, AgentId agent, long since) implements ContactState {
    WrapUp finished(long until) {
      return new WrapUp(offer, agent, until);
    }
  }

  /// The conversation is over; the agent is writing it up.
  record WrapUp(OfferId offer, AgentId agent, long until) implements ContactState {
    WrapUp extended(long until) {
      return new WrapUp(offer, agent, until);
    }
  }

  /// Over.
  record Ended(Fate fate, long at) implements ContactState {}
}
