package dev.rapport.channels;

import org.jspecify.annotations.Nullable;

/// Something that arrived and could not be made a contact of: kept whole, with the reason, for a
/// human to look at. It never stops what comes after it.
///
/// @param sender the envelope's sender, when there was one
public record SetAside(
    String centre,
    ChannelKind channel,
    @Nullable String sender,
    @Nullable String recipient,
    String reason,
    String dedupeKey,
    RawBytes raw) {}
