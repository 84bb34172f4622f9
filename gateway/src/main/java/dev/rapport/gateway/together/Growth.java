package dev.rapport.gateway.together;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/// Tells the others that the log has grown: one letter at a time, and what comes meanwhile is told
/// as one. From any thread.
final class Growth {
  private final String self;
  private final Carrier redis;
  private final AtomicLong grownTo = new AtomicLong();
  private final AtomicBoolean telling = new AtomicBoolean();

  Growth(String self, Carrier redis) {
    this.self = self;
    this.redis = redis;
  }

  void to(long sequence) {
    grownTo.set(sequence);
    if (telling.compareAndSet(false, true)) {
      tell();
    }
  }

  private void tell() {
    long sequence = grownTo.get();
    redis
        .send(Together.ALL, new Letter.Grown(self, sequence).words())
        .thenAccept(_ -> {
          telling.set(false);
          if (grownTo.get() > sequence && telling.compareAndSet(false, true)) {
            tell();
          }
        });
  }
}
