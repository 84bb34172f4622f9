package dev.rapport.storage;

import dev.rapport.routing.Event;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

/// How many durable writes a second, by the number of writers that each wait for their own.
/// `CommitBench DIR [SECONDS]`; prints one line of JSON for each number of writers.
final class CommitBench {
  private static final int[] WRITERS = {1, 10, 100};
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final int MOST_SAMPLES = 1 << 20;

  private CommitBench() {}

  @SuppressWarnings("SystemOut") // What it is for.
  public static void main(String[] args) throws IOException, InterruptedException {
    Path directory = Files.createTempDirectory(Path.of(args[0]), "commit-bench");
    int seconds = args.length > 1 ? Integer.parseInt(args[1]) : 5;
    try (Store store = Store.open(directory)) {
      measure(store, 10, 2, "warm-up");
      for (int writers : WRITERS) {
        System.out.println(measure(store, writers, seconds, "w" + writers));
      }
      System.out.println(appends(store, seconds));
    }
  }

  private static String measure(Store store, int writers, int seconds, String prefix)
      throws InterruptedException {
    AtomicLong next = new AtomicLong();
    long[] nanos = new long[MOST_SAMPLES];
    long commits = store.committer().commits();
    long cpu = cpuOf("store-writer");
    long begin = System.nanoTime();
    long end = begin + seconds * 1_000_000_000L;
    Thread[] threads = new Thread[writers];
    for (int i = 0; i < writers; i++) {
      threads[i] =
          Thread.ofVirtual()
              .start(() -> {
                while (System.nanoTime() < end) {
                  int number = (int) next.getAndIncrement();
                  long asked = System.nanoTime();
                  store.write(dsl -> Rows.addContact(dsl, prefix, "c" + number)).join();
                  nanos[number % MOST_SAMPLES] = System.nanoTime() - asked;
                }
              });
    }
    for (Thread thread : threads) {
      thread.join();
    }
    double took = (System.nanoTime() - begin) / 1e9;
    cpu = cpuOf("store-writer") - cpu;
    int samples = (int) Math.min(next.get(), MOST_SAMPLES);
    long[] sorted = Arrays.copyOf(nanos, samples);
    Arrays.sort(sorted);
    return String.format(
        Locale.ROOT,
        "{\"writers\":%d,\"writes_per_s\":%.0f,\"commits_per_s\":%.0f,"
            + "\"p50_ms\":%.2f,\"p99_ms\":%.2f,\"writer_cpu_us_per_write\":%.0f}",
        writers,
        next.get() / took,
        (store.committer().commits() - commits) / took,
        sorted[samples / 2] / 1e6,
        sorted[(int) (samples * 0.99)] / 1e6,
        cpu / 1e3 / next.get());
  }

  private static long cpuOf(String thread) {
    for (ThreadInfo info : THREADS.getThreadInfo(THREADS.getAllThreadIds())) {
      if (info != null && info.getThreadName().equals(thread)) {
        return THREADS.getThreadCpuTime(info.getThreadId());
      }
    }
    throw new IllegalStateException("no thread " + thread);
  }

  /// One appender that does not wait: the routing unit under load.
  private static String appends(Store store, int seconds) {
    SqlEventLog log = new SqlEventLog(store, "bench");
    List<Event> pair =
        List.of(
            SomeEvents.offered(SomeEvents.C1, SomeEvents.ANA),
            SomeEvents.accepted(SomeEvents.C1, SomeEvents.ANA));
    long cpuBefore = cpuOf("store-writer");
    long begin = System.nanoTime();
    long end = begin + seconds * 1_000_000_000L;
    long at = 0;
    while (System.nanoTime() < end) {
      CompletableFuture<Long> last = log.append(pair, at++);
      for (int i = 1; i < 100; i++) {
        last = log.append(pair, at++);
      }
      last.join();
    }
    double took = (System.nanoTime() - begin) / 1e9;
    long cpu = cpuOf("store-writer") - cpuBefore;
    long events = log.replay(0, (sequence, time, event) -> {});
    long replayBegin = System.nanoTime();
    long replayCpu = THREADS.getCurrentThreadCpuTime();
    log.replay(0, (sequence, time, event) -> {});
    replayCpu = THREADS.getCurrentThreadCpuTime() - replayCpu;
    double replay = (System.nanoTime() - replayBegin) / 1e9;
    return String.format(
        Locale.ROOT,
        "{\"events_appended_per_s\":%.0f,\"writer_cpu_us_per_event\":%.1f,"
            + "\"replayed_per_s\":%.0f,\"replay_cpu_us_per_event\":%.1f}",
        events / took,
        cpu / 1e3 / events,
        events / replay,
        replayCpu / 1e3 / events);
  }
}
