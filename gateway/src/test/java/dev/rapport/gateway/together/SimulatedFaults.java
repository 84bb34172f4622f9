package dev.rapport.gateway.together;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// What goes wrong in a simulation. Which kinds do, and how often, the seed decides: with all of
/// them at once, none would be seen for long.
final class SimulatedFaults {
  private static final int MOST_SKEW_MS = 3_000;

  private final Simulation world;
  private final Random random;
  private final List<Runnable> kinds = new ArrayList<>();
  private final int mostBetween;
  private final boolean skewed;
  private boolean ended;
  private long until;
  private long databaseUntil;
  private int starting;

  SimulatedFaults(Simulation world, Random random) {
    this.world = world;
    this.random = random;
    mostBetween = 1_000 + random.nextInt(6_000);
    skewed = random.nextBoolean();
    for (Runnable kind : all()) {
      if (random.nextInt(3) > 0) {
        kinds.add(kind);
      }
    }
  }

  private List<Runnable> all() {
    return List.of(
        this::crash,
        this::crash,
        this::stop,
        () -> any().process.standStill(200 + random.nextInt(5_000)),
        this::databaseAway,
        this::unsureDatabase,
        () -> world.redis.awayFor(300 + random.nextInt(8_000)),
        () -> world.redis.standStill(300 + random.nextInt(12_000)),
        () -> world.redis.bringTwice(random.nextInt(30)),
        () -> any().line.deafFor(500 + random.nextInt(8_000)),
        () -> any().line.dumbFor(500 + random.nextInt(8_000)),
        () -> any().line.lose(),
        () -> any().skew += skewed ? random.nextInt(2 * MOST_SKEW_MS) - MOST_SKEW_MS : 0);
  }

  void begin() {
    world.time.in(1_500 + random.nextInt(mostBetween), this::next);
  }

  private void next() {
    if (!ended && !kinds.isEmpty()) {
      if (!world.gateways.isEmpty()) {
        kinds.get(random.nextInt(kinds.size())).run();
      }
      world.time.in(100 + random.nextInt(mostBetween), this::next);
    }
  }

  /// Nothing goes wrong any more, and what was wrong is right again.
  void end() {
    ended = true;
    until = world.time.now();
    world.database.heal();
    world.redis.heal();
  }

  /// When the last of it ended.
  long until() {
    return until;
  }

  /// Gateways that are about to start.
  int toStart() {
    return starting;
  }

  /// Whether the database or a process could have kept something back since then.
  boolean databaseSince(long since) {
    return databaseUntil >= since;
  }

  /// No two clocks say the same.
  void skew(SimulatedGateway gateway) {
    gateway.skew = skewed ? random.nextInt(2 * MOST_SKEW_MS) - MOST_SKEW_MS : 0;
  }

  private SimulatedGateway any() {
    return world.gateways.get(random.nextInt(world.gateways.size()));
  }

  private void crash() {
    SimulatedGateway one = any();
    if (!one.process.ended()) {
      one.process.end();
      startLater();
    }
  }

  private void startLater() {
    starting++;
    world.time.in(
        300 + random.nextInt(5_000),
        () -> {
          starting--;
          world.startIn(0);
        });
  }

  private void stop() {
    SimulatedGateway one = any();
    if (one.serves() && !one.stopping()) {
      one.stop();
      startLater();
    }
  }

  private void databaseAway() {
    long ms = 200 + random.nextInt(6_000);
    world.database.awayFor(ms);
    databaseUntil = Math.max(databaseUntil, world.time.now() + ms);
  }

  private void unsureDatabase() {
    world.database.faults(random.nextInt(15), random.nextInt(15));
  }
}
