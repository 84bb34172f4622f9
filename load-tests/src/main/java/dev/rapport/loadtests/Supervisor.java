package dev.rapport.loadtests;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads what a supervisor may read: the contacts, the mails set aside, the metrics.
final class Supervisor {
  private static final int PAGE = 200;
  private static final List<String> OPEN_STATES =
      List.of("received", "answering", "waiting", "offered", "assigned", "wrap_up");

  private final HttpCalls http;
  private final String token;

  Supervisor(HttpCalls http, String token) {
    this.http = http;
    this.token = token;
  }

  /// Every contact, newest first.
  Future<List<JsonObject>> contacts() {
    return page("", new ArrayList<>());
  }

  /// Whether no contact is still on its way; looks at one contact of each state.
  Future<Boolean> allHaveEnded() {
    return noneIn(0);
  }

  private Future<Boolean> noneIn(int index) {
    if (index == OPEN_STATES.size()) {
      return Future.succeededFuture(true);
    }
    return read("/api/v1/contacts?limit=1&state=" + OPEN_STATES.get(index))
        .compose(page ->
            page.getJsonArray("contacts").isEmpty()
                ? noneIn(index + 1)
                : Future.succeededFuture(false));
  }

  /// The messages of a contact's conversation.
  Future<JsonArray> messages(String contact) {
    return read("/api/v1/contacts/" + contact + "/messages?limit=500")
        .map(answer -> answer.getJsonArray("messages"));
  }

  Future<Integer> setAside() {
    return read("/api/v1/set-aside?limit=1").map(answer -> answer.getInteger("count"));
  }

  /// The text of `/metrics`.
  Future<String> metrics() {
    return http.get("/metrics", HttpCalls.bearer(token))
        .compose(reply -> reply.expect(200))
        .map(reply -> reply.body().toString());
  }

  private Future<List<JsonObject>> page(String before, List<JsonObject> soFar) {
    return read("/api/v1/contacts?limit=" + PAGE + before)
        .compose(page -> {
          page.getJsonArray("contacts").forEach(card -> soFar.add((JsonObject) card));
          @Nullable String next = page.getString("next");
          return next == null ? Future.succeededFuture(soFar) : page("&before=" + next, soFar);
        });
  }

  private Future<JsonObject> read(String path) {
    return http.get(path, HttpCalls.bearer(token))
        .compose(reply -> reply.expect(200))
        .map(HttpCalls.Reply::json);
  }
}
