package dev.rapport.routing;

import dev.rapport.routing.LearntWaits.OfCell;
import dev.rapport.routing.LearntWaits.OfQueue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Makes estimates honest. An estimate is a calculation about who is ahead; how far off such
/// calculations are in this queue is learnt from what became of those who were told one.
///
/// Each end of the range is moved by what its share of misses asks for: a wait below the lower end
/// moves that end down by nine steps, any other moves it up by one, so that in the long run one in
/// ten is below, whatever the world does (online quantile tracking; adaptive conformal inference,
/// Gibbs and Candès 2021). Separately for each queue and for short, middling and long predictions.
/// Those who give up say nothing about the wait they did not finish, and are left out.
final class WaitRanges {
  private static final double LOW = .1;
  private static final double MIDDLE = .5;
  private static final double HIGH = .9;
  private static final double LEAST_STEP = .03;
  private static final double FIRST_STEP = .8;

  /// Nobody is told an end of a range below this.
  private static final long LEAST = 1_000;

  private static final double MOST_MOVE = 5;
  private static final long[] SIZES = {15_000, 60_000, 180_000};

  /// Waits of so many milliseconds together make up the memory of patience.
  private static final double MEMORY = 200 * 3_600_000.0;

  private record Cell(QueueId queue, int size) {}

  private final Map<QueueId, OfQueue> queues = new LinkedHashMap<>();
  private final Map<Cell, OfCell> cells = new LinkedHashMap<>();
  private final Map<QueueId, WaitAccuracy> accuracy = new LinkedHashMap<>();

  /// What to say of an estimate in a queue.
  WaitEstimate honest(QueueId queue, WaitEstimate estimate) {
    Cell key = new Cell(queue, size((double) estimate.middle()));
    OfCell known = cells.get(key);
    OfCell cell = known == null ? like(key) : known;
    long low = moved(estimate.low(), cell.low());
    long middle = Math.max(low, moved(estimate.middle(), cell.middle()));
    return new WaitEstimate(
        low, middle, Math.max(middle, moved(estimate.high(), cell.high())), estimate.ahead());
  }

  private static long moved(long millis, double by) {
    return Math.round(Math.max(millis, LEAST) * StrictMath.exp(by));
  }

  private static int size(double middle) {
    int size = 0;
    while (size < SIZES.length && middle >= SIZES[size]) {
      size++;
    }
    return size;
  }

  /// Somebody who was told a range was answered.
  ///
  /// @param foretold with the calculation's own middle, by which the cell is found again
  void answered(QueueId queue, Foretold foretold, long at) {
    long waited = at - foretold.firstAt();
    WaitAccuracy before = accuracy.getOrDefault(queue, WaitAccuracy.none(queue));
    accuracy.put(queue, before.plus(waited, foretold.firstLow(), foretold.firstHigh()));
    Cell key = new Cell(queue, size(foretold.middle()));
    OfCell known = cells.get(key);
    OfCell cell = known == null ? like(key) : known;
    double step = Math.max(LEAST_STEP, FIRST_STEP / StrictMath.sqrt(1 + cell.count() / 4.0));
    double told = Math.max(foretold.middle(), LEAST) * StrictMath.exp(cell.middle());
    cells.put(
        key,
        new OfCell(
            queue,
            key.size(),
            next(cell.low(), step, LOW, waited < foretold.firstLow()),
            next(cell.middle(), step, MIDDLE, waited < told),
            next(cell.high(), step, HIGH, waited <= foretold.firstHigh()),
            cell.count() + 1));
  }

  /// What the queue that knows most has learnt of such predictions, for one that knows nothing.
  private OfCell like(Cell key) {
    OfCell most = null;
    for (OfCell cell : cells.values()) {
      if (cell.size() == key.size() && (most == null || cell.count() > most.count())) {
        most = cell;
      }
    }
    return most == null
        ? new OfCell(key.queue(), key.size(), 0, 0, 0, 0)
        : new OfCell(key.queue(), key.size(), most.low(), most.middle(), most.high(), 0);
  }

  private static double next(double by, double step, double share, boolean below) {
    return Math.clamp(by + step * (share - (below ? 1 : 0)), -MOST_MOVE, MOST_MOVE);
  }

  /// Somebody stopped waiting in a queue.
  void waited(QueueId queue, long millis, boolean gaveUp) {
    OfQueue known = queues.get(queue);
    double waited = (known == null ? 0 : known.waited()) + millis;
    double left = (known == null ? 0 : known.left()) + (gaveUp ? 1 : 0);
    double keep = waited > MEMORY ? MEMORY / waited : 1;
    queues.put(queue, new OfQueue(queue, waited * keep, left * keep));
  }

  /// How many of those who wait in a queue give up in a millisecond, each.
  double leaving(QueueId queue) {
    OfQueue known = queues.get(queue);
    return known == null || known.waited() <= 0 ? 0 : known.left() / known.waited();
  }

  List<WaitAccuracy> accuracy() {
    return List.copyOf(accuracy.values());
  }

  LearntWaits learnt() {
    return new LearntWaits(List.copyOf(queues.values()), List.copyOf(cells.values()), accuracy());
  }

  void remember(@Nullable LearntWaits learnt) {
    if (learnt != null) {
      learnt.queues().forEach(queue -> queues.put(queue.queue(), queue));
      learnt.cells().forEach(cell -> cells.put(new Cell(cell.queue(), cell.size()), cell));
      learnt.accuracy().forEach(queue -> accuracy.put(queue.queue(), queue));
    }
  }
}
