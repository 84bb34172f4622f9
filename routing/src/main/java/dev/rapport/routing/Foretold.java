package dev.rapport.routing;

/// What a waiting customer has been told: answered between `low` and `high` milliseconds after
/// `at`.
///
/// @param firstAt when they were first told anything, and what; that is what is held against what
///   happened
/// @param longer how often they had to be told something longer than before; at most once
public record Foretold(
    long at,
    long low,
    long high,
    long firstAt,
    long firstLow,
    long firstHigh,
    double middle,
    int longer) {

  /// However late it is, this much is left: nobody is told "now" who then waits.
  public static final long LEAST_LEFT = 15_000;

  /// Milliseconds still to wait at best.
  public long lowLeft(long now) {
    return Math.max(0, low - Math.max(0, now - at));
  }

  /// Milliseconds still to wait at worst; never rises while nothing else is told.
  public long highLeft(long now) {
    return Math.max(Math.min(high, LEAST_LEFT), high - Math.max(0, now - at));
  }
}
