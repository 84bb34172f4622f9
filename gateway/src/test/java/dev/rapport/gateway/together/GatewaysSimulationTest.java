package dev.rapport.gateway.together;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// One to five gateways, with everything between them made up from a seed: see [Simulation].
///
/// `-Dseeds=20000` for more of them, `-Dseed=42` for exactly one.
final class GatewaysSimulationTest {
  private static final int SEEDS = Integer.getInteger("seeds", 300);

  /// What goes wrong on purpose is not to be read.
  private static final Logger QUIET = Logger.getLogger("dev.rapport.gateway");

  @BeforeAll
  static void hush() {
    QUIET.setLevel(Level.OFF);
  }

  @AfterAll
  static void speak() {
    QUIET.setLevel(null);
  }

  @Test
  @DisplayName("P1, P2, P4, P8, P9, P10, P18, P20, P27, P28, P29 hold whatever goes wrong")
  void promisesHoldWhateverGoesWrong() {
    Long seed = Long.getLong("seed");
    LongStream seeds = seed == null ? LongStream.range(0, SEEDS) : LongStream.of(seed);
    seeds.parallel().forEach(GatewaysSimulationTest::run);
  }

  private static void run(long seed) {
    try {
      new Simulation(seed, new Plant()).run();
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError("seed " + seed + " (-Dseed=" + seed + "): " + e.getMessage(), e);
    }
  }

  @Test
  void aSeedRepeatsExactly() {
    for (long seed = 0; seed < 10; seed++) {
      assertThat(new Simulation(seed, new Plant()).run())
          .isEqualTo(new Simulation(seed, new Plant()).run());
    }
  }
}
