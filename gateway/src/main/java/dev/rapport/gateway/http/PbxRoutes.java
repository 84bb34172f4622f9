package dev.rapport.gateway.http;

import dev.rapport.gateway.pbx.PbxCalls;
import dev.rapport.gateway.pbx.PbxWord;
import dev.rapport.gateway.pbx.RouteDip;
import dev.rapport.gateway.security.WebhookSignature;
import dev.rapport.gateway.wire.Problem;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a PBX asks and tells. Believed with a signature; a question also with the token.
final class PbxRoutes {
  private static final int MOST_TEXT = 200;
  private static final int MOST_PAIRS = 64;
  private static final int MOST_NAMES = 50;

  /// How PBXs name whoever picked up, the surest first.
  private static final List<String> NAMES = List.of("agent", "userId", "user", "answeringNumber");

  private final @Nullable Pbx pbx;
  private final InstantSource clock;

  /// A PBX that may ask.
  ///
  /// @param token empty for none
  record Pbx(RouteDip dip, PbxCalls calls, WebhookSignature signature, String token) {}

  /// @param pbx null when there is none: then nothing is here
  PbxRoutes(@Nullable Pbx pbx, InstantSource clock) {
    this.pbx = pbx;
    this.clock = clock;
  }

  void mount(Router router) {
    router.post("/api/v1/pbx/route").handler(this::route);
    router.post("/api/v1/pbx/events").handler(this::event);
  }

  private Pbx there() {
    if (pbx == null) {
      throw Problem.notFound("there is no PBX in the settings");
    }
    return pbx;
  }

  private void route(RoutingContext context) {
    Pbx asked = there();
    if (!signed(asked, context) && !token(asked, context.request())) {
      throw unsigned();
    }
    JsonObject body = body(context);
    asked
        .dip()
        .ask(text(body, "from", ""), text(body, "to", ""))
        .onFailure(context::fail)
        .onSuccess(answer -> Reply.json(context, 200, answer));
  }

  private void event(RoutingContext context) {
    Pbx told = there();
    if (!signed(told, context)) {
      throw unsigned();
    }
    JsonObject body = body(context);
    if ("out".equals(text(body, "direction", "in"))) {
      Reply.json(context, 200, new JsonObject().putNull("contact"));
      return;
    }
    told.calls()
        .heard(word(body))
        .onFailure(context::fail)
        .onSuccess(contact ->
            Reply.json(context, 200, new JsonObject().put("contact", contact.orElse(null))));
  }

  private PbxWord word(JsonObject body) {
    String call = text(body, "callId", "");
    if (call.isEmpty()) {
      throw invalid("callId", "must be 1 to " + MOST_TEXT + " characters");
    }
    return switch (text(body, "event", "")) {
      case "newCall" ->
          new PbxWord.NewCall(call, text(body, "from", ""), text(body, "to", ""), names(body));
      case "ringing" -> new PbxWord.Ringing(call, names(body));
      case "answer" -> new PbxWord.Answer(call, names(body), at(body));
      case "hangup" -> {
        String cause = text(body, "cause", "");
        yield new PbxWord.HangUp(call, cause.isEmpty() ? null : cause);
      }
      default -> throw invalid("event", "must be newCall, ringing, answer or hangup");
    };
  }

  /// Everybody who is named, the surest names first.
  private static List<String> names(JsonObject body) {
    List<String> names = new ArrayList<>();
    for (String name : NAMES) {
      if (body.getValue(name) instanceof JsonArray several) {
        for (int i = 0; i < Math.min(several.size(), MOST_NAMES); i++) {
          names.add(text(new JsonObject().put(name, several.getValue(i)), name, ""));
        }
      } else {
        names.add(text(body, name, ""));
      }
    }
    names.removeIf(String::isEmpty);
    return names;
  }

  /// When it was, so that of two answers the later one stands; null when the PBX does not say.
  private static @Nullable Long at(JsonObject body) {
    String at = text(body, "at", "");
    return at.matches("[0-9]{1,15}") ? Long.valueOf(at) : null;
  }

  private static Problem invalid(String field, String what) {
    return Problem.fields(400, "invalid-body", "Invalid body", Map.of(field, what));
  }

  private static String text(JsonObject body, String name, String otherwise) {
    Object value = body.getValue(name);
    if (value instanceof JsonArray several) {
      value = several.isEmpty() ? null : several.getValue(0);
    }
    if (value == null) {
      return otherwise;
    }
    if (!(value instanceof String || value instanceof Number)
        || String.valueOf(value).length() > MOST_TEXT) {
      throw invalid(name, "must be at most " + MOST_TEXT + " characters");
    }
    return String.valueOf(value);
  }

  // --- Two ways to write it ---

  private static JsonObject body(RoutingContext context) {
    String type = context.request().getHeader(HttpHeaders.CONTENT_TYPE);
    if (type == null || !type.startsWith("application/x-www-form-urlencoded")) {
      return Body.json(context);
    }
    JsonObject body = new JsonObject();
    String[] pairs =
        new String(Body.bytes(context), StandardCharsets.UTF_8).split("&", MOST_PAIRS + 1);
    for (String pair : pairs) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        String written = decoded(pair.substring(0, equals));
        String name = written.replaceFirst("\\[]$", "");
        String value = decoded(pair.substring(equals + 1));
        if (!body.containsKey(name)) {
          body.put(name, written.equals(name) ? value : new JsonArray().add(value));
        } else if (body.getValue(name) instanceof JsonArray several) {
          several.add(value);
        }
      }
    }
    return body;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw Problem.of(400, "malformed", "Malformed", "the body is not urlencoded");
    }
  }

  // --- Who it is from ---

  private boolean signed(Pbx from, RoutingContext context) {
    HttpServerRequest request = context.request();
    var headers =
        new WebhookSignature.Headers(
            request.getHeader("webhook-id"),
            request.getHeader("webhook-timestamp"),
            request.getHeader("webhook-signature"));
    return from.signature().holds(headers, Body.bytes(context), clock.millis() / 1_000);
  }

  private static boolean token(Pbx from, HttpServerRequest request) {
    String given = request.getHeader(HttpHeaders.AUTHORIZATION);
    return !from.token().isEmpty()
        && given != null
        && MessageDigest.isEqual(
            ("Bearer " + from.token()).getBytes(StandardCharsets.UTF_8),
            given.getBytes(StandardCharsets.UTF_8));
  }

  private static Problem unsigned() {
    return Problem.of(
        401, "not-signed", "Not signed", "there is no signature that holds, or it is too old");
  }
}
