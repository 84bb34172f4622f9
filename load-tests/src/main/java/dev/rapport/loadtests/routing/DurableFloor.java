package dev.rapport.loadtests.routing;

import dev.rapport.loadtests.Folders;
import dev.rapport.routing.AgentId;
import dev.rapport.routing.Event;
import dev.rapport.storage.SqlEventLog;
import dev.rapport.storage.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Whole lives through the durable log: the core decides, every event goes to a real database file
/// with its hash chain, and a life counts when its last event is on the disk. The core runs ahead
/// of the log as it does in the process, by a bounded number of appends.
final class DurableFloor implements AutoCloseable {
  private static final int AHEAD = 4_000;
  private static final int AT_ONCE = 500;

  private final Path folder;
  private final Store store;
  private final SqlEventLog log;
  private final SmallFloor floor;
  private long lived;
  private final Semaphore room = new Semaphore(AHEAD);
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

  DurableFloor() throws IOException {
    folder = Files.createTempDirectory("rapport-bench-routing");
    store = Store.open(folder);
    log = new SqlEventLog(store, "bench");
    floor = new SmallFloor(this::append);
  }

  private void append(List<Event> events, long at) {
    room.acquireUninterruptibly();
    var _ =
        log.append(events, at)
            .whenComplete((_, problem) -> {
              if (problem != null) {
                failure.compareAndSet(null, problem);
              }
              room.release();
            });
  }

  /// Lives for about so many seconds.
  ///
  /// @return lives a second, from the first command until the last event is durable
  double live(int atLeast) {
    long start = System.nanoTime();
    long until = start + TimeUnit.SECONDS.toNanos(atLeast);
    int lives = 0;
    while (System.nanoTime() < until) {
      floor.live(AT_ONCE);
      lives += AT_ONCE;
    }
    room.acquireUninterruptibly(AHEAD);
    room.release(AHEAD);
    double seconds = (System.nanoTime() - start) / 1e9;
    Throwable problem = failure.get();
    if (problem != null) {
      throw new CompletionException("the log refused an append", problem);
    }
    lived += lives;
    return lives / seconds;
  }

  /// All lives so far.
  long lived() {
    return lived;
  }

  /// Commits of one write each, the next one asked for when the last one is durable: what the disk
  /// gives, and what sharing a commit is measured against.
  double commits(int count) {
    long start = System.nanoTime();
    for (int i = 0; i < count; i++) {
      log.append(List.of(new Event.AgentConnected(new AgentId("agent0"))), i).join();
    }
    return count * 1e9 / (System.nanoTime() - start);
  }

  long commits() {
    return store.committer().commits();
  }

  @Override
  public void close() throws IOException {
    store.close();
    Folders.delete(folder);
  }
}
