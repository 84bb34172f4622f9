package dev.rapport.channels.chat;

import java.time.Duration;
import java.util.Set;

/// The bounds of the chat channel.
///
/// @param pingEvery how often the server says `ping`
/// @param silence how long nothing may be heard before the socket is closed
/// @param helloWithin how long a fresh socket may take to say `hello`
/// @param awayAfter how long no socket of a visitor may be there before they count as away
/// @param maxSockets sockets at once in this process
/// @param maxSocketsPerAddress sockets at once from one address
/// @param maxUnanswered messages of one socket that wait to be durable
/// @param maxPendingBytes bytes written to a socket and not yet taken by its peer
/// @param maxMalformed frames of no known shape, before the socket is closed
/// @param allowedOrigins pages that may open a chat besides the server's own host, as
///   `scheme://host[:port]`
public record ChatSettings(
    Duration pingEvery,
    Duration silence,
    Duration helloWithin,
    Duration awayAfter,
    int maxSockets,
    int maxSocketsPerAddress,
    int maxUnanswered,
    int maxPendingBytes,
    int maxMalformed,
    Set<String> allowedOrigins) {

  /// The longest frame, and the longest message of several frames, in bytes.
  public static final int MAX_FRAME_BYTES = 64 * 1024;

  public ChatSettings {
    allowedOrigins = Set.copyOf(allowedOrigins);
  }

  public static ChatSettings defaults() {
    return new ChatSettings(
        Duration.ofSeconds(10),
        Duration.ofSeconds(25),
        Duration.ofSeconds(10),
        Duration.ofSeconds(15),
        20_000,
        200,
        32,
        512 * 1024,
        20,
        Set.of());
  }

  public ChatSettings withAllowedOrigins(Set<String> origins) {
    return new ChatSettings(
        pingEvery,
        silence,
        helloWithin,
        awayAfter,
        maxSockets,
        maxSocketsPerAddress,
        maxUnanswered,
        maxPendingBytes,
        maxMalformed,
        origins);
  }
}
