package dev.rapport.routing;

import java.util.List;

/// What has been learnt about waiting, as a snapshot keeps it.
public record LearntWaits(List<OfQueue> queues, List<OfCell> cells, List<WaitAccuracy> accuracy) {

  public LearntWaits {
    queues = List.copyOf(queues);
    cells = List.copyOf(cells);
    accuracy = List.copyOf(accuracy);
  }

  /// How soon customers of a queue give up.
  ///
  /// @param waited milliseconds everybody waited together; what is long ago counts less
  /// @param left how many gave up in that time, likewise
  public record OfQueue(QueueId queue, double waited, double left) {}

  /// By how much ranges must be moved, in logarithms, in one queue and for predictions of one size.
  public record OfCell(
      QueueId queue, int size, double low, double middle, double high, long count) {}
}
