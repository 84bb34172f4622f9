package dev.rapport.gateway.http;

import dev.rapport.customers.Proof;
import dev.rapport.customers.links.IdentityLink;
import dev.rapport.customers.links.LinkStore;
import dev.rapport.customers.value.Segment;
import dev.rapport.customers.view.PictureStore;
import dev.rapport.customers.view.RelationshipTiles;
import dev.rapport.customers.view.RelationshipTiles.Sureness;
import dev.rapport.customers.view.Tile;
import dev.rapport.customers.view.TimelineEntry;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The relationship as agents read it, who is one with whom, and what a customer is worth.
///
/// An agent sees the sensitive tiles of a customer only in a contact of his where it is proven who
/// is there, or where he made sure (P38); supervisors and admins always.
final class RelationshipRoutes {
  private static final int MAX_WORDS = 500;

  private final String centre;
  private final CustomerBook book;
  private final ContactAccess access;
  private final Guard guard;
  private final WorkerExecutor readers;
  private final Consumer<String> changed;

  /// What an agent may know of the customer in one of his contacts.
  interface ContactAccess {
    /// Empty when the contact is not his; blocking.
    Optional<Sureness> sureness(Account reader, String contact, String customer);
  }

  /// @param changed told the id of a customer about whom something on a screen has changed
  RelationshipRoutes(
      String centre,
      CustomerBook book,
      ContactAccess access,
      Guard guard,
      WorkerExecutor readers,
      Consumer<String> changed) {
    this.centre = centre;
    this.book = book;
    this.access = access;
    this.guard = guard;
    this.readers = readers;
    this.changed = changed;
  }

  void mount(Router router) {
    var all = guard.only(Role.values());
    var supervisors = guard.only(Role.SUPERVISOR, Role.ADMIN);
    router.get("/api/v1/customers/:customer/view").handler(all).handler(this::view);
    router.get("/api/v1/customers/:customer/timeline").handler(all).handler(this::timeline);
    router.get("/api/v1/customers/:customer/value").handler(supervisors).handler(this::value);
    router.get("/api/v1/customers/:customer/links").handler(all).handler(this::links);
    router.post("/api/v1/customers/:customer/links").handler(all).handler(this::link);
    router.delete("/api/v1/links/:link").handler(all).handler(this::unlink);
    router.post("/api/v1/contacts/:contact/identity").handler(all).handler(this::confirm);
  }

  private void view(RoutingContext context) {
    String id = Body.path(context, "customer");
    Account reader = Guard.signedIn(context).account();
    String contact = Body.parameter(context, "contact", 64);
    answer(
        context,
        () -> {
          RelationshipTiles tiles = tiles(reader, contact, id);
          return new JsonObject()
              .put("customer", Wire.customer(book.summary(tiles), tiles.closed()))
              .put("tiles", TileWire.tiles(tiles, book.now()));
        });
  }

  private RelationshipTiles tiles(Account reader, @Nullable String contact, String customer) {
    return book.view(customer, reader.agent(), sureness(reader, contact, customer))
        .orElseThrow(RelationshipRoutes::noCustomer);
  }

  private Sureness sureness(Account reader, @Nullable String contact, String customer) {
    if (reader.role() != Role.AGENT) {
      return Sureness.COMPLETE;
    }
    return contact == null
        ? new Sureness(Proof.UNKNOWN, false)
        : access
            .sureness(reader, contact, customer)
            .orElseThrow(() -> Problem.notFound("there is no such contact"));
  }

  private static Problem noCustomer() {
    return Problem.notFound("there is no such customer");
  }

  private void timeline(RoutingContext context) {
    String id = Body.path(context, "customer");
    Account reader = Guard.signedIn(context).account();
    String contact = Body.parameter(context, "contact", 64);
    int limit = Body.number(context, "limit", 50, 1, PictureStore.MAX_TIMELINE);
    TimelineEntry.Cursor before = cursor(Body.parameter(context, "before", 120));
    answer(
        context,
        () -> {
          Sureness sureness = sureness(reader, contact, id);
          if (!Tile.TIMELINE.opens(sureness.proof(), sureness.confirmed())) {
            return new JsonObject()
                .put("entries", new JsonArray())
                .putNull("next")
                .put("closed", true);
          }
          List<TimelineEntry> page = book.stores().pictures().timeline(centre, id, before, limit);
          TimelineEntry last = page.isEmpty() ? null : page.getLast();
          return new JsonObject()
              .put("entries", TileWire.timeline(page))
              .put(
                  "next",
                  last == null || page.size() < limit ? null : last.at() + "." + last.ref());
        });
  }

