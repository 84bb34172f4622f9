package dev.rapport.gateway.http;

import dev.rapport.customers.learning.Answered;
import dev.rapport.customers.learning.LearningStore;
import dev.rapport.customers.learning.Membership;
import dev.rapport.customers.learning.Preference;
import dev.rapport.customers.learning.Promise;
import dev.rapport.gateway.flow.CustomerBook;
import dev.rapport.gateway.security.Guard;
import dev.rapport.gateway.wire.Problem;
import dev.rapport.gateway.wire.TileWire;
import dev.rapport.gateway.wire.Wire;
import dev.rapport.storage.Account.Role;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What customers taught us and what we promised them, for agents to read and write.
final class LearningRoutes {
  private static final long A_DAY = 86_400_000L;
  private static final int MAX_DUE = 200;

  private final String centre;
  private final CustomerBook book;
  private final LearningStore store;
  private final Guard guard;
  private final WorkerExecutor readers;
  private final Consumer<String> changed;

  /// @param changed told the id of a customer about whom something on a screen has changed
  LearningRoutes(
      String centre,
      CustomerBook book,
      Guard guard,
      WorkerExecutor readers,
      Consumer<String> changed) {
    this.centre = centre;
    this.book = book;
    this.store = book.stores().learning();
    this.guard = guard;
    this.readers = readers;
    this.changed = changed;
  }

  void mount(Router router) {
    var all = guard.only(Role.values());
    router.get("/api/v1/customers/:customer/preferences").handler(all).handler(this::preferences);
    router.post("/api/v1/customers/:customer/preferences").handler(all).handler(this::teach);
    router.delete("/api/v1/preferences/:preference").handler(all).handler(this::withdraw);
    router.post("/api/v1/preferences/:preference/count").handler(all).handler(this::count);
    router.get("/api/v1/customers/:customer/promises").handler(all).handler(this::promises);
    router.post("/api/v1/customers/:customer/promises").handler(all).handler(this::promise);
    router.post("/api/v1/promises/:promise/end").handler(all).handler(this::end);
    router.get("/api/v1/promises").handler(all).handler(this::due);
    router.post("/api/v1/customers/:customer/answers").handler(all).handler(this::answered);
    router.post("/api/v1/customers/:customer/questions").handler(all).handler(this::asked);
    router.get("/api/v1/customers/:customer/memberships").handler(all).handler(this::memberships);
    router.post("/api/v1/customers/:customer/memberships").handler(all).handler(this::join);
    router.delete("/api/v1/memberships/:membership").handler(all).handler(this::leave);
  }

  private List<String> records(String customer) {
    return book.stores().links().person(centre, customer).records();
  }

  private void preferences(RoutingContext context) {
    String id = Body.path(context, "customer");
    boolean past = "true".equals(Body.parameter(context, "withdrawn", 5));
    answer(
        context,
        () -> {
          long now = book.now();
          return new JsonObject()
              .put(
                  "preferences",
                  Wire.array(
                      store.preferences(centre, records(id)).stream()
                          .filter(p -> past || p.holds(now))
                          .toList(),
                      p -> TileWire.preference(p, now)));
        });
  }

  private void teach(RoutingContext context) {
    String id = Body.path(context, "customer");
    JsonObject body = Body.json(context);
    Body.only(body, Set.of("topic", "wish", "avoid", "changes", "source", "place", "until"));
    var preference =
        new Preference(
            UUID.randomUUID().toString(),
            id,
            new Preference.Lesson(
                Body.text(body, "topic", Preference.MAX_TOPIC),
                Body.text(body, "wish", Preference.MAX_TEXT),
                flag(body, "avoid"),
                optional(body, "changes", Preference.MAX_TEXT)),
            new Preference.Origin(
                constant(Preference.Source.values(), body, "source", Preference.Source.TOLD),
                login(context),
                optional(body, "place", 64),
                book.now()),
            moment(body, "until"),
            new Preference.Kept(0, 0),
            null);
    write(context, store.teach(centre, preference))
        .onSuccess(kept -> created(context, kept, id, TileWire.preference(preference, book.now())));
  }

