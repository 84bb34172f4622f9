package dev.rapport.loadtests.routing;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/// A contact centre of the published reference set, by its parameters. Times are in minutes. Contacts
/// of a type arrive at random at a rate by period, are served in exponential time, and have
/// exponential patience; the rates of a contact are those of the period it arrived in.
///
/// @param arrivals a minute, by type and period
/// @param serviceRates a minute, by period
/// @param patienceRates a minute, by period; 0 for nobody gives up
/// @param impatient the share who leave at once when nobody is free
/// @param agents by group and period
/// @param groups by type: who may serve it, who should first
/// @param room how many may wait in a queue
/// @param busyness the shape of the day's common factor on all arrivals, of mean 1; 0 for none
/// @param countsAfterHours its occupancy covers the time until the last contact has gone
record ReferenceModel(
    String name,
    double periodLength,
    double[][] arrivals,
    double[] serviceRates,
    double[] patienceRates,
    double impatient,
    int[][] agents,
    int[][] groups,
    int room,
    double busyness,
    boolean countsAfterHours) {

  /// The answer target of all of them: 20 seconds.
  static final double TARGET = 20 / 60.0;

  private static final int NO_LIMIT = 1_000_000;
  private static final double DAY = 480;
  private static final int DRAWS_A_DAY = 101;

  static List<ReferenceModel> all() {
    return List.of(
        oneQueue("MMC", 0, NO_LIMIT),
        oneQueue("MMCAb", 1, NO_LIMIT),
        oneQueue("MMCBlocked", 0, 5),
        skills(),
        callCentre());
  }

  private static ReferenceModel oneQueue(String name, double patienceRate, int room) {
    return new ReferenceModel(
        name,
        DAY,
        new double[][] {{4.2}},
        new double[] {.5},
        new double[] {patienceRate},
        0,
        new int[][] {{12}},
        new int[][] {{0}},
        room,
        0,
        false);
  }

  private static ReferenceModel skills() {
    return new ReferenceModel(
        "SimpleMSK",
        120,
        new double[][] {{4.2, 5.3, 3.2}, {5.1, 4.3, 4.8}, {6.3, 5.2, 4.8}},
        new double[] {.5, .6, .4},
        new double[] {.3, .4, .2},
        0,
        new int[][] {{12, 18, 9}, {15, 20, 11}},
        new int[][] {{0}, {0, 1}, {1}},
        NO_LIMIT,
        28.7,
        true);
  }

  private static ReferenceModel callCentre() {
    double[] hourly = {100, 150, 150, 180, 200, 150, 150, 150, 120, 100, 80, 70, 60};
    return new ReferenceModel(
        "CallCC",
        60,
        new double[][] {Arrays.stream(hourly).map(rate -> rate / 60).toArray()},
        same(hourly.length, .6),
        same(hourly.length, .06),
        .1,
        new int[][] {{4, 6, 8, 8, 8, 7, 8, 8, 6, 6, 4, 4, 4}},
        new int[][] {{0}},
        NO_LIMIT,
        10,
        false);
  }

  private static double[] same(int count, double value) {
    double[] values = new double[count];
    Arrays.fill(values, value);
    return values;
  }

  int types() {
    return arrivals.length;
  }

  int periods() {
    return serviceRates.length;
  }

  double length() {
    return periods() * periodLength;
  }

  /// Contacts expected in a day.
  double expected() {
    return Arrays.stream(arrivals).flatMapToDouble(Arrays::stream).sum() * periodLength;
  }

  int most(int group) {
    return Arrays.stream(agents[group]).max().orElse(0);
  }

  /// The factors of so many days: not drawn one by one, but the middles of as many equally likely
  /// parts of the distribution, so that the days together are neither busier nor quieter than they
  /// should be.
  double[] factors(int days, long seed) {
    double[] factors = new double[days];
    Arrays.fill(factors, 1);
    if (busyness > 0) {
      SplittableRandom random = new SplittableRandom(seed);
      double[] drawn = new double[days * DRAWS_A_DAY];
      Arrays.setAll(drawn, _ -> Chance.gamma(random, busyness) / busyness);
      Arrays.sort(drawn);
      Arrays.setAll(factors, day -> drawn[day * DRAWS_A_DAY + DRAWS_A_DAY / 2]);
    }
    return factors;
  }
}
