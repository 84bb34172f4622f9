package dev.rapport.gateway.http;

import dev.rapport.customers.learning.LearningStore;
import dev.rapport.customers.learning.Preference;
import dev.rapport.customers.view.Tile;
import dev.rapport.gateway.flow.CustomerBook;
import dev.rapport.gateway.security.CustomerKeys;
import dev.rapport.gateway.security.Guard;
import dev.rapport.gateway.wire.Problem;
import dev.rapport.gateway.wire.TileWire;
import dev.rapport.gateway.wire.Wire;
import dev.rapport.storage.Account;
import dev.rapport.storage.Account.Role;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What a customer taught us, for himself to read and correct. It takes a key, and a key takes
/// proof of who he is (P38): the company's own systems ask for it after a login, an agent in a
/// contact where it is proven.
final class OwnPreferenceRoutes {
  private static final String CUSTOMER = "the customer";
  private static final int MAX_KEY = 300;

  private final String centre;
  private final CustomerBook book;
  private final LearningStore store;
  private final Readers readers;
  private final CustomerKeys keys;
  private final Consumer<String> changed;

  /// Who may give keys away.
  record Readers(Guard guard, RelationshipRoutes.ContactAccess access, WorkerExecutor workers) {}

  /// @param changed told the id of a customer about whom something on a screen has changed
  OwnPreferenceRoutes(
      String centre,
      CustomerBook book,
      Readers readers,
      CustomerKeys keys,
      Consumer<String> changed) {
    this.centre = centre;
    this.book = book;
    this.store = book.stores().learning();
    this.readers = readers;
    this.keys = keys;
    this.changed = changed;
  }

  void mount(Router router) {
    router
        .post("/api/v1/customers/:customer/access")
        .handler(readers.guard().only(Role.values()))
        .handler(this::give);
    router.get("/api/v1/my/preferences").handler(this::read);
    router.post("/api/v1/my/preferences").handler(this::teach);
    router.delete("/api/v1/my/preferences/:own").handler(this::withdraw);
  }

  private void give(RoutingContext context) {
    String id = Body.path(context, "customer");
    String contact = Body.parameter(context, "contact", 64);
    Account reader = Guard.signedIn(context).account();
    readers
        .workers()
        .executeBlocking(
            () -> {
              if (!proven(reader, contact, id)) {
                throw Problem.of(
                    409,
                    "not-proven",
                    "Identity not proven",
                    "a key is given where it is proven who is there");
              }
              if (book.customer(id).isEmpty()) {
                throw Problem.notFound("there is no such customer");
              }
              return keys.give(id, book.now());
            },
            false)
        .onFailure(context::fail)
        .onSuccess(access ->
            Reply.json(
                context,
                201,
                new JsonObject().put("key", access.key()).put("until", access.until())));
  }

  private boolean proven(Account reader, @Nullable String contact, String customer) {
    return reader.role() != Role.AGENT
        || (contact != null
            && readers
                .access()
                .sureness(reader, contact, customer)
                .filter(sure -> Tile.DETAILS.opens(sure.proof(), sure.confirmed()))
                .isPresent());
  }

  /// The customer whose key it is.
  private String customer(RoutingContext context) {
    String key = Body.parameter(context, "key", MAX_KEY);
    return keys.customer(key == null ? "" : key, book.now())
        .orElseThrow(() -> Problem.notFound("this is no key, or its time is over"));
  }

  private List<Preference> own(String customer) {
    long now = book.now();
    return store
        .preferences(centre, book.stores().links().person(centre, customer).records())
        .stream()
        .filter(p -> p.holds(now))
        .toList();
  }

  private void read(RoutingContext context) {
    String id = customer(context);
    readers
        .workers()
        .executeBlocking(() -> own(id), false)
        .onFailure(context::fail)
        .onSuccess(own ->
            Reply.json(
                context,
                200,
                new JsonObject()
                    .put("preferences", Wire.array(own, p -> TileWire.preference(p, book.now())))));
  }

  private void teach(RoutingContext context) {
    String id = customer(context);
    JsonObject body = Body.json(context);
    Body.only(body, Set.of("topic", "wish", "avoid", "instead"));
    String instead = body.getValue("instead") == null ? null : Body.text(body, "instead", 64);
    var told =
        new Preference(
            UUID.randomUUID().toString(),
            id,
            new Preference.Lesson(
                Body.text(body, "topic", Preference.MAX_TOPIC),
                Body.text(body, "wish", Preference.MAX_TEXT),
                Boolean.TRUE.equals(body.getValue("avoid")),
                ""),
            new Preference.Origin(Preference.Source.TOLD, CUSTOMER, "self-service", book.now()),
            null,
            new Preference.Kept(0, 0),
            null);
    replaced(id, instead)
        .compose(_ -> Future.fromCompletionStage(store.teach(centre, told), Vertx.currentContext()))
        .onFailure(context::fail)
        .onSuccess(kept -> {
          if (kept) {
            changed.accept(id);
            Reply.json(context, 201, TileWire.preference(told, book.now()));
          } else {
            context.fail(
                Problem.of(409, "too-many", "Too many", "there are too many of these already"));
          }
        });
  }

  /// Takes back what a new wish stands for, if it is one of his.
  private Future<Boolean> replaced(String customer, @Nullable String preference) {
    return preference == null ? Future.succeededFuture(true) : takenBack(customer, preference);
  }

  private Future<Boolean> takenBack(String customer, String preference) {
    var context = Vertx.currentContext();
    return readers
        .workers()
        .executeBlocking(
            () -> own(customer).stream().anyMatch(p -> p.id().equals(preference)), false)
        .compose(his ->
            Boolean.TRUE.equals(his)
                ? Future.fromCompletionStage(
                    store.withdraw(
                        centre, preference, new Preference.Withdrawal(CUSTOMER, book.now())),
                    context)
                : Future.failedFuture(Problem.notFound("there is no such preference of yours")));
  }

  private void withdraw(RoutingContext context) {
    String id = customer(context);
    takenBack(id, Body.path(context, "own"))
        .onFailure(context::fail)
        .onSuccess(_ -> {
          changed.accept(id);
          Reply.nothing(context);
        });
  }
}
