package dev.rapport.gateway.together;

import dev.rapport.gateway.unit.Turns;

/// Sends letters: by Redis while it carries, by the store when they have to arrive.
final class Post {
  private final Carrier redis;
  private final Carrier store;
  private final Turns turns;

  Post(Carrier redis, Carrier store, Turns turns) {
    this.redis = redis;
    this.store = store;
    this.turns = turns;
  }

  /// @param otherwise called in turn when Redis does not take it
  void fast(String addressee, Letter letter, Runnable otherwise) {
    redis
        .send(addressee, letter.words())
        .thenAccept(taken -> {
          if (!taken) {
            turns.run(otherwise);
          }
        });
  }

  /// As fast as it goes, and surely.
  void surely(String addressee, Letter letter) {
    var _ = store.send(addressee, letter.words());
  }
}
