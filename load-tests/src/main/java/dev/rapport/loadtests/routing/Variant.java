package dev.rapport.loadtests.routing;

import dev.rapport.routing.Plan;
import dev.rapport.routing.PolicyName;
import dev.rapport.routing.PolicySettings;
import dev.rapport.routing.PolicySettings.HandleTimesFrom;
import dev.rapport.routing.RoutingCore;
import dev.rapport.routing.RoutingSnapshot;
import java.util.List;

/// Days on which work has reasons ([Factors]), lived with three kinds of knowledge of them. What
/// the predictor knows on the first measured day it has learnt on days before, as in a centre that
/// has been open for a while; the days themselves it has never seen.
final class Variant {
  /// Some seven contacts of each customer.
  static final int DAYS_BEFORE = 6;

  private static final double RATE_BEFORE = 10.4;

  private final Instance instance = new Instance();
  private final Factors factors = new Factors();
  private final RoutingCore experienced;

  /// @param seed of the first of the days before
  Variant(long seed) {
    RoutingCore core = new RoutingCore();
    for (int i = 0; i < DAYS_BEFORE; i++) {
      core =
          BusyDay.live(
                  instance,
                  day(seed + i, RATE_BEFORE),
                  learning(),
                  BusyDay.Told.REASONS,
                  fresh(core))
              .core();
    }
    experienced = core;
  }

  private Day day(long seed, double perMinute) {
    return Day.of(seed, perMinute, instance, factors);
  }

  private Plan learning() {
    return instance.plan(PolicyName.DEFAULT);
  }

  private Plan unlearning() {
    return learning().with(PolicySettings.DEFAULTS.with(HandleTimesFrom.PLAN));
  }

  /// An empty centre that remembers what that one has learnt.
  static RoutingCore fresh(RoutingCore core) {
    RoutingSnapshot then = core.snapshot();
    return new RoutingCore(
        new RoutingSnapshot(
            Plan.EMPTY,
            List.of(),
            1,
            0,
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            -1,
            then.handleTimes(),
            then.waits()));
  }

  /// Nobody asks; the plan's handle times.
  DayFigures plain(long seed, double perMinute) {
    return BusyDay.live(
            instance, day(seed, perMinute), unlearning(), BusyDay.Told.NOTHING, new RoutingCore())
        .figures();
  }

  /// Intent and customer are told, and the rest is learnt.
  DayFigures predicted(long seed, double perMinute) {
    return BusyDay.live(
            instance, day(seed, perMinute), learning(), BusyDay.Told.REASONS, fresh(experienced))
        .figures();
  }

  /// The mean for these reasons is told exactly.
  DayFigures known(long seed, double perMinute) {
    return BusyDay.live(
            instance, day(seed, perMinute), unlearning(), BusyDay.Told.MEAN, new RoutingCore())
        .figures();
  }
}
