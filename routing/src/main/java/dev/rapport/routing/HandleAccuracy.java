package dev.rapport.routing;

/// How far the predictions of handle times in one queue were from what it took; each prediction is
/// held against the work before anything is learnt from it. Sums, from which the rest follows.
///
/// @param finished contacts whose work is known
/// @param work milliseconds of work, together
/// @param error milliseconds by which the predictions were off, together
/// @param plannedError the same for what the plan says
/// @param squares squared logarithmic errors of the predictions, together
/// @param ordinarySquares the same if intent and customer had not been looked at
public record HandleAccuracy(
    QueueId queue,
    long finished,
    double work,
    double error,
    double plannedError,
    double squares,
    double ordinarySquares) {

  static HandleAccuracy none(QueueId queue) {
    return new HandleAccuracy(queue, 0, 0, 0, 0, 0, 0);
  }

  HandleAccuracy plus(double took, double predicted, double planned, double miss, double ordinary) {
    return new HandleAccuracy(
        queue,
        finished + 1,
        work + took,
        error + Math.abs(took - predicted),
        plannedError + Math.abs(took - planned),
        squares + miss * miss,
        ordinarySquares + ordinary * ordinary);
  }

  /// Milliseconds, 0 when nothing is finished.
  public double meanError() {
    return finished == 0 ? 0 : error / finished;
  }

  /// Milliseconds; what going by the plan would have been off by.
  public double meanPlannedError() {
    return finished == 0 ? 0 : plannedError / finished;
  }

  /// The share of the variance of the logarithm that intent and customer explain; below 0 when they
  /// mislead.
  public double explained() {
    return ordinarySquares == 0 ? 0 : 1 - squares / ordinarySquares;
  }
}
