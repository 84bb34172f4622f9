package dev.rapport.storage;

import dev.rapport.routing.Event;

/// An event with its place in the log.
///
/// @param at epoch milliseconds it was decided at
public record LoggedEvent<E extends Event>(long sequence, long at, E event) {}
