package dev.rapport.customers;

/// What became of the drafts of one batch.
public record SaveCounts(int created, int updated, int unchanged) {}
