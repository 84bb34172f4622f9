package dev.rapport.customers;

import org.jspecify.annotations.Nullable;

/// One line of a customer's history: a contact on any channel.
///
/// @param state the routing state's name, `received` before routing has it, `ended` at last
/// @param fate how it ended, or null while it is open
/// @param createdAt epoch milliseconds
/// @param endedAt epoch milliseconds, or null while it is open
public record ContactSummary(
    String id,
    String channel,
    String subject,
    String state,
    Assigned assigned,
    @Nullable String fate,
    long createdAt,
    @Nullable Long endedAt) {
  /// Where it waits or waited, and who holds or held it; null when nobody yet.
  public record Assigned(@Nullable String queue, @Nullable String agent) {}
}
