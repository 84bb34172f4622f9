package dev.rapport.gateway.http;

import dev.rapport.customers.CustomerDraft;
import dev.rapport.gateway.flow.CustomerRegister;
import dev.rapport.gateway.flow.CustomerRegister.Kept;
import dev.rapport.gateway.security.Guard;
import dev.rapport.gateway.wire.Problem;
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
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Writing a customer down who is in no register yet.
final class RegisterRoutes {
  private static final int MAX_REACHED = 10;
  private static final int MAX_ADDRESS = 320;
  private static final int MAX_FACT = 1_000;
  private static final int MAX_NUMBER = 200;
  private static final int MAX_SHORT = 40;

  /// Room for the birth date and the postcode among the attributes.
  private static final int MAX_FACTS = CustomerDraft.MAX_ATTRIBUTES - 2;

  private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}");

  private final CustomerRegister register;
  private final Guard guard;
  private final WorkerExecutor readers;
  private final Consumer<String> changed;

  RegisterRoutes(
      CustomerRegister register, Guard guard, WorkerExecutor readers, Consumer<String> changed) {
    this.register = register;
    this.guard = guard;
    this.readers = readers;
    this.changed = changed;
  }

  void mount(Router router) {
    router.post("/api/v1/customers").handler(guard.only(Role.values())).handler(this::keep);
  }

  private void keep(RoutingContext context) {
    var entry = entry(Body.json(context));
    Future.fromCompletionStage(register.keep(entry), Vertx.currentContext())
        .compose(this::found)
        .onFailure(context::fail)
        .onSuccess(kept -> {
          switch (kept) {
            case Kept.Saved saved -> {
              changed.accept(saved.id());
              Reply.json(
                  context,
                  saved.created() ? 201 : 200,
                  new JsonObject().put("id", saved.id()).put("name", entry.name()));
            }
            case Kept.Refused refused ->
                context.fail(Problem.fields(400, "invalid-body", "Invalid body", refused.faults()));
          }
        });
  }

  private Future<Kept> found(Kept kept) {
    return switch (kept) {
      case Kept.Saved saved ->
          readers.executeBlocking(
              () -> {
                register.found(saved.id());
                return kept;
              },
              false);
      case Kept.Refused _ -> Future.succeededFuture(kept);
    };
  }

  private static CustomerRegister.Entry entry(JsonObject body) {
    Body.only(
        body,
        Set.of(
            "number",
            "name",
            "language",
            "note",
            "phones",
            "emails",
            "birthDate",
            "postcode",
            "attributes"));
    SortedMap<String, String> attributes = attributes(body);
    fact(body, "birthDate", "birth_date", attributes);
    fact(body, "postcode", "postcode", attributes);
    String language = optional(body, "language", MAX_SHORT);
    if (language != null && !LANGUAGE.matcher(language).matches()) {
      throw wrong("language", "must be a language tag like en or de-CH");
    }
    String note = optional(body, "note", CustomerDraft.MAX_NOTE);
    return new CustomerRegister.Entry(
        optional(body, "number", MAX_NUMBER),
        Body.text(body, "name", CustomerDraft.MAX_NAME),
        language,
        note == null ? "" : note,
        new CustomerRegister.Reached(texts(body, "phones"), texts(body, "emails")),
        attributes);
  }

  private static void fact(
      JsonObject body, String field, String name, SortedMap<String, String> attributes) {
    String value = optional(body, field, MAX_SHORT);
    if (value != null) {
      attributes.put(name, value);
    }
  }

  private static @Nullable String optional(JsonObject body, String field, int most) {
    return body.getValue(field) == null ? null : Body.text(body, field, most);
  }

  private static List<String> texts(JsonObject body, String field) {
    Object value = body.getValue(field, new JsonArray());
    if (value instanceof JsonArray texts
        && texts.size() <= MAX_REACHED
        && texts.stream().allMatch(t -> t instanceof String text && text.length() <= MAX_ADDRESS)) {
      return texts.stream().map(String.class::cast).toList();
    }
    throw wrong(field, "must be up to " + MAX_REACHED + " texts");
  }

  private static SortedMap<String, String> attributes(JsonObject body) {
    SortedMap<String, String> attributes = new TreeMap<>();
    if (!(body.getValue("attributes", new JsonObject()) instanceof JsonObject facts)
        || facts.size() > MAX_FACTS) {
      throw wrong("attributes", "must be up to " + MAX_FACTS + " texts by name");
    }
    for (Map.Entry<String, Object> fact : facts) {
      if (!(fact.getValue() instanceof String text)
          || text.length() > MAX_FACT
          || fact.getKey().length() > MAX_SHORT) {
        throw wrong("attributes", fact.getKey() + ": not a text of up to " + MAX_FACT);
      }
      attributes.put(fact.getKey(), text);
    }
    return attributes;
  }

  private static Problem wrong(String field, String what) {
    return Problem.fields(400, "invalid-body", "Invalid body", Map.of(field, what));
  }
}
