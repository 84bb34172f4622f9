package dev.rapport.gateway.http;

import dev.rapport.customers.learning.LearningStore;
import dev.rapport.customers.learning.Promise;
import dev.rapport.gateway.flow.CustomerBook;
import dev.rapport.gateway.security.Guard;
import dev.rapport.gateway.wire.Problem;
import dev.rapport.gateway.wire.TileWire;
import dev.rapport.gateway.wire.Wire;
import dev.rapport.storage.Account;
import dev.rapport.storage.Account.Role;
import io.vertx.core.Handler;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/// What we promised: made, read, kept.
final class PromiseRoutes {
  private static final long A_DAY = 86_400_000L;
  private static final int MAX_DUE = 200;

  private final String centre;
  private final CustomerBook book;
  private final LearningStore store;
  private final LearningRoutes learning;
  private final WorkerExecutor readers;
  private final Consumer<String> changed;

  /// @param learning beside which it stands, with the same readers and the same proof
  PromiseRoutes(
      String centre,
      CustomerBook book,
      LearningRoutes learning,
      WorkerExecutor readers,
      Consumer<String> changed) {
    this.centre = centre;
    this.book = book;
    this.store = book.stores().learning();
    this.learning = learning;
    this.readers = readers;
    this.changed = changed;
  }

  void mount(Router router, Handler<RoutingContext> all) {
    router.get("/api/v1/customers/:customer/promises").handler(all).handler(this::promises);
    router.post("/api/v1/customers/:customer/promises").handler(all).handler(this::promise);
    router.post("/api/v1/promises/:promise/end").handler(all).handler(this::end);
    router.get("/api/v1/promises").handler(all).handler(this::due);
  }

  private void promises(RoutingContext context) {
    String id = Body.path(context, "customer");
    int limit = Body.number(context, "limit", 50, 1, 200);
    learning.details(
        context,
        "promises",
        () ->
            Wire.array(
                store.promises(centre, learning.records(id), limit),
                p -> TileWire.promise(p, book.now())));
  }

  private void promise(RoutingContext context) {
    String id = Body.path(context, "customer");
    JsonObject body = Body.json(context);
    Body.only(body, Set.of("what", "owner", "zone", "dueAt", "contact"));
    Long due = LearningRoutes.moment(body, "dueAt");
    long now = book.now();
    if (due == null || due <= now) {
      throw LearningRoutes.wrong("dueAt", "must be a moment to come, in milliseconds");
    }
    String contact = LearningRoutes.optional(body, "contact", 64);
    String owner = LearningRoutes.optional(body, "owner", 64);
    var promise =
        new Promise(
            UUID.randomUUID().toString(),
            id,
            contact.isEmpty() ? null : contact,
            new Promise.Deed(
                Body.text(body, "what", Promise.MAX_TEXT),
                owner.isEmpty() ? LearningRoutes.login(context) : owner,
                zone(LearningRoutes.optional(body, "zone", 64)),
                LearningRoutes.login(context)),
            now,
            due,
            null);
    learning
        .write(context, store.promise(centre, promise))
        .onSuccess(kept -> learning.created(context, kept, id, TileWire.promise(promise, now)));
  }

  private static ZoneId zone(String name) {
    try {
      return ZoneId.of(name.isEmpty() ? "UTC" : name);
    } catch (DateTimeException e) {
      throw LearningRoutes.wrong("zone", "must be a time zone, as Europe/Vienna");
    }
  }

  private void end(RoutingContext context) {
    String id = Body.path(context, "promise");
    JsonObject body = Body.json(context);
    Body.only(body, Set.of("outcome", "remark"));
    Promise.Outcome outcome =
        LearningRoutes.constant(Promise.Outcome.values(), body, "outcome", null);
    String remark = LearningRoutes.optional(body, "remark", Promise.MAX_TEXT);
    long now = book.now();
    readers
        .executeBlocking(() -> store.promise(centre, id), false)
        .onFailure(context::fail)
        .onSuccess(found -> {
          if (found.isEmpty()) {
            context.fail(Problem.notFound("there is no such promise"));
            return;
          }
          Promise promise = found.get();
          // Late is late, whatever is said.
          Promise.Outcome actual = outcome == Promise.Outcome.KEPT ? promise.doneAt(now) : outcome;
          learning
              .write(
                  context,
                  store.close(
                      centre,
                      id,
                      new Promise.End(actual, remark, LearningRoutes.login(context), now)))
              .onSuccess(done -> {
                changed.accept(promise.customer());
                LearningRoutes.done(context, done, "this promise has ended");
              });
        });
  }

  /// Open promises by deadline: what to keep next, and with `overdue=true` what is late.
  private void due(RoutingContext context) {
    int limit = Body.number(context, "limit", 50, 1, MAX_DUE);
    boolean overdue = "true".equals(Body.parameter(context, "overdue", 5));
    String owner = Body.parameter(context, "owner", 64);
    Account reader = Guard.signedIn(context).account();
    learning.answer(
        context,
        () -> {
          long now = book.now();
          long before = overdue ? now : now + 365 * A_DAY;
          return new JsonObject()
              .put(
                  "promises",
                  Wire.array(
                      store.due(centre, before, owner == null ? limit : MAX_DUE).stream()
                          .filter(p -> owner == null || p.deed().owner().equals(owner))
                          .limit(limit)
                          .toList(),
                      p -> due(p, now, reader)));
        });
  }

  /// An agent reads the words of his own promises; of the others when they are due, and no more.
  private static JsonObject due(Promise promise, long now, Account reader) {
    JsonObject json = TileWire.promise(promise, now);
    String owner = promise.deed().owner();
    boolean his =
        owner.equals(reader.login())
            || owner.equals(reader.agent())
            || promise.deed().madeBy().equals(reader.login());
    return reader.role() != Role.AGENT || his ? json : json.putNull("what").putNull("remark");
  }
}
