package dev.rapport.customers;

/// The place an import of one source has durably reached.
///
/// @param plan fingerprint of the file and of how it is read; a checkpoint of another plan is not a
///   place in this one
/// @param counts what became of the rows so far; `counts.read` is the place
/// @param rejectBytes length of the reject file at that row, so that a resumed import can cut off
///   what a killed one wrote beyond its checkpoint
/// @param finished the whole file was read; the next run starts afresh
public record ImportCheckpoint(
    String plan, ImportCounts counts, long rejectBytes, boolean finished) {}
