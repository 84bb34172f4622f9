package dev.rapport.gateway.together;

import dev.rapport.gateway.unit.OwnThread;
import dev.rapport.gateway.unit.Turns;
import dev.rapport.gateway.unit.VertxTurns;
import io.vertx.core.Vertx;

/// In whose turns the work of [Together] is done.
///
/// @param own what is said and heard
/// @param letters reading what the store carries
/// @param lease taking the lease
/// @param end called when none of it is needed any more
record Hands(Turns own, Turns letters, Turns lease, Runnable end) {
  /// A context, and two threads: neither a busy context nor a slow read may cost the lease.
  static Hands of(Vertx vertx) {
    OwnThread letters = new OwnThread("letters");
    OwnThread lease = new OwnThread("lease");
    return new Hands(
        new VertxTurns(vertx.getOrCreateContext()),
        letters,
        lease,
        () -> {
          lease.close();
          letters.close();
        });
  }
}
