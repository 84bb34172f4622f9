package dev.rapport.gateway.together;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Random;

/// All that will happen in a simulation, in one queue. What is due together comes in an order that
/// the seed decides.
final class SimulatedTime {
  private final Random random;
  private final PriorityQueue<Due> queue =
      new PriorityQueue<>(
          Comparator.comparingLong(Due::at).thenComparingInt(Due::tie).thenComparing(Due::number));
  private long now;
  private long number;

  private record Due(long at, int tie, long number, Runnable action) {}

  SimulatedTime(Random random) {
    this.random = random;
  }

  /// Milliseconds since the simulation began.
  long now() {
    return now;
  }

  void at(long when, Runnable action) {
    number++;
    queue.add(new Due(Math.max(now, when), random.nextInt(), number, action));
  }

  void in(long ms, Runnable action) {
    at(now + ms, action);
  }

  /// From one to so many milliseconds.
  long upTo(int most) {
    return 1 + random.nextInt(most);
  }

  void runUntil(long end) {
    while (!queue.isEmpty() && queue.peek().at() <= end) {
      Due next = queue.remove();
      now = next.at();
      next.action().run();
    }
    now = end;
  }
}