  private void withdraw(RoutingContext context) {
    String id = Body.path(context, "preference");
    write(
            context,
            store.withdraw(centre, id, new Preference.Withdrawal(login(context), book.now())))
        .onSuccess(done -> done(context, done, "there is no such preference in force"));
  }

  private void count(RoutingContext context) {
    String id = Body.path(context, "preference");
    JsonObject body = Body.json(context);
    Body.only(body, Set.of("honoured"));
    write(context, store.count(centre, id, flag(body, "honoured")))
        .onSuccess(done -> done(context, done, "there is no such preference"));
  }

  private void promises(RoutingContext context) {
    String id = Body.path(context, "customer");
    int limit = Body.number(context, "limit", 50, 1, 200);
    answer(
        context,
        () ->
            new JsonObject()
                .put(
                    "promises",
                    Wire.array(
                        store.promises(centre, records(id), limit),
                        p -> TileWire.promise(p, book.now()))));
  }

  private void promise(RoutingContext context) {
    String id = Body.path(context, "customer");
    JsonObject body = Body.json(context);
    Body.only(body, Set.of("what", "owner", "zone", "dueAt", "contact"));
    Long due = moment(body, "dueAt");
    long now = book.now();
    if (due == null || due <= now) {
      throw wrong("dueAt", "must be a moment to come, in milliseconds");
    }
    String contact = optional(body, "contact", 64);
    String owner = optional(body, "owner", 64);
    var promise =
        new Promise(
            UUID.randomUUID().toString(),
            id,
            contact.isEmpty() ? null : contact,
            new Promise.Deed(
                Body.text(body, "what", Promise.MAX_TEXT),
                owner.isEmpty() ? login(context) : owner,
                zone(optional(body, "zone", 64)),
                login(context)),
            now,
            due,
            null);
    write(context, store.promise(centre, promise))
        .onSuccess(kept -> created(context, kept, id, TileWire.promise(promise, now)));
  }

  private static ZoneId zone(String name) {
    try {
      return ZoneId.of(name.isEmpty() ? "UTC" : name);
    } catch (DateTimeException e) {
      throw wrong("zone", "must be a time zone, as Europe/Vienna");
    }
  }

