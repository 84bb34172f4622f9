package dev.rapport.gateway.http;

import dev.rapport.customers.learning.Answered;
import dev.rapport.customers.learning.LearningStore;
import dev.rapport.customers.learning.Membership;
import dev.rapport.customers.learning.Preference;
import dev.rapport.customers.view.Tile;
import dev.rapport.gateway.flow.CustomerBook;
import dev.rapport.gateway.security.Guard;
import dev.rapport.gateway.wire.Problem;
import dev.rapport.gateway.wire.TileWire;
import dev.rapport.gateway.wire.Wire;
import dev.rapport.storage.Account;
import dev.rapport.storage.Account.Role;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What customers taught us and what we promised them, for agents to read and write.
final class LearningRoutes {
  private final String centre;
  private final CustomerBook book;
  private final LearningStore store;
  private final Guard guard;
  private final RelationshipRoutes.ContactAccess access;
  private final WorkerExecutor readers;
  private final Consumer<String> changed;

  /// Who reads, and how.
  record Readers(Guard guard, RelationshipRoutes.ContactAccess access, WorkerExecutor workers) {}

  /// @param changed told the id of a customer about whom something on a screen has changed
  LearningRoutes(String centre, CustomerBook book, Readers readers, Consumer<String> changed) {
    this.centre = centre;
    this.book = book;
    this.store = book.stores().learning();
    this.guard = readers.guard();
    this.access = readers.access();
    this.readers = readers.workers();
    this.changed = changed;
  }

  void mount(Router router) {
    var all = guard.only(Role.values());
    router.get("/api/v1/customers/:customer/preferences").handler(all).handler(this::preferences);
    router.post("/api/v1/customers/:customer/preferences").handler(all).handler(this::teach);
    router.delete("/api/v1/preferences/:preference").handler(all).handler(this::withdraw);
    router.post("/api/v1/preferences/:preference/count").handler(all).handler(this::count);
    new PromiseRoutes(centre, book, this, readers, changed).mount(router, all);
    router.post("/api/v1/customers/:customer/answers").handler(all).handler(this::answered);
    router.post("/api/v1/customers/:customer/questions").handler(all).handler(this::asked);
    router.get("/api/v1/customers/:customer/memberships").handler(all).handler(this::memberships);
    router.post("/api/v1/customers/:customer/memberships").handler(all).handler(this::join);
    router.delete("/api/v1/memberships/:membership").handler(all).handler(this::leave);
  }

  List<String> records(String customer) {
    return book.stores().links().person(centre, customer).records();
  }

  /// The words of what was taught and promised are details: an agent reads them in a contact of his
  /// where it is proven who is there, or where he made sure (P38).
  private boolean closed(Account reader, @Nullable String contact, String customer) {
    return reader.role() == Role.AGENT
        && (contact == null
            || access
                .sureness(reader, contact, customer)
                .filter(sure -> Tile.DETAILS.opens(sure.proof(), sure.confirmed()))
                .isEmpty());
  }

  /// Answers with a list, or with none and `closed` where the reader may not see it.
  void details(RoutingContext context, String list, Supplier<JsonArray> items) {
    String id = Body.path(context, "customer");
    Account reader = Guard.signedIn(context).account();
    String contact = Body.parameter(context, "contact", 64);
    answer(
        context,
        () -> {
          boolean closed = closed(reader, contact, id);
          return new JsonObject()
              .put(list, closed ? new JsonArray() : items.get())
              .put("closed", closed);
        });
  }

  private void preferences(RoutingContext context) {
    String id = Body.path(context, "customer");
    boolean past = "true".equals(Body.parameter(context, "withdrawn", 5));
    details(
        context,
        "preferences",
        () -> {
          long now = book.now();
          return Wire.array(
              store.preferences(centre, records(id)).stream()
                  .filter(p -> past || p.holds(now))
                  .toList(),
              p -> TileWire.preference(p, now));
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
    Account reader = Guard.signedIn(context).account();
    String contact = Body.parameter(context, "contact", 64);
    readers
        .executeBlocking(() -> new Asking(records(id), closed(reader, contact, id)), false)
        .compose(asking ->
            write(context, store.asked(centre, asking.records(), question))
                .map(known -> known(known.map(TileWire::answer), asking.closed())))
        .onFailure(context::fail)
        .onSuccess(json -> Reply.json(context, 200, json));
  }

  private record Asking(List<String> records, boolean closed) {}

  /// That it was answered is told to anybody who is about to ask again, the answer only where it is
  /// proven who is there.
  private static JsonObject known(Optional<JsonObject> answer, boolean closed) {
    return new JsonObject()
        .put("known", closed ? null : answer.orElse(null))
        .put("answered", answer.isPresent())
        .put("closed", closed);
  }

  private void memberships(RoutingContext context) {
    String id = Body.path(context, "customer");
    details(
        context,
        "memberships",
        () -> Wire.array(store.memberships(centre, id), TileWire::membership));
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

  void created(RoutingContext context, boolean kept, String customer, JsonObject json) {
    if (kept) {
      changed.accept(customer);
      Reply.json(context, 201, json);
    } else {
      context.fail(
          Problem.notFound("there is no such customer, or there are too many of these already"));
    }
  }

  static void done(RoutingContext context, boolean done, String otherwise) {
    if (done) {
      Reply.nothing(context);
    } else {
      context.fail(Problem.notFound(otherwise));
    }
  }

  static boolean flag(JsonObject body, String name) {
    if (body.getValue(name, false) instanceof Boolean flag) {
      return flag;
    }
    throw wrong(name, "must be true or false");
  }

  static String optional(JsonObject body, String name, int most) {
    return body.getValue(name) == null ? "" : Body.text(body, name, most);
  }

  static @Nullable Long moment(JsonObject body, String name) {
    return switch (body.getValue(name)) {
      case null -> null;
      case Long at when at >= 0 -> at;
      case Integer at when at >= 0 -> at.longValue();
      default -> throw wrong(name, "must be milliseconds since 1970");
    };
  }

  static <E extends Enum<E>> E constant(
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

  static Problem wrong(String field, String what) {
    return Problem.fields(400, "invalid-body", "Invalid body", Map.of(field, what));
  }

  static String login(RoutingContext context) {
    return Guard.signedIn(context).account().login();
  }

  <T> Future<T> write(RoutingContext context, CompletionStage<T> stage) {
    return Future.fromCompletionStage(stage, Vertx.currentContext()).onFailure(context::fail);
  }

  void answer(RoutingContext context, Callable<JsonObject> question) {
    readers
        .executeBlocking(question, false)
        .onFailure(context::fail)
        .onSuccess(json -> Reply.json(context, 200, json));
  }
}
