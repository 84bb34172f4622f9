package dev.rapport.gateway.http;

import dev.rapport.customers.identity.IdentityModel;
import dev.rapport.customers.identity.MatchWeight;
import dev.rapport.customers.spoken.Heard;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/// Finding customers by what they say of themselves, and records that may be one person.
final class FinderRoutes {
  private final CustomerFinder finder;
  private final Guard guard;
  private final WorkerExecutor readers;

  FinderRoutes(CustomerFinder finder, Guard guard, WorkerExecutor readers) {
    this.finder = finder;
    this.guard = guard;
    this.readers = readers;
  }

  void mount(Router router) {
    var all = guard.only(Role.values());
    router.get("/api/v1/customer-search").handler(all).handler(this::search);
    router.post("/api/v1/customer-search/heard").handler(all).handler(this::heard);
    router.get("/api/v1/customers/:customer/suggestions").handler(all).handler(this::suggestions);
  }

  private void search(RoutingContext context) {
    String name = Body.parameter(context, "name", 200);
    Map<String, String> facts = new HashMap<>();
    fact(facts, "birth_date", Body.parameter(context, "birthDate", 40));
    fact(facts, "postcode", Body.parameter(context, "postcode", 40));
    int limit = Body.number(context, "limit", 10, 1, 50);
    if (name == null && facts.isEmpty()) {
      throw Problem.fields(
          400,
          "invalid-parameter",
          "Invalid parameter",
          Map.of("name, birthDate, postcode", "one of them is needed"));
    }
    answer(context, () -> finder.find(name == null ? "" : name, facts, limit));
  }

  private void heard(RoutingContext context) {
    JsonObject body = Body.json(context);
    Body.only(body, Set.of("postcode", "name", "birthDate", "limit"));
    var heard =
        new Heard(guesses(body, "postcode"), guesses(body, "name"), guesses(body, "birthDate"));
    if (heard.postcode().isEmpty() && heard.name().isEmpty() && heard.birthDate().isEmpty()) {
      throw wrong("postcode, name, birthDate", "one of them is needed");
    }
    if (!(body.getValue("limit", 5) instanceof Integer limit) || limit < 1 || limit > 50) {
      throw wrong("limit", "must be a whole number from 1 to 50");
    }
    ready()
        .compose(_ -> readers.executeBlocking(() -> finder.heard(heard, limit), false))
        .onFailure(context::fail)
        .onSuccess(found ->
            Reply.json(
                context,
                200,
                new JsonObject()
                    .put("customers", Wire.array(found, FinderRoutes::caller))
                    .put("complete", finder.complete())));
  }

  private static JsonObject caller(CustomerFinder.Caller caller) {
    return new JsonObject()
        .put("id", caller.id())
        .put("name", caller.name())
        .put("probability", caller.probability())
        .put("sure", caller.sure())
        .put("why", caller.why());
  }

  /// Guesses of all attempts, the recogniser's best first.
  private static List<String> guesses(JsonObject body, String field) {
    Object value = body.getValue(field);
    if (value == null) {
      return List.of();
    }
    if (value instanceof JsonArray guesses
        && guesses.size() <= Heard.MAX_GUESSES
        && guesses.stream().allMatch(g -> g instanceof String text && text.length() <= 200)) {
      return guesses.stream().map(String.class::cast).toList();
    }
    throw wrong(field, "must be up to " + Heard.MAX_GUESSES + " texts of up to 200 characters");
  }

  private static Problem wrong(String field, String what) {
    return Problem.fields(400, "invalid-body", "Invalid body", Map.of(field, what));
  }

  private static void fact(Map<String, String> facts, String name, @Nullable String value) {
    if (value != null) {
      facts.put(name, value);
    }
  }

  private void suggestions(RoutingContext context) {
    String id = Body.path(context, "customer");
    int limit = Body.number(context, "limit", 10, 1, 50);
    answer(context, () -> finder.suggestions(id, limit));
  }

  private void answer(RoutingContext context, Callable<List<CustomerFinder.Found>> question) {
    ready()
        .compose(_ -> readers.executeBlocking(question, false))
        .onFailure(context::fail)
        .onSuccess(found ->
            Reply.json(
                context,
                200,
                new JsonObject()
                    .put("customers", Wire.array(found, FinderRoutes::found))
                    .put("linkFrom", IdentityModel.LINK_BITS)
                    .put("complete", finder.complete())));
  }

  private Future<Boolean> ready() {
    return Future.fromCompletionStage(finder.ready(), Vertx.currentContext());
  }

  private static JsonObject found(CustomerFinder.Found found) {
    MatchWeight weight = found.weight();
    return new JsonObject()
        .put("id", found.id())
        .put("name", found.name())
        .put("bits", weight.bits())
        .put("probability", weight.probability())
        .put("why", Wire.array(weight.reasons(), MatchWeight.Reason::words));
  }
}
