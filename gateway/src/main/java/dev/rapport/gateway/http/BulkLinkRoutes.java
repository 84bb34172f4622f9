package dev.rapport.gateway.http;

import dev.rapport.customers.identity.IdentityModel;
import dev.rapport.customers.identity.MatchWeight;
import dev.rapport.customers.links.IdentityLink;
import dev.rapport.customers.links.LinkStore;
import dev.rapport.gateway.flow.CustomerFinder;
import dev.rapport.gateway.security.Guard;
import dev.rapport.gateway.wire.Problem;
import dev.rapport.gateway.wire.Wire;
import dev.rapport.storage.Account.Role;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/// Linking many records at once: first a preview that lists each pair with its weight and why, then
/// the pairs that somebody chose of it. Links can be taken back as many at once, or one by one.
final class BulkLinkRoutes {
  /// Pairs linked by one call.
  static final int MAX_PAIRS = 200;

  private static final int MAX_WHY = 500;

  private final String centre;
  private final CustomerFinder finder;
  private final LinkStore links;
  private final Guard guard;
  private final WorkerExecutor readers;
  private final InstantSource clock;
  private final Consumer<String> changed;

  /// What is asked and changed.
  record Stores(CustomerFinder finder, LinkStore links, WorkerExecutor readers) {}

  BulkLinkRoutes(
      String centre, Stores stores, Guard guard, InstantSource clock, Consumer<String> changed) {
    this.centre = centre;
    this.finder = stores.finder();
    this.links = stores.links();
    this.readers = stores.readers();
    this.guard = guard;
    this.clock = clock;
    this.changed = changed;
  }

  void mount(Router router) {
    var supervisors = guard.only(Role.SUPERVISOR, Role.ADMIN);
    router.get("/api/v1/link-preview").handler(supervisors).handler(this::preview);
    router.post("/api/v1/links").handler(supervisors).handler(this::link);
    router.post("/api/v1/links/taken-back").handler(supervisors).handler(this::takeBack);
  }

  private void preview(RoutingContext context) {
    String after = Body.parameter(context, "after", 64);
    int records = Body.number(context, "records", 200, 1, CustomerFinder.MAX_EXAMINED);
    int bits = Body.number(context, "bits", (int) IdentityModel.LINK_BITS, 3, 100);
    Future.fromCompletionStage(finder.ready(), Vertx.currentContext())
        .compose(_ ->
            readers.executeBlocking(
                () -> finder.pairs(after == null ? "" : after, records, bits), false))
        .onFailure(context::fail)
        .onSuccess(page ->
            Reply.json(
                context,
                200,
                new JsonObject()
                    .put("pairs", Wire.array(page.pairs(), BulkLinkRoutes::pair))
                    .put("next", page.next())));
  }

  private static JsonObject pair(CustomerFinder.Pair pair) {
    return new JsonObject()
        .put("customer", pair.customer())
        .put("name", pair.name())
        .put("other", pair.other().id())
        .put("otherName", pair.other().name())
        .put("bits", pair.other().weight().bits())
        .put("probability", pair.other().weight().probability())
        .put("why", Wire.array(pair.other().weight().reasons(), MatchWeight.Reason::words));
  }

  private void link(RoutingContext context) {
    JsonObject body = Body.json(context);
    Body.only(body, Set.of("pairs", "why"));
    String why = Body.text(body, "why", MAX_WHY);
    String by = Guard.signedIn(context).account().login();
    List<IdentityLink> wanted = new ArrayList<>();
    if (!(body.getValue("pairs") instanceof JsonArray pairs)
        || pairs.isEmpty()
        || pairs.size() > MAX_PAIRS) {
      throw wrong("must be 1 to " + MAX_PAIRS + " pairs");
    }
    for (Object each : pairs) {
      if (!(each instanceof JsonObject pair)) {
        throw wrong("must be objects of customer and other");
      }
      Body.only(pair, Set.of("customer", "other"));
      String customer = Body.text(pair, "customer", 64);
      String other = Body.text(pair, "other", 64);
      if (customer.equals(other)) {
        throw wrong("must name two records each");
      }
      var basis = new IdentityLink.Basis("bulk", by, 0, why, clock.millis());
      wanted.add(
          new IdentityLink(UUID.randomUUID().toString(), customer, other, true, basis, null));
    }
    readers
        .executeBlocking(() -> said(wanted), false)
        .onFailure(context::fail)
        .onSuccess(results -> Reply.json(context, 200, new JsonObject().put("results", results)));
  }

  /// One after another: a pair may be refused because of one before it.
  private JsonArray said(List<IdentityLink> wanted) {
    JsonArray results = new JsonArray();
    for (IdentityLink link : wanted) {
      JsonObject result =
          new JsonObject().put("customer", link.customer()).put("other", link.other());
      switch (finder.link(links, link)) {
        case LinkStore.Said.Kept kept -> {
          changed.accept(link.customer());
          changed.accept(link.other());
          result.put("link", kept.link().id()).putNull("refused");
        }
        case LinkStore.Said.Refused refused ->
            result.putNull("link").put("refused", refused.reason());
      }
      results.add(result);
    }
    return results;
  }

  /// Each on its own: one that is closed already does not keep the others.
  private void takeBack(RoutingContext context) {
    JsonObject body = Body.json(context);
    Body.only(body, Set.of("links"));
    if (!(body.getValue("links") instanceof JsonArray ids)
        || ids.isEmpty()
        || ids.size() > MAX_PAIRS
        || !ids.stream().allMatch(id -> id instanceof String text && text.length() <= 64)) {
      throw Problem.fields(
          400,
          "invalid-body",
          "Invalid body",
          Map.of("links", "must be the ids of 1 to " + MAX_PAIRS + " links"));
    }
    var closing =
        new IdentityLink.Closing(Guard.signedIn(context).account().login(), clock.millis());
    readers
        .executeBlocking(
            () -> closed(ids.stream().map(String.class::cast).toList(), closing), false)
        .onFailure(context::fail)
        .onSuccess(results -> Reply.json(context, 200, new JsonObject().put("results", results)));
  }

  private JsonArray closed(List<String> ids, IdentityLink.Closing closing) {
    JsonArray results = new JsonArray();
    for (String id : ids) {
      var closed = links.close(centre, id, closing).toCompletableFuture().join();
      closed.ifPresent(link -> {
        changed.accept(link.customer());
        changed.accept(link.other());
      });
      results.add(new JsonObject().put("link", id).put("closed", closed.isPresent()));
    }
    return results;
  }

  private static Problem wrong(String what) {
    return Problem.fields(400, "invalid-body", "Invalid body", Map.of("pairs", what));
  }
}
