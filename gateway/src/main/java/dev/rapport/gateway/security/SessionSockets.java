package dev.rapport.gateway.security;

import io.vertx.core.http.ServerWebSocket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/// The open sockets of each session, so that they end with it, here and at every other gateway. A
/// session is named by the SHA-256 of its token: whoever reads what gateways say to each other
/// learns no token.
public final class SessionSockets {
  private final Map<String, Set<ServerWebSocket>> bySession = new ConcurrentHashMap<>();
  private final Consumer<String> told;

  /// @param told hears of each session that ends here
  public SessionSockets(Consumer<String> told) {
    this.told = told;
  }

  public void opened(String token, ServerWebSocket socket) {
    bySession.computeIfAbsent(name(token), _ -> ConcurrentHashMap.newKeySet()).add(socket);
  }

  public void closed(String token, ServerWebSocket socket) {
    bySession.computeIfPresent(
        name(token),
        (_, sockets) -> {
          sockets.remove(socket);
          return sockets.isEmpty() ? null : sockets;
        });
  }

  /// The session is over.
  public void end(String token) {
    String session = name(token);
    ended(session);
    told.accept(session);
  }

  /// A session is over that another gateway ended.
  public void ended(String session) {
    Set<ServerWebSocket> sockets = bySession.remove(session);
    if (sockets != null) {
      sockets.forEach(socket -> socket.close((short) 4401, "logged out"));
    }
  }

  private static String name(String token) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /// The process stops.
  public void endAll() {
    bySession.values().forEach(s -> s.forEach(socket -> socket.close((short) 1001, "restarting")));
  }
}
