package dev.rapport.customers;

import org.jspecify.annotations.Nullable;

/// The person or company behind the contacts.
///
/// @param centre the organisation this customer belongs to; ids mean nothing outside it
/// @param language BCP 47, e.g. `de-AT`, or null when not known
/// @param note free text for agents; may be empty
/// @param since epoch milliseconds: when the relationship began, as far as we know
public record Customer(
    String centre,
    String id,
    String name,
    @Nullable String language,
    CustomerValue value,
    String note,
    long since) {}
