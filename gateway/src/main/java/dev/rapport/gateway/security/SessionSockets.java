package dev.rapport.gateway.security;

import io.vertx.core.http.ServerWebSocket;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The open sockets of each session, so that they end with it.
public final class SessionSockets {
  private final Map<String, Set<ServerWebSocket>> byToken = new ConcurrentHashMap<>();

  public void opened(String token, ServerWebSocket socket) {
    byToken.computeIfAbsent(token, _ -> ConcurrentHashMap.newKeySet()).add(socket);
  }

  public void closed(String token, ServerWebSocket socket) {
    byToken.computeIfPresent(
        token,
        (_, sockets) -> {
          sockets.remove(socket);
          return sockets.isEmpty() ? null : sockets;
        });
  }

  /// The session is over.
  public void end(String token) {
    Set<ServerWebSocket> sockets = byToken.remove(token);
    if (sockets != null) {
      sockets.forEach(socket -> socket.close((short) 4401, "logged out"));
    }
  }

  /// The process stops.
  public void endAll() {
    byToken.values().forEach(s -> s.forEach(socket -> socket.close((short) 1001, "restarting")));
  }
}
