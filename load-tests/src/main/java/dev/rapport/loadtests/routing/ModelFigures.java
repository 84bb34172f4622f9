package dev.rapport.loadtests.routing;

/// What became of one day of a [ReferenceModel].
final class ModelFigures {
  private final int[][] inTarget;
  private final double[] busy;
  private final double[] there;
  private int arrived;
  private int served;
  private int good;
  private int abandoned;
  private int abandonedLate;
  private int blocked;
  private double waitOfServed;
  private double waitOfAll;

  ModelFigures(ReferenceModel model) {
    inTarget = new int[model.types()][model.periods()];
    busy = new double[model.agents().size()];
    there = new double[model.agents().size()];
  }

  /// So many agents were busy, and there, for a while.
  void pass(int group, double lasted, int busyNow, int thereNow) {
    busy[group] += lasted * busyNow;
    there[group] += lasted * thereNow;
  }

  void arrived() {
    arrived++;
  }

  void blocked() {
    blocked++;
  }

  void answered(int type, int period, double wait) {
    served++;
    waitOfServed += wait;
    waitOfAll += wait;
    if (wait <= ReferenceModel.TARGET) {
      good++;
      inTarget[type][period]++;
    }
  }

  void abandoned(double wait) {
    abandoned++;
    waitOfAll += wait;
    abandonedLate += wait > ReferenceModel.TARGET ? 1 : 0;
  }

  double arrivedCount() {
    return arrived;
  }

  double served() {
    return served;
  }

  double inTarget() {
    return good;
  }

  /// Also those who gave up before they had waited that long.
  double waitedLittle() {
    return good + abandoned - abandonedLate;
  }

  double inTarget(int type, int period) {
    return inTarget[type][period];
  }

  double abandonedCount() {
    return abandoned;
  }

  double blockedCount() {
    return blocked;
  }

  double servedOrBlocked() {
    return served + blocked;
  }

  /// Those whom one can blame the centre for: who gave up within the target was not given the time.
  double servedOrLost() {
    return served + abandonedLate;
  }

  /// Minutes, of those who were served.
  double waitOfServed() {
    return waitOfServed;
  }

  /// Minutes, of everybody.
  double waitOfAll() {
    return waitOfAll;
  }

  double busy() {
    return busy[0];
  }

  double there() {
    return there[0];
  }
}
