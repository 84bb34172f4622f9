package dev.rapport.loadtests;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Map;

/// Sends web forms and takes their answers as the [Visit.Temper] is.
final class FormSender {
  private static final long READING_MS = 200;

  private final Loop loop;
  private final HttpCalls http;
  private final ContactLedger ledger;

  FormSender(Loop loop, HttpCalls http, ContactLedger ledger) {
    this.loop = loop;
    this.http = http;
    this.ledger = ledger;
  }

  /// Completes with the contact once it was acknowledged and the answers were taken.
  Future<String> send(Visit visit, String key) {
    var form = new JsonObject().put("message", visit.text());
    if (visit.email() != null) {
      form.put("email", visit.email());
    }
    if (visit.temper() == Visit.Temper.PERSON_AT_ONCE) {
      form.put("person", true);
    }
    long sentAt = System.nanoTime();
    return http.postJson("/api/v1/forms", form, Map.of("Idempotency-Key", key))
        .compose(reply -> reply.expect(202))
        .compose(reply -> {
          JsonObject accepted = reply.json();
          String contact = accepted.getString("contact");
          ledger.acknowledged(contact, "form", visit.email() != null);
          if (accepted.getString("state").equals("answering")) {
            return answered(visit, contact, accepted.getString("followUp"));
          }
          ledger.wanted(contact, sentAt);
          return Future.succeededFuture(contact);
        });
  }

  private Future<String> answered(Visit visit, String contact, String followUp) {
    return loop.after(READING_MS)
        .compose(_ ->
            switch (visit.temper()) {
              case HELPED -> followUp(contact, "helped", followUp);
              case PERSON_AFTER_ANSWERS, PERSON_AT_ONCE -> {
                ledger.wanted(contact, System.nanoTime());
                yield followUp(contact, "person", followUp);
              }
              case SILENT, LEAVES -> Future.succeededFuture(contact);
            });
  }

  private Future<String> followUp(String contact, String what, String key) {
    String path = "/api/v1/forms/" + contact + "/" + what + "?key=" + key;
    return http.postJson(path, new JsonObject(), Map.of())
        .onSuccess(reply -> {
          if (reply.status() != 204) {
            ledger.error("form: " + what + " answered " + reply.status());
          }
        })
        .map(contact);
  }
}
