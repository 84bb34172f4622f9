package dev.rapport.gateway.http;

import dev.rapport.gateway.live.LiveHub;
import dev.rapport.gateway.security.Guard;
import dev.rapport.gateway.unit.RoutingUnit;
import dev.rapport.gateway.wire.Problem;
import dev.rapport.gateway.wire.Wire;
import dev.rapport.storage.Account.Role;
import dev.rapport.storage.SqlSetAsides;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/// What supervisors read: the board, and what was set aside.
final class SupervisorRoutes {
  private final String centre;
  private final RoutingUnit unit;
  private final LiveHub live;
  private final SqlSetAsides setAsides;
  private final Guard guard;
  private final WorkerExecutor readers;

  SupervisorRoutes(
      String centre,
      RoutingUnit unit,
      LiveHub live,
      SqlSetAsides setAsides,
      Guard guard,
      WorkerExecutor readers) {
    this.centre = centre;
    this.unit = unit;
    this.live = live;
    this.setAsides = setAsides;
    this.guard = guard;
    this.readers = readers;
  }

  void mount(Router router) {
    var supervisors = guard.only(Role.SUPERVISOR, Role.ADMIN);
    router.get("/api/v1/board").handler(supervisors).handler(this::board);
    router.get("/api/v1/set-aside").handler(supervisors).handler(this::setAside);
    router.get("/api/v1/set-aside/:item/raw").handler(supervisors).handler(this::raw);
  }

  private void board(RoutingContext context) {
    unit.ask(live::now)
        .onFailure(context::fail)
        .onSuccess(board -> Reply.json(context, 200, board));
  }

  private void setAside(RoutingContext context) {
    int limit = Body.number(context, "limit", 50, 1, 200);
    readers
        .executeBlocking(
            () ->
                new JsonObject()
                    .put("count", setAsides.count(centre, 0))
                    .put(
                        "items",
                        Wire.array(setAsides.newest(centre, limit), SupervisorRoutes::item)),
            false)
        .onFailure(context::fail)
        .onSuccess(json -> Reply.json(context, 200, json));
  }

  private static JsonObject item(SqlSetAsides.Item item) {
    return new JsonObject()
        .put("id", item.id())
        .put("at", item.at())
        .put("channel", Wire.channel(item.channel()))
        .put("sender", item.sender())
        .put("recipient", item.recipient())
        .put("reason", item.reason())
        .put("size", item.size());
  }

  private void raw(RoutingContext context) {
    String id = Body.path(context, "item");
    readers
        .executeBlocking(() -> setAsides.raw(centre, id), false)
        .onFailure(context::fail)
        .onSuccess(raw ->
            raw.ifPresentOrElse(
                bytes ->
                    context
                        .response()
                        .putHeader(HttpHeaders.CONTENT_TYPE, "application/octet-stream")
                        .putHeader(
                            HttpHeaders.CONTENT_DISPOSITION,
                            "attachment; filename=\"set-aside.eml\"")
                        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                        .end(Buffer.buffer(bytes.toByteArray())),
                () -> context.fail(Problem.notFound("there is no such item"))));
  }
}
