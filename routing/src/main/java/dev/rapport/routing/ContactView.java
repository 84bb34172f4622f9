package dev.rapport.routing;

import org.jspecify.annotations.Nullable;

/// A contact as it is now, for reading.
///
/// @param holder the agent who is offered it, has it, or wraps it up; null while it waits
/// @param offer the live offer, or the one it was accepted by
/// @param position 1 is next by age in its queue; 0 when it does not wait; beyond {@value
///   #POSITION_LIMIT} it stays there and means "more"
/// @param customerAway the customer's connection is gone
public record ContactView(
    Contact facts,
    ContactState state,
    long arrivedAt,
    long waitingSince,
    @Nullable AgentId holder,
    @Nullable OfferId offer,
    int position,
    boolean customerAway) {}
