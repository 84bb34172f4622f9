package dev.rapport.loadtests;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Map;

/// A form under one `Idempotency-Key`.
final class StubbornForm extends StubbornInput {
  private final HttpCalls http;

  StubbornForm(String name, HttpCalls http) {
    super(name);
    this.http = http;
  }

  @Override
  Future<String> send() {
    var form =
        new JsonObject()
            .put("subject", name())
            .put("message", "This is " + name())
            .put("email", name() + "@example.org")
            .put("person", true);
    sending();
    return http.postJson("/api/v1/forms", form, Map.of("Idempotency-Key", name()))
        .compose(reply -> reply.expect(202))
        .map(reply -> reply.json().getString("contact"));
  }
}
