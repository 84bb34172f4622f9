package dev.rapport.gateway.http;

import dev.rapport.gateway.wire.Problem;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.function.Supplier;

/// Health and metrics.
final class OperationRoutes {
  private final PrometheusMeterRegistry metrics;
  private final boolean publicMetrics;
  private final Supplier<List<HealthCheck>> checks;

  OperationRoutes(
      PrometheusMeterRegistry metrics, boolean publicMetrics, Supplier<List<HealthCheck>> checks) {
    this.metrics = metrics;
    this.publicMetrics = publicMetrics;
    this.checks = checks;
  }

  void mount(Router router) {
    router.get("/health/live").handler(c -> Reply.json(c, 200, health(true, List.of())));
    router.get("/health/ready").handler(this::ready);
    router.get("/metrics").handler(this::metrics);
  }

  private void ready(RoutingContext context) {
    List<HealthCheck> results = checks.get();
    boolean up = results.stream().allMatch(HealthCheck::up);
    Reply.json(context, up ? 200 : 503, health(up, results));
  }

  private static JsonObject health(boolean up, List<HealthCheck> results) {
    JsonArray list = new JsonArray();
    results.forEach(r ->
        list.add(
            new JsonObject()
                .put("name", r.name())
                .put("status", r.up() ? "up" : "down")
                .put("detail", r.detail())));
    return new JsonObject().put("status", up ? "up" : "down").put("checks", list);
  }

  private void metrics(RoutingContext context) {
    if (!publicMetrics && !loopback(context)) {
      throw Problem.of(403, "loopback-only", "Forbidden", "metrics are for this machine alone");
    }
    context
        .response()
        .putHeader(HttpHeaders.CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")
        .end(metrics.scrape());
  }

  private static boolean loopback(RoutingContext context) {
    // Behind a proxy every request comes from loopback; the proxy says so.
    if (context.request().headers().contains("X-Forwarded-For")
        || context.request().headers().contains("Forwarded")) {
      return false;
    }
    try {
      String address = context.request().remoteAddress().hostAddress();
      return address != null && InetAddress.getByName(address).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
