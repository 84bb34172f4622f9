package dev.rapport.gateway.http;

import dev.rapport.channels.Conversations;
import dev.rapport.channels.MessageJson;
import dev.rapport.gateway.desk.ScreenPops;
import dev.rapport.gateway.security.Guard;
import dev.rapport.gateway.wire.DecisionWords;
import dev.rapport.gateway.wire.Problem;
import dev.rapport.gateway.wire.Wire;
import dev.rapport.routing.AgentId;
import dev.rapport.routing.ContactId;
import dev.rapport.routing.Event;
import dev.rapport.storage.Account.Role;
import dev.rapport.storage.ContactRow;
import dev.rapport.storage.LoggedEvent;
import dev.rapport.storage.SqlContacts;
import dev.rapport.storage.SqlEventLog;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/// Contacts as agents and supervisors read them: the card, the screen pop, the messages, and why it
/// was offered to whom. An agent reads what was offered or assigned to him.
final class ContactRoutes {
  private static final int MAX_DECISIONS = 100;

  private final String centre;
  private final SqlContacts contacts;
  private final SqlEventLog log;
  private final Conversations conversations;
  private final ScreenPops pops;
  private final ContactReaders access;
  private final Guard guard;
  private final WorkerExecutor readers;

  record Stores(SqlContacts contacts, SqlEventLog log, Conversations conversations) {}

  ContactRoutes(
      String centre, Stores stores, ScreenPops pops, Guard guard, WorkerExecutor readers) {
    this.centre = centre;
    this.contacts = stores.contacts();
    this.log = stores.log();
    this.conversations = stores.conversations();
    this.pops = pops;
    this.access = new ContactReaders(centre, stores.contacts(), stores.log(), pops);
    this.guard = guard;
    this.readers = readers;
  }

  void mount(Router router) {
    var all = guard.only(Role.values());
    router
        .get("/api/v1/contacts")
        .handler(guard.only(Role.SUPERVISOR, Role.ADMIN))
        .handler(this::page);
    router
        .get("/api/v1/contacts/:contact")
        .handler(all)
        .handler(context -> answer(context, () -> Wire.contact(mine(context))));
    router
        .get("/api/v1/contacts/:contact/screen-pop")
        .handler(all)
        .handler(context -> answer(context, () -> pops.of(mine(context).id()).orElseThrow()));
    router.get("/api/v1/contacts/:contact/messages").handler(all).handler(this::messages);
    router.get("/api/v1/contacts/:contact/decisions").handler(all).handler(this::decisions);
  }

  private void page(RoutingContext context) {
    int limit = Body.number(context, "limit", 50, 1, 200);
    String state = Body.parameter(context, "state", 20);
    String channel = Body.parameter(context, "channel", 20);
    String before = Body.parameter(context, "before", 64);
    answer(
        context,
        () -> {
          List<ContactRow> page = contacts.page(centre, state, channel, before, limit);
          return new JsonObject()
              .put("contacts", Wire.array(page, Wire::contact))
              .put("next", page.size() < limit ? null : page.getLast().id());
        });
  }

  private void messages(RoutingContext context) {
    int after = Body.number(context, "after", 0, 0, Integer.MAX_VALUE);
    int limit = Body.number(context, "limit", 200, 1, 500);
    answer(
        context,
        () ->
            new JsonObject()
                .put(
                    "messages",
                    Wire.array(
                        conversations
                            .after(centre, mine(context).conversation(), after, limit)
                            .toCompletableFuture()
                            .join(),
                        MessageJson::of)));
  }

  private void decisions(RoutingContext context) {
    String whyNot = Body.parameter(context, "whyNot", 64);
    answer(
        context,
        () -> {
          ContactRow contact = mine(context);
          var offers =
              log.eventsOf(new ContactId(contact.id()), Event.Offered.class, MAX_DECISIONS);
          return new JsonObject()
              .put("contact", contact.id())
              .put("decisions", Wire.array(offers, offer -> decision(offer, whyNot)));
        });
  }

  private JsonObject decision(LoggedEvent<Event.Offered> offer, @Nullable String whyNot) {
    Event.Offered offered = offer.event();
    JsonObject json =
        new JsonObject()
            .put("sequence", offer.sequence())
            .put("at", offer.at())
            .put("agent", offered.agent().value())
            .put("offer", offered.offer().number())
            .put("reason", DecisionWords.sentence(offered.decision()))
            .put("record", new JsonObject(log.json(offered)).getJsonObject("decision"));
    if (whyNot != null) {
      json.put(
          "whyNot", DecisionWords.whyNot(offered.decision(), offered.agent(), new AgentId(whyNot)));
    }
    return json;
  }

  /// The contact of the path, when the reader may see it. What he may not see is not there for him.
  private ContactRow mine(RoutingContext context) {
    return access
        .mine(Guard.signedIn(context).account(), Body.path(context, "contact"))
        .orElseThrow(() -> Problem.notFound("there is no such contact"));
  }

  private void answer(RoutingContext context, Callable<JsonObject> question) {
    readers
        .executeBlocking(question, false)
        .onFailure(context::fail)
        .onSuccess(json -> Reply.json(context, 200, json));
  }
}
