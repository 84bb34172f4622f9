package dev.rapport.gateway.http;

import dev.rapport.gateway.security.SharedLimits;
import dev.rapport.gateway.security.Throttle;
import dev.rapport.gateway.unit.UnitUnavailable;
import dev.rapport.gateway.wire.Problem;
import dev.rapport.storage.StoreUnavailable;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The HTTP server: limits and headers for every request, then the groups of routes, then one place
/// where everything that went wrong becomes a problem detail.
public final class HttpDoor {
  private static final Logger LOG = LoggerFactory.getLogger(HttpDoor.class);

  private static final int MAX_BODY_BYTES = 64 * 1024;
  private static final int MAX_FRAME_BYTES = 64 * 1024;
  private static final int MAX_HEADER_BYTES = 16 * 1024;
  private static final int MAX_LINE_BYTES = 20 * 1024;
  private static final int IDLE_SECONDS = 60;
  private static final long ANSWER_WITHIN_MS = 10_000;
  private static final int REMEMBERED_ADDRESSES = 100_000;

  /// Where bodies are files.
  private static final Pattern FILES =
      Pattern.compile("/api/v1/editor/articles/[^/]{1,64}/attachments");

  /// Where bodies are whole articles.
  private static final Pattern ARTICLES = Pattern.compile("/api/v1/editor/articles(/[^/]{1,64})?");

  private static final int[] NO_ROUTE = {400, 404};

  private final Vertx vertx;
  private final HttpServer server;
  private final Throttle throttle;

  /// @param requestsPerMinute of one address on the customers' side
  public HttpDoor(
      Vertx vertx, int requestsPerMinute, SharedLimits counted, List<Consumer<Router>> groups) {
    this.vertx = vertx;
    this.throttle = counted.limit("requests", requestsPerMinute, REMEMBERED_ADDRESSES);
    this.server =
        vertx.createHttpServer(
            new HttpServerOptions()
                .setIdleTimeout(IDLE_SECONDS)
                .setIdleTimeoutUnit(TimeUnit.SECONDS)
                .setMaxHeaderSize(MAX_HEADER_BYTES)
                .setMaxInitialLineLength(MAX_LINE_BYTES)
                .setMaxWebSocketFrameSize(MAX_FRAME_BYTES)
                .setMaxWebSocketMessageSize(MAX_FRAME_BYTES)
                // Without TLS a proxy stands in front, and proxies speak HTTP/1.1 to what is
                // behind.
                .setHttp2ClearTextEnabled(false)
                .setCompressionSupported(true));
    server.requestHandler(router(groups));
  }

  public Future<Integer> listen(String host, int port) {
    return server.listen(port, host).map(HttpServer::actualPort);
  }

  public Future<Void> close() {
    return server.close();
  }

  private Router router(List<Consumer<Router>> groups) {
    Router router = Router.router(vertx);
    router.route().handler(HttpDoor::headers).failureHandler(HttpDoor::failed);
    router.route("/api/*").handler(this::limit);
    router.route("/api/*").handler(HttpDoor::inTime);
    router.route("/api/*").handler(bodies());
    groups.forEach(group -> group.accept(router));
    // Whoever may read may ask for the head alone (RFC 9110 §9.3.2); the server leaves out the
    // body.
    router.getRoutes().stream()
        .filter(route -> route.methods() != null && route.methods().contains(HttpMethod.GET))
        .forEach(route -> route.method(HttpMethod.HEAD));
    // What no route took: a last route for it would take addresses that have other methods too.
    AllowedMethods allowed = AllowedMethods.of(router);
    router.errorHandler(
        405,
        context -> {
          context.response().putHeader("Allow", allowed.header(context.normalizedPath()));
          unexpected(context, null, 405).send(context);
        });
    for (int status : NO_ROUTE) {
      router.errorHandler(status, context -> unexpected(context, null, status).send(context));
    }
    return router;
  }

  /// For every method, though only posts have bodies: a route for posts alone would make each
  /// address that is none one that has other methods.
  private static Handler<RoutingContext> bodies() {
    BodyHandler bodies = BodyHandler.create(false).setBodyLimit(MAX_BODY_BYTES);
    BodyHandler files = BodyHandler.create(false).setBodyLimit(AttachmentRoutes.MAX_BODY_BYTES);
    BodyHandler articles = BodyHandler.create(false).setBodyLimit(ArticleRequest.MAX_BODY_BYTES);
    return context -> {
      HttpMethod method = context.request().method();
      boolean writes = method.equals(HttpMethod.POST) || method.equals(HttpMethod.PUT);
      if (writes && ARTICLES.matcher(context.normalizedPath()).matches()) {
        articles.handle(context);
      } else if (method.equals(HttpMethod.POST)
          && FILES.matcher(context.normalizedPath()).matches()) {
        files.handle(context);
      } else if (writes) {
        bodies.handle(context);
      } else {
        context.next();
      }
    };
  }

  private static void headers(RoutingContext context) {
    context
        .response()
        .putHeader("X-Content-Type-Options", "nosniff")
        .putHeader("Referrer-Policy", "same-origin")
        .putHeader("Cross-Origin-Opener-Policy", "same-origin");
    context.next();
  }

  private void limit(RoutingContext context) {
    long wait = throttle.take(context.request().remoteAddress().hostAddress());
    if (wait > 0) {
      throw Problem.later(
          429, "too-many-requests", "Too many requests", "try again in " + wait + " s", wait);
    }
    context.next();
  }

  /// An answer that does not come is an error too. Sockets answer by becoming sockets.
  private static void inTime(RoutingContext context) {
    if (context.request().headers().contains("Upgrade")) {
      context.next();
      return;
    }
    long timer =
        context
            .vertx()
            .setTimer(
                ANSWER_WITHIN_MS,
                _ ->
                    context.fail(
                        Problem.later(503, "too-slow", "Too slow", "no answer within 10 s", 5)));
    context.addEndHandler(_ -> context.vertx().cancelTimer(timer));
    context.next();
  }

  private static void failed(RoutingContext context) {
    problem(context).send(context);
  }

  private static Problem problem(RoutingContext context) {
    Throwable failure = context.failure();
    while (failure instanceof CompletionException && failure.getCause() != null) {
      failure = failure.getCause();
    }
    return switch (failure) {
      case Problem problem -> problem;
      case UnitUnavailable e ->
          Problem.later(503, "unavailable", "Unavailable", String.valueOf(e.getMessage()), 1);
      case StoreUnavailable e ->
          Problem.later(503, "unavailable", "Unavailable", String.valueOf(e.getMessage()), 1);
      case null, default -> unexpected(context, failure, context.statusCode());
    };
  }

  private static Problem unexpected(
      RoutingContext context, @Nullable Throwable failure, int status) {
    return switch (status) {
      case 400 -> Problem.of(400, "malformed", "Malformed", "the request cannot be read");
      case 404 -> Problem.notFound("there is nothing at this address");
      case 405 -> Problem.of(405, "method", "Method not allowed", "this address has other methods");
      case 413 -> Problem.of(413, "too-large", "Too large", "a body has at most 64 KiB");
      default -> {
        if (failure instanceof IOException && context.response().headWritten()) {
          LOG.debug("somebody left while {} was answered", context.request().path(), failure);
        } else {
          LOG.error("{} {} failed", context.request().method(), context.request().path(), failure);
        }
        yield Problem.of(500, "internal", "Internal error", "this is our fault; it is in our log");
      }
    };
  }
}
