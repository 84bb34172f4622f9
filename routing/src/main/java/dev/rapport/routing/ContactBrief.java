package dev.rapport.routing;

import org.jspecify.annotations.Nullable;

/// A contact as it is now, without what has to be looked for: for those who go through all of them.
///
/// @param consult what makes it a question to a colleague; null for a customer's contact
public record ContactBrief(
    Contact facts,
    ContactState state,
    long arrivedAt,
    long waitingSince,
    @Nullable Consult consult) {}
