package dev.rapport.gateway.together;

import io.vertx.core.Context;

/// Sends letters: by Redis while it carries, by the store when they have to arrive.
final class Post {
  private final Carrier redis;
  private final Carrier store;
  private final Context context;

  Post(Carrier redis, Carrier store, Context context) {
    this.redis = redis;
    this.store = store;
    this.context = context;
  }

  /// @param otherwise called on the context when Redis does not take it
  void fast(String addressee, Letter letter, Runnable otherwise) {
    redis
        .send(addressee, letter.words())
        .thenAccept(taken -> {
          if (!taken) {
            context.runOnContext(_ -> otherwise.run());
          }
        });
  }

  /// As fast as it goes, and surely.
  void surely(String addressee, Letter letter) {
    var _ = store.send(addressee, letter.words());
  }
}
