package dev.rapport.channels.email;

import java.time.Duration;

/// The bounds of the SMTP listener.
///
/// @param host where it listens
/// @param port where it listens; 0 takes a free one
/// @param ownName what it calls itself in its greeting
/// @param maxMailBytes the longest mail (RFC 1870 SIZE)
/// @param maxBytesInFlight all mails being received or stored, together
/// @param maxConnections connections at once
/// @param maxConnectionsPerAddress connections at once from one address
/// @param maxRecipients recipients of one mail
/// @param maxErrors refused commands of one connection, before it is closed
/// @param commandWithin how long a command may take to come
/// @param dataWithin how long a whole mail may take to come
public record SmtpSettings(
    String host,
    int port,
    String ownName,
    int maxMailBytes,
    long maxBytesInFlight,
    int maxConnections,
    int maxConnectionsPerAddress,
    int maxRecipients,
    int maxErrors,
    Duration commandWithin,
    Duration dataWithin) {

  private static final int MEBIBYTE = 1024 * 1024;

  public static SmtpSettings at(String host, int port) {
    return new SmtpSettings(
        host,
        port,
        "rapport",
        25 * MEBIBYTE,
        128L * MEBIBYTE,
        200,
        50,
        100,
        20,
        Duration.ofMinutes(2),
        Duration.ofMinutes(10));
  }
}
