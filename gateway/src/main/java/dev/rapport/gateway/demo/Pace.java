package dev.rapport.gateway.demo;

import java.util.random.RandomGenerator;

/// How fast simulated people are: a factor on human times, drawn anew each time.
///
/// @param factor 1 = as people are, 0.01 = for tests
record Pace(double factor) {
  /// As fast as people.
  static final Pace HUMAN = new Pace(1);

  /// Between `least` and `most` seconds, in milliseconds, at least one.
  long millis(RandomGenerator random, double least, double most) {
    double seconds = least + random.nextDouble() * (most - least);
    return Math.max(1, Math.round(seconds * 1_000 * factor));
  }
}