  private static TimelineEntry.@Nullable Cursor cursor(@Nullable String text) {
    if (text == null) {
      return null;
    }
    int dot = text.indexOf('.');
    try {
      return new TimelineEntry.Cursor(
          Long.parseLong(text, 0, Math.max(dot, 0), 10), text.substring(dot + 1));
    } catch (NumberFormatException e) {
      throw Problem.fields(
          400,
          "invalid-parameter",
          "Invalid parameter",
          Map.of("before", "must be the next of the page before"));
    }
  }

  private void value(RoutingContext context) {
    String id = Body.path(context, "customer");
    answer(
        context,
        () -> {
          RelationshipTiles tiles =
              book.view(id, null, Sureness.COMPLETE).orElseThrow(RelationshipRoutes::noCustomer);
          Segment segment = book.segment(id);
          return TileWire.worth(tiles.worth(), book.currency())
              .put("segment", segment == null ? null : segment.words())
              .put("costToServe", TileWire.cost(tiles.picture().business().cost()));
        });
  }

  private void links(RoutingContext context) {
    String id = Body.path(context, "customer");
    answer(
        context,
        () ->
            new JsonObject()
                .put(
                    "records",
                    Wire.array(book.stores().links().person(centre, id).records(), r -> r))
                .put("links", Wire.array(book.stores().links().of(centre, id), TileWire::link)));
  }

  private void link(RoutingContext context) {
    String id = Body.path(context, "customer");
    JsonObject body = Body.json(context);
    Body.only(body, Set.of("other", "same", "why"));
    String other = Body.text(body, "other", 64);
    String why = Body.text(body, "why", MAX_WORDS);
    if (other.equals(id) || !(body.getValue("same", true) instanceof Boolean same)) {
      throw Problem.fields(
          400,
          "invalid-body",
          "Invalid body",
          Map.of("other, same", "another customer, and true or false"));
    }
    var link =
        new IdentityLink(
            UUID.randomUUID().toString(),
            id,
            other,
            same,
            new IdentityLink.Basis("agent", login(context), 0, why, book.now()),
            null);
    write(context, book.stores().links().say(centre, link))
        .onSuccess(said -> {
          switch (said) {
            case LinkStore.Said.Kept kept -> {
              changed.accept(id);
              changed.accept(other);
              Reply.json(context, 201, TileWire.link(kept.link()));
            }
            case LinkStore.Said.Refused refused ->
                context.fail(Problem.of(409, "not-linked", "Not linked", refused.reason()));
          }
        });
  }

  private void unlink(RoutingContext context) {
    String link = Body.path(context, "link");
    write(
            context,
            book.stores()
                .links()
                .close(centre, link, new IdentityLink.Closing(login(context), book.now())))
        .onSuccess(closed ->
            closed.ifPresentOrElse(
                taken -> {
                  changed.accept(taken.customer());
                  changed.accept(taken.other());
                  Reply.json(context, 200, TileWire.link(taken));
                },
                () -> context.fail(Problem.notFound("there is no such open link"))));
  }

  private void confirm(RoutingContext context) {
    String contact = Body.path(context, "contact");
    Account reader = Guard.signedIn(context).account();
    JsonObject body = Body.json(context);
    Body.only(body, Set.of("customer", "how"));
    String customer = Body.text(body, "customer", 64);
    String how = Body.text(body, "how", MAX_WORDS);
    readers
        .executeBlocking(() -> access.sureness(reader, contact, customer).isPresent(), false)
        .onFailure(context::fail)
        .onSuccess(his -> {
          if (!his) {
            context.fail(Problem.notFound("there is no such contact"));
            return;
          }
          String agent = reader.agent();
          var confirmation =
              new PictureStore.Confirmation(
                  agent == null ? reader.login() : agent, how, book.now());
          write(context, book.stores().pictures().confirm(centre, contact, customer, confirmation))
              .onSuccess(kept -> {
                if (kept) {
                  changed.accept(customer);
                  Reply.nothing(context);
                } else {
                  context.fail(noCustomer());
                }
              });
        });
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
