package dev.rapport.gateway.http;

import dev.rapport.channels.chat.ChatSockets;
import dev.rapport.gateway.desk.DeskCommands;
import dev.rapport.gateway.desk.DeskHub;
import dev.rapport.gateway.desk.DeskSocket;
import dev.rapport.gateway.live.LiveHub;
import dev.rapport.gateway.security.Guard;
import dev.rapport.gateway.security.SessionSockets;
import dev.rapport.gateway.unit.RoutingUnit;
import dev.rapport.gateway.wire.Problem;
import dev.rapport.routing.AgentId;
import dev.rapport.storage.Account.Role;
import io.vertx.core.Context;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Consumer;

/// The three sockets, each behind what it asks for: an origin, a session, a role.
final class SocketRoutes {
  private final Vertx vertx;
  private final String centre;
  private final Guard guard;
  private final SessionSockets sessions;
  private final ChatSockets chat;
  private final DeskHub desks;
  private final DeskCommands commands;
  private final LiveHub live;
  private final RoutingUnit unit;

  SocketRoutes(
      Vertx vertx,
      String centre,
      Guard guard,
      SessionSockets sessions,
      Routes.Hubs hubs,
      RoutingUnit unit) {
    this.vertx = vertx;
    this.centre = centre;
    this.guard = guard;
    this.sessions = sessions;
    this.chat = hubs.chat();
    this.desks = hubs.desks();
    this.commands = hubs.commands();
    this.live = hubs.live();
    this.unit = unit;
  }

  void mount(Router router) {
    router.get("/api/v1/chat").handler(this::chat);
    router.get("/api/v1/desk").handler(guard.only(Role.values())).handler(this::desk);
    router.get("/api/v1/live").handler(guard.only(Role.SUPERVISOR, Role.ADMIN)).handler(this::live);
  }

  private void chat(RoutingContext context) {
    requireUpgrade(context);
    String address = context.request().remoteAddress().hostAddress();
    switch (chat.upgrade(context.request(), centre, address == null ? "" : address)) {
      case ADMITTED -> {}
      case FOREIGN_ORIGIN ->
          throw Problem.of(403, "foreign-origin", "Forbidden", "this site may not open chats here");
      case TOO_MANY ->
          throw Problem.later(503, "overloaded", "Overloaded", "there are too many chats", 30);
      case TOO_MANY_FROM_ADDRESS ->
          throw Problem.later(
              429, "too-many-chats", "Too many chats", "your address has too many chats open", 30);
    }
  }

  private void desk(RoutingContext context) {
    Guard.SignedIn in = Guard.signedIn(context);
    String agent = in.account().agent();
    if (agent == null) {
      throw Problem.of(403, "no-agent", "Forbidden", "this account is no agent");
    }
    AgentId id = new AgentId(agent);
    context.request().pause();
    // Upgraded on the connection's own thread: on another, a desk that greets at once is not heard,
    // because its frame may come before anybody listens.
    Context own = vertx.getOrCreateContext();
    Promise<Boolean> present = Promise.promise();
    unit.ask(core -> core.agent(id) != null)
        .onComplete(
            asked -> own.runOnContext(_ -> present.complete(asked.result(), asked.cause())));
    present
        .future()
        .onFailure(context::fail)
        .onSuccess(known -> {
          if (!known) {
            context.fail(
                Problem.of(403, "no-agent", "Forbidden", "the plan has no agent " + agent));
            return;
          }
          upgrade(
              context,
              socket -> {
                DeskSocket.open(vertx, desks, commands, id, socket);
                follow(in, socket);
              });
        });
  }

  private void live(RoutingContext context) {
    Guard.SignedIn in = Guard.signedIn(context);
    upgrade(
        context,
        socket -> {
          unit.ask(
                  core -> {
                    live.join(socket, core);
                    return true;
                  })
              .onFailure(_ -> socket.close((short) 1013, "not ready"));
          socket.closeHandler(_ -> desks.context().runOnContext(_ -> live.leave(socket)));
          follow(in, socket);
        });
  }

  /// The socket ends with the session.
  private void follow(Guard.SignedIn in, ServerWebSocket socket) {
    sessions.opened(in.token(), socket);
    long expiry =
        vertx.setTimer(
            Math.max(1, in.expiresAt() - System.currentTimeMillis()),
            _ -> socket.close((short) 4401, "the session is over"));
    socket.endHandler(_ -> {
      vertx.cancelTimer(expiry);
      sessions.closed(in.token(), socket);
    });
  }

  private static void requireUpgrade(RoutingContext context) {
    if (!context.request().headers().contains(HttpHeaders.UPGRADE, "websocket", true)) {
      throw Problem.of(
          426, "upgrade-required", "Upgrade required", "this address speaks WebSocket alone");
    }
  }

  private static void upgrade(RoutingContext context, Consumer<ServerWebSocket> then) {
    requireUpgrade(context);
    context
        .request()
        .toWebSocket()
        .onSuccess(then::accept)
        .onFailure(e ->
            context.fail(
                Problem.of(400, "handshake", "Bad handshake", String.valueOf(e.getMessage()))));
  }
}
