package dev.rapport.gateway.http;

import dev.rapport.gateway.security.Guard;
import dev.rapport.gateway.security.Logins;
import dev.rapport.gateway.security.SessionSockets;
import dev.rapport.gateway.wire.Problem;
import dev.rapport.gateway.wire.Wire;
import dev.rapport.storage.Account;
import dev.rapport.storage.Account.Role;
import dev.rapport.storage.SqlSessions;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Log in, who am I, log out.
final class SessionRoutes {
  private final Logins logins;
  private final SqlSessions sessions;
  private final SessionSockets sockets;
  private final Guard guard;
  private final WorkerExecutor hashing;
  private final boolean secureCookies;

  /// @param hashing where passwords are compared: few threads, since each costs memory and time
  SessionRoutes(
      Logins logins,
      SqlSessions sessions,
      SessionSockets sockets,
      Guard guard,
      WorkerExecutor hashing,
      boolean secureCookies) {
    this.logins = logins;
    this.sessions = sessions;
    this.sockets = sockets;
    this.guard = guard;
    this.hashing = hashing;
    this.secureCookies = secureCookies;
  }

  void mount(Router router) {
    router.post("/api/v1/session").handler(this::logIn);
    router
        .get("/api/v1/session")
        .handler(guard.only(Role.values()))
        .handler(context -> {
          Guard.SignedIn in = Guard.signedIn(context);
          Reply.json(context, 200, session(in.account(), in.expiresAt(), null));
        });
    router.delete("/api/v1/session").handler(guard.only(Role.values())).handler(this::logOut);
  }

  private void logIn(RoutingContext context) {
    if (!guard.sameOrigin(context.request())) {
      throw Problem.of(403, "foreign-origin", "Forbidden", "the request comes from another site");
    }
    JsonObject body = Body.json(context);
    Body.only(body, Set.of("login", "password", "as"));
    String login = Body.text(body, "login", 100);
    String password = Body.text(body, "password", 200);
    boolean asToken = "token".equals(body.getValue("as"));
    String address = context.request().remoteAddress().hostAddress();
    hashing
        .executeBlocking(() -> logins.logIn(login, password, address), false)
        .onFailure(context::fail)
        .onSuccess(result -> {
          switch (result) {
            case Logins.Result.In in -> loggedIn(context, in, asToken);
            case Logins.Result.Wrong() ->
                context.fail(
                    Problem.of(401, "wrong-login", "Not signed in", "login or password is wrong"));
            case Logins.Result.Later(long seconds) ->
                context.fail(
                    Problem.later(
                        429,
                        "too-many-failures",
                        "Too many failed logins",
                        "try again in " + seconds + " s",
                        seconds));
          }
        });
  }

  private void loggedIn(RoutingContext context, Logins.Result.In in, boolean asToken) {
    if (!asToken) {
      context.response().addCookie(cookie(in.token()));
    }
    Reply.json(context, 200, session(in.account(), in.expiresAt(), asToken ? in.token() : null));
  }

  private void logOut(RoutingContext context) {
    String token = Guard.signedIn(context).token();
    var _ =
        sessions
            .close(token)
            .whenComplete((_, failure) -> {
              if (failure != null) {
                context.fail(failure);
                return;
              }
              sockets.end(token);
              context.response().addCookie(cookie("").setMaxAge(0));
              Reply.nothing(context);
            });
  }

  private Cookie cookie(String token) {
    return Cookie.cookie(Guard.COOKIE, token)
        .setPath("/")
        .setHttpOnly(true)
        .setSecure(secureCookies)
        .setSameSite(CookieSameSite.STRICT);
  }

  private static JsonObject session(Account account, long expiresAt, @Nullable String token) {
    JsonObject json =
        new JsonObject()
            .put("login", account.login())
            .put("role", Wire.name(account.role()))
            .put("agent", account.agent())
            .put("name", account.name())
            .put("centre", account.centre())
            .put("expiresAt", expiresAt);
    return token == null ? json : json.put("token", token);
  }
}
