package dev.rapport.channels.email;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The mail server that takes our mail, and how patiently it is tried.
///
/// @param startTls required rather than taken when offered
/// @param user null to send without a login
/// @param connections at once
/// @param lookEvery how often the outbox is looked at when nobody says there is something
/// @param firstRetry the pause after the first failed try; it doubles with each
/// @param longestRetry the longest pause
/// @param maxAttempts tries, before a mail is given up and shown as failed
public record RelaySettings(
    String host,
    int port,
    boolean startTls,
    @Nullable String user,
    @Nullable String password,
    int connections,
    Duration lookEvery,
    Duration firstRetry,
    Duration longestRetry,
    int maxAttempts) {

  /// About two days of trying.
  public static RelaySettings at(String host, int port) {
    return new RelaySettings(
        host,
        port,
        false,
        null,
        null,
        4,
        Duration.ofSeconds(5),
        Duration.ofSeconds(10),
        Duration.ofHours(4),
        24);
  }

  /// The pause after that many failed tries, in milliseconds.
  long pauseAfter(int failures) {
    int doublings = Math.clamp(failures - 1, 0, 30);
    return Math.min(longestRetry.toMillis(), firstRetry.toMillis() << doublings);
  }
}
