package dev.rapport.gateway.together;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The watchers are watched: each of these bugs is planted in what the gateways work with, and the
/// simulation must find it. A bug that nothing finds means that a promise is not being looked at.
final class PlantedGatewayBugTest {
  private static final int SEEDS = 120;
  private static final Logger QUIET = Logger.getLogger("dev.rapport.gateway");

  @BeforeAll
  static void hush() {
    QUIET.setLevel(Level.OFF);
  }

  @AfterAll
  static void speak() {
    QUIET.setLevel(null);
  }

  @DisplayName("The simulation finds")
  @ParameterizedTest(name = "{0}")
  @EnumSource
  void findsIt(PlantedBug bug) {
    String found = "";
    for (long seed = 0; seed < SEEDS && found.isEmpty(); seed++) {
      found = found(bug, seed);
    }
    assertThat(found).as("found in " + SEEDS + " seeds").isNotEmpty();
  }

  private static String found(PlantedBug bug, long seed) {
    try {
      new Simulation(seed, bug.plant()).run();
      return "";
    } catch (AssertionError | IllegalStateException e) {
      String what = "seed " + seed + ": " + e.getMessage();
      return what.contains(bug.finding()) ? what : "";
    }
  }
}
