package dev.rapport.channels;

/// A contact as it came in and was stored, without its raw bytes: what recognition and routing
/// start from, also after a restart.
///
/// @param id the contact
/// @param firstSeq the number of the message that opened it
/// @param createdAt epoch milliseconds UTC when it became durable
public record StoredContact(
    String id, String conversation, long firstSeq, long createdAt, InboundContact inbound) {}
