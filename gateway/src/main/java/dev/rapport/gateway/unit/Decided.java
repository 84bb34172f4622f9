package dev.rapport.gateway.unit;

import dev.rapport.routing.Outcome;

/// What became of a command, and by when it can be seen.
///
/// @param sequence of the log: a core that has applied so much shows what came of it
public record Decided(Outcome outcome, long sequence) {}
