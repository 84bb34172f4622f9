package dev.rapport.customers;

/// How much a centre's directory holds.
public record DirectoryCounts(long customers, long identifiers) {}
