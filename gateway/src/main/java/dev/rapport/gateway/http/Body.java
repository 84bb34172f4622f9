package dev.rapport.gateway.http;

import dev.rapport.gateway.wire.Problem;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads request bodies and parameters strictly; what is wrong is a [Problem].
final class Body {
  private static final int MAX_ID = 64;

  private Body() {}

  static byte[] bytes(RoutingContext context) {
    Buffer buffer = context.body().buffer();
    return buffer == null ? new byte[0] : buffer.getBytes();
  }

  static JsonObject json(RoutingContext context) {
    String type = context.request().getHeader(HttpHeaders.CONTENT_TYPE);
    if (type == null || !type.toLowerCase(Locale.ROOT).startsWith("application/json")) {
      throw Problem.of(
          415, "unsupported-type", "Unsupported media type", "the body must be application/json");
    }
    try {
      String text =
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes(context))).toString();
      return new JsonObject(text);
    } catch (CharacterCodingException e) {
      throw malformed("the body is not valid UTF-8");
    } catch (DecodeException e) {
      throw malformed("the body is not a JSON object");
    }
  }

  static void only(JsonObject body, Set<String> known) {
    for (String name : body.fieldNames()) {
      if (!known.contains(name)) {
        throw Problem.fields(
            400, "invalid-body", "Invalid body", Map.of(name, "is not known here"));
      }
    }
  }

  static String text(JsonObject body, String name, int most) {
    if (body.getValue(name) instanceof String text && !text.isEmpty() && text.length() <= most) {
      return text;
    }
    throw Problem.fields(
        400, "invalid-body", "Invalid body", Map.of(name, "must be 1 to " + most + " characters"));
  }

  /// A query parameter; null when it is not there.
  static @Nullable String parameter(RoutingContext context, String name, int most) {
    var values = context.queryParam(name);
    if (values.isEmpty()) {
      return null;
    }
    String value = values.getFirst();
    if (values.size() > 1 || value.length() > most) {
      throw Problem.fields(
          400,
          "invalid-parameter",
          "Invalid parameter",
          Map.of(name, "must stand once, with at most " + most + " characters"));
    }
    return value;
  }

  /// A part of the path; longer than any id of ours is not found.
  static String path(RoutingContext context, String name) {
    String value = context.pathParam(name);
    if (value == null || value.length() > MAX_ID) {
      throw Problem.notFound("there is no such " + name);
    }
    return value;
  }

  static int number(RoutingContext context, String name, int otherwise, int least, int most) {
    String value = parameter(context, name, 12);
    if (value == null) {
      return otherwise;
    }
    try {
      int number = Integer.parseInt(value);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below, together with a number out of range.
    }
    throw Problem.fields(
        400,
        "invalid-parameter",
        "Invalid parameter",
        Map.of(name, "must be a whole number from %d to %d".formatted(least, most)));
  }

  private static Problem malformed(String detail) {
    return Problem.of(400, "malformed", "Malformed", detail);
  }
}
