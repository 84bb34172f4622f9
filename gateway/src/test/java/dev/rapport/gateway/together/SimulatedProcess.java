package dev.rapport.gateway.together;

import dev.rapport.gateway.unit.Turns;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import java.util.concurrent.Callable;

/// One life of a gateway: it begins, it may stand still as a machine without a processor does, and
/// it ends.
final class SimulatedProcess {
  final SimulatedTime time;
  final Random random;
  private boolean ended;
  private long standsUntil;
  private boolean inBlocking;

  SimulatedProcess(SimulatedTime time, Random random) {
    this.time = time;
    this.random = random;
  }

  boolean ended() {
    return ended;
  }

  void end() {
    ended = true;
  }

  /// Nothing of it runs before then; the world goes on.
  void standStill(long ms) {
    standsUntil = Math.max(standsUntil, time.now() + ms);
  }

  boolean stands() {
    return time.now() < standsUntil;
  }

  long standsUntil() {
    return standsUntil;
  }

  /// Whether a thread of it waits for what it asked, so that the answer comes at once.
  boolean inBlocking() {
    return inBlocking;
  }

  /// As soon as it runs; never when it has ended.
  void whenItRuns(Runnable action) {
    if (ended) {
      return;
    }
    if (stands()) {
      time.at(standsUntil, () -> whenItRuns(action));
    } else {
      action.run();
    }
  }

  Turns turns() {
    return new InTurn();
  }

  /// One thing after the other, in the order in which they were asked for.
  private final class InTurn implements Turns {
    private final Deque<Runnable> inbox = new ArrayDeque<>();

    @Override
    public void run(Runnable action) {
      inbox.add(action);
      time.in(0, this::next);
    }

    private void next() {
      if (ended) {
        return;
      }
      if (stands()) {
        time.at(standsUntil, this::next);
      } else {
        inbox.remove().run();
      }
    }

    @Override
    public Later after(long delayMs, Runnable action) {
      boolean[] cancelled = {false};
      time.in(
          Math.max(1, delayMs),
          () -> {
            if (!cancelled[0] && !ended) {
              run(action);
            }
          });
      return () -> cancelled[0] = true;
    }

    @Override
    public Later every(long periodMs, Runnable action) {
      boolean[] cancelled = {false};
      time.in(periodMs, () -> again(periodMs, action, cancelled));
      return () -> cancelled[0] = true;
    }

    private void again(long periodMs, Runnable action, boolean[] cancelled) {
      if (cancelled[0] || ended) {
        return;
      }
      if (!stands()) {
        run(action);
      }
      time.in(periodMs, () -> again(periodMs, action, cancelled));
    }

    /// The question may have left before a standstill, and is answered during it then.
    @Override
    public <T> Future<T> blocking(Callable<T> work) {
      Promise<T> done = Promise.promise();
      Runnable ask = () -> work(work, done);
      time.in(time.upTo(3), random.nextBoolean() ? ask : () -> whenItRuns(ask));
      return done.future();
    }

    private <T> void work(Callable<T> work, Promise<T> done) {
      if (ended) {
        return;
      }
      inBlocking = true;
      try {
        T result = work.call();
        time.in(time.upTo(3), () -> run(() -> done.complete(result)));
      } catch (Exception e) {
        time.in(time.upTo(3), () -> run(() -> done.fail(e)));
      } finally {
        inBlocking = false;
      }
    }

    @Override
    public long ticks() {
      return time.now();
    }
  }
}