  private void end(RoutingContext context) {
    String id = Body.path(context, "promise");
    JsonObject body = Body.json(context);
    Body.only(body, Set.of("outcome", "remark"));
    Promise.Outcome outcome = constant(Promise.Outcome.values(), body, "outcome", null);
    String remark = optional(body, "remark", Promise.MAX_TEXT);
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
          write(
                  context,
                  store.close(centre, id, new Promise.End(actual, remark, login(context), now)))
              .onSuccess(done -> {
                changed.accept(promise.customer());
                done(context, done, "this promise has ended");
              });
        });
  }

  /// Open promises by deadline: what to keep next, and with `overdue=true` what is late.
  private void due(RoutingContext context) {
    int limit = Body.number(context, "limit", 50, 1, MAX_DUE);
    boolean overdue = "true".equals(Body.parameter(context, "overdue", 5));
    String owner = Body.parameter(context, "owner", 64);
    answer(
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
                      p -> TileWire.promise(p, now)));
        });
  }

  private void answered(RoutingContext context) {
    String id = Body.path(context, "customer");
    JsonObject body = Body.json(context);
    Body.only(body, Set.of("question", "answer", "place"));
    var answer =
        new Answered(
            id,
            question(body),
            Body.text(body, "answer", Answered.MAX_ANSWER),
            optional(body, "place", 64),
            login(context),
            book.now(),
            0);
    write(context, store.answered(centre, answer))
        .onSuccess(kept -> created(context, kept, id, TileWire.answer(answer)));
  }

  private static String question(JsonObject body) {
    String key = Answered.key(Body.text(body, "question", Answered.MAX_QUESTION));
    if (key.isEmpty()) {
      throw wrong("question", "must have letters or digits");
    }
    return key;
  }

  /// Somebody is about to ask: the answer, if it was given once, and then this counts as a repeat.
  private void asked(RoutingContext context) {
    String id = Body.path(context, "customer");
    JsonObject body = Body.json(context);
    Body.only(body, Set.of("question"));
    String question = question(body);
    readers
        .executeBlocking(() -> records(id), false)
        .compose(records -> write(context, store.asked(centre, records, question)))
        .onFailure(context::fail)
        .onSuccess(known ->
            Reply.json(
                context,
                200,
                new JsonObject().put("known", known.map(TileWire::answer).orElse(null))));
  }

  private void memberships(RoutingContext context) {
    String id = Body.path(context, "customer");
    answer(
        context,
        () ->
            new JsonObject()
                .put(
                    "memberships",
                    Wire.array(store.memberships(centre, id), TileWire::membership)));
  }

  private void join(RoutingContext context) {
    String id = Body.path(context, "customer");
    JsonObject body = Body.json(context);
    Body.only(body, Set.of("party", "kind", "role", "from"));
    String party = Body.text(body, "party", 64);
    if (party.equals(id)) {
      throw wrong("party", "must be another customer");
    }
    Long from = moment(body, "from");
    var membership =
        new Membership(
            UUID.randomUUID().toString(),
            id,
            party,
            constant(Membership.Kind.values(), body, "kind", null),
            Body.text(body, "role", Membership.MAX_ROLE),
            from == null ? book.now() : from,
            null);
    write(context, store.join(centre, membership))
        .onSuccess(kept -> created(context, kept, id, TileWire.membership(membership)));
  }

  private void leave(RoutingContext context) {
    String id = Body.path(context, "membership");
    write(context, store.leave(centre, id, book.now()))
        .onSuccess(done -> done(context, done, "there is no such membership that lasts"));
  }

  private void created(RoutingContext context, boolean kept, String customer, JsonObject json) {
    if (kept) {
      changed.accept(customer);
      Reply.json(context, 201, json);
    } else {
      context.fail(
          Problem.notFound("there is no such customer, or there are too many of these already"));
    }
  }

  private static void done(RoutingContext context, boolean done, String otherwise) {
    if (done) {
      Reply.nothing(context);
    } else {
      context.fail(Problem.notFound(otherwise));
    }
  }

  private static boolean flag(JsonObject body, String name) {
    if (body.getValue(name, false) instanceof Boolean flag) {
      return flag;
    }
    throw wrong(name, "must be true or false");
  }

  private static String optional(JsonObject body, String name, int most) {
    return body.getValue(name) == null ? "" : Body.text(body, name, most);
  }

  private static @Nullable Long moment(JsonObject body, String name) {
    return switch (body.getValue(name)) {
      case null -> null;
      case Long at when at >= 0 -> at;
      case Integer at when at >= 0 -> at.longValue();
      default -> throw wrong(name, "must be milliseconds since 1970");
    };
  }

  private static <E extends Enum<E>> E constant(
      E[] all, JsonObject body, String name, @Nullable E otherwise) {
    if (body.getValue(name) == null && otherwise != null) {
      return otherwise;
    }
    return Arrays.stream(all)
        .filter(one -> Wire.name(one).equals(body.getValue(name)))
        .findFirst()
        .orElseThrow(() ->
            wrong(
                name,
                "must be one of "
                    + String.join(", ", Arrays.stream(all).map(Wire::name).toList())
                        .toLowerCase(Locale.ROOT)));
  }

  private static Problem wrong(String field, String what) {
    return Problem.fields(400, "invalid-body", "Invalid body", Map.of(field, what));
  }

  private static String login(RoutingContext context) {
    return Guard.signedIn(context).account().login();
  }

  private <T> Future<T> write(RoutingContext context, CompletionStage<T> stage) {
    return Future.fromCompletionStage(stage, Vertx.currentContext()).onFailure(context::fail);
  }

  private void answer(RoutingContext context, Callable<JsonObject> question) {
    readers
        .executeBlocking(question, false)
        .onFailure(context::fail)
        .onSuccess(json -> Reply.json(context, 200, json));
  }
}
