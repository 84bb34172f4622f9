package dev.rapport.gateway.http;

import dev.rapport.channels.SenderIdentifier;
import dev.rapport.channels.SenderIdentifier.Kind;
import dev.rapport.customers.Customer;
import dev.rapport.customers.Evidence;
import dev.rapport.customers.Proof;
import dev.rapport.customers.Recognition;
import dev.rapport.customers.view.RelationshipTiles.Sureness;
import dev.rapport.gateway.flow.Caller;
import dev.rapport.gateway.flow.CustomerBook;
import dev.rapport.gateway.security.Guard;
import dev.rapport.gateway.wire.Problem;
import dev.rapport.gateway.wire.Wire;
import dev.rapport.storage.Account.Role;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Customers as agents read them: by identifier, and the relationship in short. What is sensitive
/// is left out for agents, who read it within a contact (see [RelationshipRoutes]).
final class CustomerRoutes {
  private final Caller caller;
  private final CustomerBook book;
  private final Guard guard;
  private final WorkerExecutor readers;

  CustomerRoutes(Caller caller, CustomerBook book, Guard guard, WorkerExecutor readers) {
    this.caller = caller;
    this.book = book;
    this.guard = guard;
    this.readers = readers;
  }

  void mount(Router router) {
    var all = guard.only(Role.values());
    router.get("/api/v1/customers").handler(all).handler(this::find);
    router.get("/api/v1/customers/:customer").handler(all).handler(this::customer);
  }

  private void find(RoutingContext context) {
    List<SenderIdentifier> asked = new ArrayList<>();
    add(asked, Kind.PHONE, Body.parameter(context, "phone", 64));
    add(asked, Kind.EMAIL, Body.parameter(context, "email", 320));
    add(asked, Kind.EXTERNAL_ID, Body.parameter(context, "externalId", 200));
    if (asked.isEmpty()) {
      throw Problem.fields(
          400,
          "invalid-parameter",
          "Invalid parameter",
          Map.of("phone, email, externalId", "one of them is needed"));
    }
    readers
        .executeBlocking(() -> caller.recognise(asked), false)
        .onFailure(context::fail)
        .onSuccess(recognition -> Reply.json(context, 200, json(recognition)));
  }

  private static void add(List<SenderIdentifier> asked, Kind kind, @Nullable String value) {
    if (value != null) {
      asked.add(new SenderIdentifier(kind, value, SenderIdentifier.Proof.CLAIMED));
    }
  }

  private static JsonObject json(Recognition recognition) {
    List<Customer> customers =
        switch (recognition) {
          case Recognition.Known known -> List.of(known.customer());
          case Recognition.Ambiguous ambiguous -> ambiguous.candidates();
          case Recognition.Unknown _ -> List.of();
        };
    String kind =
        switch (recognition) {
          case Recognition.Known _ -> "known";
          case Recognition.Ambiguous _ -> "ambiguous";
          case Recognition.Unknown _ -> "unknown";
        };
    return new JsonObject()
        .put("kind", kind)
        .put("customers", Wire.array(customers, Wire::person))
        .put("evidence", Wire.array(recognition.evidence(), Evidence::words));
  }

  private void customer(RoutingContext context) {
    String id = Body.path(context, "customer");
    Sureness sureness =
        Guard.signedIn(context).account().role() == Role.AGENT
            ? new Sureness(Proof.UNKNOWN, false)
            : Sureness.COMPLETE;
    readers
        .executeBlocking(() -> book.view(id, null, sureness), false)
        .onFailure(context::fail)
        .onSuccess(view ->
            view.ifPresentOrElse(
                found ->
                    Reply.json(context, 200, Wire.customer(book.summary(found), found.closed())),
                () -> context.fail(Problem.notFound("there is no such customer"))));
  }
}
