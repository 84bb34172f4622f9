package dev.rapport.customers;

/// What an agent sees of a customer beside the contact: one call, one moment.
///
/// @param valueWeight what routing uses, 1 to 60
/// @param band what people are shown instead of a number
/// @param firstSeenAt epoch milliseconds: the first contact, or the record's own beginning if that
///   is earlier
/// @param asOf epoch milliseconds: when this was true
public record RelationshipView(
    Relationship relationship, double valueWeight, ValueBand band, long firstSeenAt, long asOf) {}
