package dev.rapport.knowledge;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import org.apache.lucene.index.QueryTimeout;

/// How much a search may do: it ends when its thread has worked for so long. Time that the thread
/// spent waiting for a processor does not count, since on a busy machine it would cut off searches
/// that had hardly begun; beyond {@link #PATIENCE} times the limit it ends all the same.
///
/// To be made, and asked, on the thread that searches.
final class SearchBudget implements QueryTimeout {

  /// How many times the limit may pass on the clock.
  static final int PATIENCE = 5;

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final long limit;
  private final long began = System.nanoTime();
  private final long worked = worked();

  /// @param millis of work; at most {@link ArticleSearch#UNLIMITED}
  SearchBudget(long millis) {
    this.limit = millis * 1_000_000;
  }

  @Override
  public boolean shouldExit() {
    long passed = System.nanoTime() - began;
    if (passed < limit) {
      return false;
    }
    return passed / PATIENCE >= limit || worked < 0 || worked() - worked >= limit;
  }

  /// What this thread has worked, in nanoseconds; -1 where nobody counts (virtual threads).
  private static long worked() {
    return THREADS.isCurrentThreadCpuTimeSupported() && !Thread.currentThread().isVirtual()
        ? THREADS.getCurrentThreadCpuTime()
        : -1;
  }
}
