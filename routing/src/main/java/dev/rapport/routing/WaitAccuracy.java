package dev.rapport.routing;

/// How honest the waits foretold in one queue have been: of contacts that were told a range and
/// then answered, how many waited less than the range, within it, and longer. A range promises
/// eight of ten within. Counts the last few thousand: what is longer ago counts less and less.
public record WaitAccuracy(QueueId queue, long shorter, long within, long longer) {

  private static final int REMEMBERED = 4_000;

  static WaitAccuracy none(QueueId queue) {
    return new WaitAccuracy(queue, 0, 0, 0);
  }

  WaitAccuracy plus(long waited, long low, long high) {
    int half = answered() >= REMEMBERED ? 2 : 1;
    return new WaitAccuracy(
        queue,
        shorter / half + (waited < low ? 1 : 0),
        within / half + (waited >= low && waited <= high ? 1 : 0),
        longer / half + (waited > high ? 1 : 0));
  }

  public long answered() {
    return shorter + within + longer;
  }

  /// 0 to 1; 0 when nobody has been answered.
  public double coverage() {
    return answered() == 0 ? 0 : (double) within / answered();
  }
}
