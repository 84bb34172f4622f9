package dev.rapport.channels.phone;

import static org.assertj.core.api.Assertions.fail;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/// What a switch told, in order, and a way to wait for the next of a kind.
public final class Heard implements PhoneListener {
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(30);

  private final List<PhoneEvent> all = new ArrayList<>();
  private int read;

  @Override
  public synchronized void happened(PhoneEvent event) {
    all.add(event);
    notifyAll();
  }

  /// The next event of that kind, skipping others.
  public <E extends PhoneEvent> E next(Class<E> kind) {
    return next(kind, _ -> true);
  }

  public synchronized <E extends PhoneEvent> E next(Class<E> kind, Predicate<E> which) {
    long until = System.nanoTime() + PATIENCE;
    while (true) {
      while (read < all.size()) {
        PhoneEvent event = all.get(read++);
        if (kind.isInstance(event) && which.test(kind.cast(event))) {
          return kind.cast(event);
        }
      }
      long left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
      if (left <= 0) {
        return fail("no %s among %s", kind.getSimpleName(), all);
      }
      try {
        wait(left);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return fail("interrupted");
      }
    }
  }

  public synchronized List<PhoneEvent> all() {
    return List.copyOf(all);
  }

  public synchronized <E extends PhoneEvent> List<E> all(Class<E> kind) {
    return all.stream().filter(kind::isInstance).map(kind::cast).toList();
  }
}
