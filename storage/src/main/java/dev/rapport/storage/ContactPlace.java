package dev.rapport.storage;

/// Where the words of a contact are.
///
/// @param channel by its name on the wire
public record ContactPlace(String contact, String conversation, String channel) {}
