package dev.rapport.gateway.http;

import dev.rapport.channels.MessageJson;
import dev.rapport.channels.OfferedAnswer;
import dev.rapport.channels.Receipt;
import dev.rapport.channels.form.FormParser;
import dev.rapport.channels.form.ParsedForm;
import dev.rapport.channels.form.WebForm;
import dev.rapport.gateway.flow.Reception;
import dev.rapport.gateway.security.Keys;
import dev.rapport.gateway.unit.RoutingUnit;
import dev.rapport.gateway.wire.Problem;
import dev.rapport.gateway.wire.Wire;
import dev.rapport.routing.Command;
import dev.rapport.routing.ContactId;
import dev.rapport.routing.Outcome;
import dev.rapport.storage.ContactRow;
import dev.rapport.storage.SqlContacts;
import dev.rapport.storage.SqlIdempotency;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The web form, and what its sender may still say of it with the key he was given.
final class FormRoutes {
  private static final int MAX_KEY = 255;

  private final String centre;
  private final Set<String> topics;
  private final @Nullable String mailbox;
  private final Reception reception;
  private final RoutingUnit unit;
  private final Keys keys;
  private final SqlContacts contacts;
  private final SqlIdempotency idempotency;
  private final WorkerExecutor readers;
  private final InstantSource clock;

  /// @param mailbox the address replies to forms come from; null when there is no relay
  record Scope(String centre, Set<String> topics, @Nullable String mailbox) {}

  record Stores(SqlContacts contacts, SqlIdempotency idempotency, WorkerExecutor readers) {}

  FormRoutes(
      Scope scope,
      Reception reception,
      RoutingUnit unit,
      Keys keys,
      Stores stores,
      InstantSource clock) {
    this.centre = scope.centre();
    this.topics = scope.topics();
    this.mailbox = scope.mailbox();
    this.reception = reception;
    this.unit = unit;
    this.keys = keys;
    this.contacts = stores.contacts();
    this.idempotency = stores.idempotency();
    this.readers = stores.readers();
    this.clock = clock;
  }

  void mount(Router router) {
    router.post("/api/v1/forms").handler(this::send);
    router.get("/api/v1/forms/:contact").handler(this::status);
    router
        .post("/api/v1/forms/:contact/person")
        .handler(context -> wish(context, Command.AskForPerson::new, "A person will answer you."));
    router
        .post("/api/v1/forms/:contact/helped")
        .handler(context -> wish(context, Command.MarkSelfServed::new, "Glad that helped."));
  }

  private void send(RoutingContext context) {
    byte[] body = Body.bytes(context);
    String type = context.request().getHeader(HttpHeaders.CONTENT_TYPE);
    WebForm form = filled(FormParser.parse(type, body));
    if (form.topic() != null && !topics.contains(form.topic())) {
      throw Problem.fields(
          422, "unknown-topic", "Unknown topic", Map.of("topic", "is not one of /api/v1/topics"));
    }
    String key = context.request().getHeader("Idempotency-Key");
    if (key != null && (key.isBlank() || key.length() > MAX_KEY)) {
      throw Problem.fields(
          400,
          "invalid-key",
          "Invalid Idempotency-Key",
          Map.of("Idempotency-Key", "must be 1 to " + MAX_KEY + " characters"));
    }
    claim(key, body)
        .compose(_ -> reception.receiveForm(form.toContact(centre, mailbox, key)))
        .onFailure(context::fail)
        .onSuccess(received -> {
          switch (received.receipt()) {
            case Receipt.Accepted accepted -> accepted(context, accepted, received.answers());
            case Receipt.Refused refused -> context.fail(Refusal.problem(refused));
          }
        });
  }

