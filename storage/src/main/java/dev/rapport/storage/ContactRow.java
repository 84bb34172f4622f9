package dev.rapport.storage;

import org.jspecify.annotations.Nullable;

/// One contact as the tables have it. States and fates by their names in the API; times in epoch
/// milliseconds, null while it has not come to that.
public record ContactRow(
    String centre,
    String id,
    String conversation,
    @Nullable String customer,
    String channel,
    String subject,
    String state,
    @Nullable String queue,
    @Nullable String agent,
    @Nullable String fate,
    long createdAt,
    @Nullable Long arrivedAt,
    @Nullable Long offeredAt,
    @Nullable Long acceptedAt,
    @Nullable Long endedAt) {

  /// Before its arrival is in the event log.
  public static final String RECEIVED = "received";

  public static final String ENDED = "ended";
}
