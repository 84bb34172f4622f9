package dev.rapport.gateway.wire;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.TreeMap;

/// What went wrong, as an RFC 9457 problem detail. The `type` is stable and names the kind;
/// `detail` is for people. Thrown by routes, sent by one failure handler.
public final class Problem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String slug;
  private final String title;
  private final long retryAfterSeconds;
  private final transient Map<String, String> fields;

  private Problem(
      int status,
      String slug,
      String title,
      String detail,
      Map<String, String> fields,
      long retry) {
    super(detail, null, false, false);
    this.status = status;
    this.slug = slug;
    this.title = title;
    this.fields = fields;
    this.retryAfterSeconds = retry;
  }

  /// @param slug the last part of the `type`
  public static Problem of(int status, String slug, String title, String detail) {
    return new Problem(status, slug, title, detail, Map.of(), 0);
  }

  /// @param fields each field with what is wrong with it
  public static Problem fields(int status, String slug, String title, Map<String, String> fields) {
    var ordered = new TreeMap<>(fields);
    String detail =
        String.join(
            "; ", ordered.entrySet().stream().map(e -> e.getKey() + ": " + e.getValue()).toList());
    return new Problem(status, slug, title, detail, ordered, 0);
  }

  /// Too much or not now: try again after so many seconds.
  public static Problem later(int status, String slug, String title, String detail, long seconds) {
    return new Problem(status, slug, title, detail, Map.of(), Math.max(1, seconds));
  }

  public static Problem notFound(String what) {
    return of(404, "not-found", "Not found", what);
  }

  public int status() {
    return status;
  }

  public JsonObject json() {
    JsonObject json =
        new JsonObject()
            .put("type", "urn:rapport:problem:" + slug)
            .put("title", title)
            .put("status", status)
            .put("detail", getMessage());
    if (!fields.isEmpty()) {
      JsonArray list = new JsonArray();
      fields.forEach((f, p) -> list.add(new JsonObject().put("field", f).put("problem", p)));
      json.put("fields", list);
    }
    return json;
  }

  /// Sends it, unless the answer is under way already.
  public void send(RoutingContext context) {
    var response = context.response();
    if (response.ended() || response.closed()) {
      return;
    }
    if (response.headWritten()) {
      response.reset();
      return;
    }
    response
        .setStatusCode(status)
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/problem+json")
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    if (retryAfterSeconds > 0) {
      response.putHeader(HttpHeaders.RETRY_AFTER, Long.toString(retryAfterSeconds));
    }
    if (status == 401) {
      response.putHeader("WWW-Authenticate", "Bearer");
    }
    response.end(json().toBuffer());
  }
}
