package dev.rapport.customers.identity;

/// One thing that two records may agree on.
///
/// @param name as it stands in the reasons shown to agents: `birth date`
public record IdentityField(String name, Likeness likeness) {}
