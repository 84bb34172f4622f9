package dev.rapport.gateway.security;

import dev.rapport.gateway.wire.Problem;
import dev.rapport.storage.Account;
import dev.rapport.storage.Account.Role;
import dev.rapport.storage.SqlSessions;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Stands before every route and socket that is not for everybody.
public final class Guard {
  public static final String COOKIE = "rapport_session";

  private static final Logger LOG = LoggerFactory.getLogger(Guard.class);
  private static final String SIGNED_IN = "rapport.signed-in";
  private static final int MAX_TOKEN = 200;

  private final SqlSessions sessions;
  private final WorkerExecutor readers;
  private final InstantSource clock;
  private final List<String> origins;

  /// @param origins origins besides our own
  public Guard(
      SqlSessions sessions, WorkerExecutor readers, InstantSource clock, List<String> origins) {
    this.sessions = sessions;
    this.readers = readers;
    this.clock = clock;
    this.origins = List.copyOf(origins);
  }

  /// A session as one request presented it.
  public record SignedIn(String token, Account account, long expiresAt) {}

  /// Lets a request on when its session has one of these roles: 401 without a session, 403 with
  /// another role or from another origin.
  public Handler<RoutingContext> only(Role... roles) {
    Set<Role> allowed = Set.of(roles);
    return context -> {
      HttpServerRequest request = context.request();
      if (unsafe(request) && !sameOrigin(request)) {
        throw Problem.of(403, "foreign-origin", "Forbidden", "the request comes from another site");
      }
      // Nothing of the request may go by while its session is looked up; a body is read already.
      boolean read = request.isEnded();
      if (!read) {
        request.pause();
      }
      signedIn(request)
          .onFailure(context::fail)
          .onSuccess(found -> {
            if (found.isEmpty()) {
              context.fail(
                  Problem.of(401, "not-signed-in", "Not signed in", "there is no valid session"));
            } else if (!allowed.contains(found.get().account().role())) {
              context.fail(
                  Problem.of(403, "not-allowed", "Forbidden", "your role may not do this"));
            } else {
              context.put(SIGNED_IN, found.get());
              if (!read && !upgrade(request)) {
                request.resume();
              }
              context.next();
            }
          });
    };
  }

  /// Who was let on by [#only].
  public static SignedIn signedIn(RoutingContext context) {
    SignedIn signedIn = context.get(SIGNED_IN);
    if (signedIn == null) {
      throw new IllegalStateException("the route has no guard");
    }
    return signedIn;
  }

  /// A browser names the page's origin: our own host, or one on the list. What is no browser names
  /// none, and has no cookies of ours to misuse.
  public boolean sameOrigin(HttpServerRequest request) {
    String origin = request.getHeader(HttpHeaders.ORIGIN);
    if (origin == null) {
      return true;
    }
    if (origins.contains(origin)) {
      return true;
    }
    HostAndPort own = request.authority();
    try {
      URI uri = URI.create(origin);
      int port = uri.getPort() >= 0 ? uri.getPort() : "https".equals(uri.getScheme()) ? 443 : 80;
      int ownPort = own == null ? -1 : own.port() >= 0 ? own.port() : request.isSSL() ? 443 : port;
      return own != null && own.host().equalsIgnoreCase(uri.getHost()) && ownPort == port;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static boolean unsafe(HttpServerRequest request) {
    HttpMethod method = request.method();
    return upgrade(request) || !(method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD));
  }

  private static boolean upgrade(HttpServerRequest request) {
    return request.headers().contains(HttpHeaders.UPGRADE);
  }

  private Future<Optional<SignedIn>> signedIn(HttpServerRequest request) {
    String token = token(request);
    if (token == null) {
      return Future.succeededFuture(Optional.empty());
    }
    long now = clock.millis();
    Future<@Nullable Optional<SignedIn>> found =
        readers.executeBlocking(
            () ->
                sessions
                    .find(token, now)
                    .map(session -> {
                      sessions
                          .touch(token, session, now)
                          .exceptionally(e -> {
                            LOG.debug("a session's use was not noted", e);
                            return false;
                          });
                      return new SignedIn(token, session.account(), session.expiresAt());
                    }),
            false);
    return found.map(Objects::requireNonNull);
  }

  private static @Nullable String token(HttpServerRequest request) {
    String header = request.getHeader(HttpHeaders.AUTHORIZATION);
    String token = null;
    if (header != null && header.regionMatches(true, 0, "Bearer ", 0, 7)) {
      token = header.substring(7).strip();
    } else {
      Cookie cookie = request.getCookie(COOKIE);
      if (cookie != null) {
        token = cookie.getValue();
      }
    }
    return token == null || token.isEmpty() || token.length() > MAX_TOKEN ? null : token;
  }
}