  private static WebForm filled(ParsedForm parsed) {
    return switch (parsed) {
      case ParsedForm.Filled(WebForm form) -> form;
      case ParsedForm.Wrong(var problems) -> {
        Map<String, String> fields = new LinkedHashMap<>();
        problems.forEach(p -> fields.merge(p.field(), p.problem(), (a, b) -> a + ", " + b));
        throw Problem.fields(400, "invalid-form", "Invalid form", fields);
      }
      case ParsedForm.Unreadable(String detail) ->
          throw Problem.of(400, "malformed", "Malformed", detail);
      case ParsedForm.TooLarge() ->
          throw Problem.of(413, "too-large", "Too large", "a form has at most 64 KiB");
      case ParsedForm.UnsupportedType(String given) ->
          throw Problem.of(
              415,
              "unsupported-type",
              "Unsupported media type",
              "send application/json or application/x-www-form-urlencoded, not '" + given + "'");
    };
  }

  /// The same key with another body is refused before anything is stored.
  private Future<Void> claim(@Nullable String key, byte[] body) {
    if (key == null) {
      return Future.succeededFuture();
    }
    var request = new SqlIdempotency.Request(centre, key, sha256(body), clock.millis());
    return Future.fromCompletionStage(
            idempotency.once(request, _ -> new SqlIdempotency.Answer(202, "")))
        .compose(outcome ->
            outcome instanceof SqlIdempotency.Outcome.Conflict
                ? Future.failedFuture(
                    Problem.of(
                        409,
                        "key-reused",
                        "Idempotency-Key reused",
                        "this key was used with another body"))
                : Future.succeededFuture());
  }

  private static String sha256(byte[] body) {
    try {
      return HexFormat.of()
          .formatHex(java.security.MessageDigest.getInstance("SHA-256").digest(body));
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private void accepted(
      RoutingContext context, Receipt.Accepted accepted, List<OfferedAnswer> answers) {
    String contact = String.valueOf(accepted.contact());
    String followUp = keys.sign("follow-up", contact);
    if (wantsHtml(context)) {
      Reply.html(context, 202, FormPages.accepted(contact, followUp, answers));
      return;
    }
    Reply.json(
        context,
        202,
        new JsonObject()
            .put("contact", contact)
            .put("conversation", accepted.conversation())
            .put("state", answers.isEmpty() ? "waiting" : "answering")
            .put("followUp", followUp)
            .put("answers", Wire.array(answers, MessageJson::of)));
  }

  private static boolean wantsHtml(RoutingContext context) {
    String accept = context.request().getHeader(HttpHeaders.ACCEPT);
    return accept != null && accept.contains("text/html");
  }

  private void status(RoutingContext context) {
    String contact = keyed(context);
    readers
        .executeBlocking(() -> contacts.find(centre, contact), false)
        .onFailure(context::fail)
        .onSuccess(found -> {
          if (found.isEmpty()) {
            context.fail(Problem.notFound("there is no such contact"));
            return;
          }
          ContactRow row = found.get();
          Reply.json(
              context,
              200,
              new JsonObject()
                  .put("contact", row.id())
                  .put("state", row.state())
                  .put("fate", row.fate()));
        });
  }

  private interface Wish {
    Command of(ContactId contact);
  }

  private void wish(RoutingContext context, Wish wish, String words) {
    String contact = keyed(context);
    unit.submit(wish.of(new ContactId(contact)))
        .onFailure(context::fail)
        .onSuccess(outcome -> {
          switch (outcome) {
            case Outcome.Rejected(String code, String detail) ->
                context.fail(Problem.of(409, code.replace('_', '-'), "Not now", detail));
            case Outcome.Done _ -> {
              if (wantsHtml(context)) {
                Reply.html(context, 200, FormPages.said(words));
              } else {
                Reply.nothing(context);
              }
            }
          }
        });
  }

  /// The contact of the path, when the key is the one we gave for it.
  private String keyed(RoutingContext context) {
    String contact = Body.path(context, "contact");
    String key = Body.parameter(context, "key", 200);
    if (key == null || !keys.signed("follow-up", contact, key)) {
      throw Problem.notFound("there is no such contact, or the key is not its key");
    }
    return contact;
  }
}
