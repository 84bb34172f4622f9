package dev.rapport.gateway.http;

import dev.rapport.customers.value.Segmentation;
import dev.rapport.gateway.flow.CustomerBook;
import dev.rapport.gateway.security.Guard;
import dev.rapport.gateway.wire.Wire;
import dev.rapport.storage.Account.Role;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;

/// The buyers of the centre in segments, and the small ones who are likeliest to grow. Money, so
/// not for agents.
final class SegmentRoutes {
  private final CustomerBook book;
  private final Guard guard;
  private final WorkerExecutor readers;

  SegmentRoutes(CustomerBook book, Guard guard, WorkerExecutor readers) {
    this.book = book;
    this.guard = guard;
    this.readers = readers;
  }

  void mount(Router router) {
    var supervisors = guard.only(Role.SUPERVISOR, Role.ADMIN);
    router.get("/api/v1/segments").handler(supervisors).handler(this::segments);
    router.get("/api/v1/segments/growing").handler(supervisors).handler(this::growing);
  }

  private void segments(RoutingContext context) {
    answer(
        context,
        () -> {
          CustomerBook.Divided divided = book.divided();
          return new JsonObject()
              .put("asOf", divided.at())
              .put("currency", book.currency())
              .put("buyers", divided.segmentation().buyers())
              .put("segments", Wire.array(divided.segmentation().shares(), SegmentRoutes::share));
        });
  }

  private static JsonObject share(Segmentation.Share share) {
    return new JsonObject()
        .put("revenue", low(share.segment().revenue()))
        .put("profit", low(share.segment().profit()))
        .put("behaviour", low(share.segment().behaviour()))
        .put("customers", share.customers())
        .put("spent", share.spent())
        .put("margin", share.margin())
        .put("stability", share.stability());
  }

  private void growing(RoutingContext context) {
    String after = Body.parameter(context, "after", 64);
    int limit = Body.number(context, "limit", 50, 1, 200);
    answer(
        context,
        () -> {
          CustomerBook.Divided divided = book.divided();
          List<Segmentation.Prospect> all = divided.segmentation().growing();
          int from = 0;
          while (after != null && from < all.size() && !all.get(from).customer().equals(after)) {
            from++;
          }
          from += after == null || from == all.size() ? 0 : 1;
          int to = Math.min(all.size(), from + limit);
          return new JsonObject()
              .put("asOf", divided.at())
              .put("currency", book.currency())
              .put("customers", Wire.array(all.subList(from, to), SegmentRoutes::prospect))
              .put("next", to < all.size() ? all.get(to - 1).customer() : null);
        });
  }

  private static JsonObject prospect(Segmentation.Prospect prospect) {
    return new JsonObject()
        .put("id", prospect.customer())
        .put("growth", prospect.growth())
        .put("yearly", prospect.yearly())
        .put("alive", prospect.alive());
  }

  private static String low(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private void answer(RoutingContext context, Callable<JsonObject> question) {
    readers
        .executeBlocking(question, false)
        .onFailure(context::fail)
        .onSuccess(json -> Reply.json(context, 200, json));
  }
}
