package dev.rapport.loadtests.routing;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;

/// A contact centre of the published reference set, by its parameters. Times are in minutes.
/// Contacts of a type arrive at random at a rate by period, are served in exponential time, and
/// have exponential patience; the rates of a contact are those of the period it arrived in.
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
    List<List<Double>> arrivals,
    List<Double> serviceRates,
    List<Double> patienceRates,
    double impatient,
    List<List<Integer>> agents,
    List<List<Integer>> groups,
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
        oneQueue("MMC", 0.0, NO_LIMIT),
        oneQueue("MMCAb", 1.0, NO_LIMIT),
        oneQueue("MMCBlocked", 0.0, 5),
        skills(),
        callCentre());
  }

  private static ReferenceModel oneQueue(String name, double patienceRate, int room) {
    return new ReferenceModel(
        name,
        DAY,
        List.of(List.of(4.2)),
        List.of(.5),
        List.of(patienceRate),
        0,
        List.of(List.of(12)),
        List.of(List.of(0)),
        room,
        0,
        false);
  }

  private static ReferenceModel skills() {
    return new ReferenceModel(
        "SimpleMSK",
        120,
        List.of(List.of(4.2, 5.3, 3.2), List.of(5.1, 4.3, 4.8), List.of(6.3, 5.2, 4.8)),
        List.of(.5, .6, .4),
        List.of(.3, .4, .2),
        0,
        List.of(List.of(12, 18, 9), List.of(15, 20, 11)),
        List.of(List.of(0), List.of(0, 1), List.of(1)),
        NO_LIMIT,
        28.7,
        true);
  }

  private static ReferenceModel callCentre() {
    List<Integer> hourly = List.of(100, 150, 150, 180, 200, 150, 150, 150, 120, 100, 80, 70, 60);
    return new ReferenceModel(
        "CallCC",
        60,
        List.of(hourly.stream().map(rate -> rate / 60.0).toList()),
        Collections.nCopies(hourly.size(), .6),
        Collections.nCopies(hourly.size(), .06),
        .1,
        List.of(List.of(4, 6, 8, 8, 8, 7, 8, 8, 6, 6, 4, 4, 4)),
        List.of(List.of(0)),
        NO_LIMIT,
        10,
        false);
  }

  /// Small models are lived more often: a day of them says less, and their intervals are narrow.
  int days(int asked) {
    return types() == 1 && periods() == 1 ? 4 * asked : asked;
  }

  int types() {
    return arrivals.size();
  }

  int periods() {
    return serviceRates.size();
  }

  double length() {
    return periods() * periodLength;
  }

  /// Contacts expected in a day.
  double expected() {
    return arrivals.stream().flatMap(List::stream).mapToDouble(rate -> rate).sum() * periodLength;
  }

  int most(int group) {
    return Collections.max(agents.get(group));
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
