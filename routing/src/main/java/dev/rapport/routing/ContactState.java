package dev.rapport.routing;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
///
/// Besides: `AssignedDirectly` leads from answering or waiting to assigned without an offer,
/// `HandedOver` from assigned to assigned. Several agents may be asked at once; the contact is
/// offered until the last of them has said no.
public sealed interface ContactState {

  /// The customer is looking at answers.
  record Answering(long until, SelfService.After after) implements ContactState {}

  /// In a queue. Since when is the contact's own and not the state's: an offer that fails must not
  /// cost the contact its place.
  record Waiting() implements ContactState {}

  /// One agent is looking at it, or several at the same time: the one asked first, and the others.
  record Offered(OfferId offer, AgentId agent, long expiresAt, List<Rival> others)
      implements ContactState {
    public Offered {
      others = List.copyOf(others);
    }

    public Offered(OfferId offer, AgentId agent, long expiresAt) {
      this(offer, agent, expiresAt, List.of());
    }

    /// How many agents are asked.
    public int count() {
      return 1 + others.size();
    }

    /// Everybody who is asked, in the order of asking.
    public List<Rival> all() {
      if (others.isEmpty()) {
        return List.of(new Rival(offer, agent, expiresAt));
      }
      List<Rival> all = new ArrayList<>(others);
      all.addFirst(new Rival(offer, agent, expiresAt));
      return all;
    }

    /// The offer to this agent; null when they are not asked.
    public @Nullable Rival to(AgentId whom) {
      if (agent.equals(whom)) {
        return new Rival(offer, agent, expiresAt);
      }
      for (Rival other : others) {
        if (other.agent().equals(whom)) {
          return other;
        }
      }
      return null;
    }

    boolean asks(AgentId whom) {
      return agent.equals(whom) || (!others.isEmpty() && to(whom) != null);
    }

    Offered joinedBy(Rival rival) {
      List<Rival> more = new ArrayList<>(others);
      more.add(rival);
      return new Offered(offer, agent, expiresAt, more);
    }

    /// Without one of the offers: to the others still, or waiting again.
    ContactState without(OfferId gone) {
      List<Rival> left = new ArrayList<>(all());
      left.removeIf(rival -> rival.offer().equals(gone));
      if (left.isEmpty()) {
        return new Waiting();
      }
      Rival first = left.removeFirst();
      return new Offered(first.offer(), first.agent(), first.expiresAt(), left);
    }

    long firstExpiry() {
      long first = expiresAt;
      for (Rival other : others) {
        first = Math.min(first, other.expiresAt());
      }
      return first;
    }

    Assigned accepted(long at) {
      return new Assigned(offer, agent, at);
    }
  }

  /// One of several offers of the same contact.
  record Rival(OfferId offer, AgentId agent, long expiresAt) {}

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
