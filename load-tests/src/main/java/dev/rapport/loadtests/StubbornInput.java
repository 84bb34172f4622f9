package dev.rapport.loadtests;

import io.vertx.core.Future;
import org.jspecify.annotations.Nullable;

/// One request for attention whose sender does not give up: he tries again, with the same key and
/// the same bytes, until it is acknowledged.
abstract class StubbornInput {
  private final String name;
  private boolean acknowledged;
  private @Nullable String contact;
  private @Nullable String contradiction;
  private long sentAt;

  StubbornInput(String name) {
    this.name = name;
  }

  /// Unique, and part of the text.
  final String name() {
    return name;
  }

  final boolean acknowledged() {
    return acknowledged;
  }

  /// The contact named in the acknowledgement, if one was.
  final @Nullable String contact() {
    return contact;
  }

  /// What was acknowledged as two contacts, if anything was: tries may fail, this may not (P4).
  final @Nullable String contradiction() {
    return contradiction;
  }

  /// When it was sent for the first time, by [System#nanoTime]; 0 when it was not.
  final long sentAt() {
    return sentAt;
  }

  /// It is being sent now.
  final void sending() {
    if (sentAt == 0) {
      sentAt = System.nanoTime();
    }
  }

  /// One try. Fails when the connection breaks or the process refuses.
  final Future<Void> attempt() {
    return send().map(this::note);
  }

  private @Nullable Void note(String named) {
    acknowledged = true;
    if (contact != null && !named.isEmpty() && !named.equals(contact)) {
      contradiction = name + " was acknowledged as " + contact + ", then as " + named;
    }
    contact = named.isEmpty() ? contact : named;
    return null;
  }

  /// Sends it once; completes with the contact's id, empty when the answer names none.
  abstract Future<String> send();
}
