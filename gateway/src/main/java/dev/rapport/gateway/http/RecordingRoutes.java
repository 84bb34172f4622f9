package dev.rapport.gateway.http;

import dev.rapport.channels.RawBytes;
import dev.rapport.gateway.security.Guard;
import dev.rapport.gateway.wire.Problem;
import dev.rapport.storage.Account;
import dev.rapport.storage.Account.Role;
import dev.rapport.storage.SqlRecordings;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/// Messages that callers left, to be listened to by whoever may read the contact.
final class RecordingRoutes {
  private final String centre;
  private final SqlRecordings recordings;
  private final ContactReaders contacts;
  private final Guard guard;
  private final WorkerExecutor readers;

  RecordingRoutes(
      String centre,
      SqlRecordings recordings,
      ContactReaders contacts,
      Guard guard,
      WorkerExecutor readers) {
    this.centre = centre;
    this.recordings = recordings;
    this.contacts = contacts;
    this.guard = guard;
    this.readers = readers;
  }

  void mount(Router router) {
    router
        .get("/api/v1/contacts/:contact/recordings/:item")
        .handler(guard.only(Role.values()))
        .handler(this::recording);
  }

  private void recording(RoutingContext context) {
    Account reader = Guard.signedIn(context).account();
    String contact = Body.path(context, "contact");
    String message = Body.path(context, "item");
    readers
        .executeBlocking(
            () ->
                contacts
                    .mine(reader, contact)
                    .flatMap(found -> recordings.find(centre, found.id(), message))
                    .map(RawBytes::toByteArray)
                    .orElseThrow(() -> Problem.notFound("there is no such recording")),
            false)
        .onFailure(context::fail)
        .onSuccess(wav ->
            context
                .response()
                .putHeader(HttpHeaders.CONTENT_TYPE, "audio/wav")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .end(Buffer.buffer(wav)));
  }
}
