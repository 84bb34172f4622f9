package dev.rapport.gateway.flow;

import dev.rapport.customers.identity.IdentityIndex;
import dev.rapport.customers.identity.IdentityRecord;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads all customers into the index on one thread: a quiet while after the start, then a page and
/// a rest, so that a fifth of a processor is used at most. The first search ends the rests.
final class RegisterReading {
  /// After the start others need the processors more.
  private static final long QUIET_MS = 10_000;

  /// Rest for each part of work.
  private static final int REST = 4;

  /// No rest is longer.
  private static final long LONGEST_REST_MS = 2_000;

  private static final long AGAIN_MS = 30_000;

  private static final Logger LOG = LoggerFactory.getLogger(RegisterReading.class);

  private final Function<String, List<IdentityRecord>> pages;
  private final IdentityIndex index;
  private final int pageSize;
  private final CountDownLatch hurry = new CountDownLatch(1);
  private final CountDownLatch closed = new CountDownLatch(1);
  private final CompletableFuture<Boolean> done = new CompletableFuture<>();

  /// Up to where it is read, to go on from there when the store fails.
  private String after = "";

  private long workedSince = System.nanoTime();

  /// @param pages the records after an id, in order of id
  RegisterReading(Function<String, List<IdentityRecord>> pages, IdentityIndex index, int pageSize) {
    this.pages = pages;
    this.index = index;
    this.pageSize = pageSize;
  }

  void start() {
    Thread.ofPlatform().name("customer-finder").daemon().start(this::run);
  }

  /// Somebody waits for it: no more rests. Completes when all is read.
  CompletableFuture<Boolean> hasten() {
    hurry.countDown();
    return done;
  }

  boolean done() {
    return done.isDone();
  }

  void close() {
    closed.countDown();
    hurry.countDown();
  }

  private void run() {
    rest(QUIET_MS);
    while (closed.getCount() > 0) {
      try {
        read();
        if (index.full()) {
          LOG.warn(
              "customers beyond {} are found by exact identifiers only", IdentityIndex.MAX_RECORDS);
        }
        done.complete(true);
        index.learn(this::breathe);
        return;
      } catch (RuntimeException e) {
        if (closed.getCount() > 0) {
          LOG.warn("customers can only be found by exact identifiers yet: {}", e.toString());
          pause(closed, AGAIN_MS);
        }
      }
    }
  }

  private void read() {
    List<IdentityRecord> page;
    do {
      page = pages.apply(after);
      index.addAll(page);
      after = page.isEmpty() ? after : page.getLast().id();
      breathe();
    } while (page.size() == pageSize && !index.full() && closed.getCount() > 0);
  }

  private void breathe() {
    long worked = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - workedSince);
    rest(Math.min(REST * worked, LONGEST_REST_MS));
  }

  private void rest(long millis) {
    pause(hurry, millis);
    workedSince = System.nanoTime();
  }

  private static void pause(CountDownLatch until, long millis) {
    try {
      var _ = until.await(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
