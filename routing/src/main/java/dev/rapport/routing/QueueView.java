package dev.rapport.routing;

/// A queue as it is now, for reading.
///
/// @param longestSince since when its oldest contact waits; 0 when none does
/// @param agentsAvailable available and connected agents with the skills for it
/// @param agentsWithRoom those of them who have capacity left
/// @param open new contacts are let in
/// @param absent of those who wait, how many have left a message or will be called back
public record QueueView(
    QueueId id,
    String name,
    int waiting,
    int offered,
    int assigned,
    int wrapUp,
    long longestSince,
    int agentsAvailable,
    int agentsWithRoom,
    boolean open,
    int absent) {}
