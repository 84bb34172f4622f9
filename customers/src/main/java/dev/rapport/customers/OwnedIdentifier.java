package dev.rapport.customers;

/// An identifier on a customer's record.
///
/// @param display the writing to show people
/// @param proof how well it is proven that it belongs to *this customer*; recognition can never be
///   surer than that
/// @param source where it came from: the import's source, `agent`, a channel
/// @param addedAt epoch milliseconds
public record OwnedIdentifier(
    Identifier identifier, String display, Proof proof, String source, long addedAt) {}
