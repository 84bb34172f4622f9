package dev.rapport.customers;

/// One answer of the directory: this customer owns this identifier.
public record Ownership(OwnedIdentifier owned, Customer customer) {}
