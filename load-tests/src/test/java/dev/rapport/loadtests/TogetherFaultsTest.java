package dev.rapport.loadtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.loadtests.CutLine.Cut;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What Redis and the lines to it can do while contacts come in at two gateways and agents of both
/// take them: nothing is lost, doubled, or with two agents at once. More rounds by hand:
/// `-Dfaults=20`.
final class TogetherFaultsTest {
  private static final int ROUNDS = Integer.getInteger("faults", 1);
  private static final long SEED = Long.getLong("seed", 20_261_123L);
  private static final Duration LONG_ENOUGH = Duration.ofMinutes(3);
  private static final int CONTACTS = 60;
  private static final long EVERY_MS = 50;

  @TempDir private Path home;
  private final Random random = new Random(SEED);
  private final PairWork work = new PairWork();
  private final int redisPort = RapportProcess.freePorts(1).getFirst();

  @AfterEach
  void leave() {
    work.close();
  }

  /// Half of the agents at each, and what comes in at both while a fault lasts.
  private void seat(GatewayPair pair) {
    for (int i = 0; i < pair.agents().size(); i++) {
      work.seat(pair.agents().get(i), pair.target(i % 2), 1 + random.nextInt(60));
    }
  }

  private void arrive(GatewayPair pair) {
    work.arrive(CONTACTS, EVERY_MS, List.of(pair.target(0), pair.target(1)));
    LockSupport.parkNanos(random.nextLong(200_000_000, 1_000_000_000));
  }

  private void finish(GatewayPair pair) {
    assertThat(work.finish(pair.target(1), pair.capacity(), LONG_ENOUGH).all()).isEmpty();
    System.out.printf(
        "faults: seed %d, %d inputs, refused %s, errors %s%n",
        SEED, work.size(), work.read(ContactLedger::refusals), work.read(ContactLedger::errors));
  }

  @Test
  @Timeout(value = 20, unit = TimeUnit.MINUTES)
  @DisplayName("P2 P4 P5 P10 P28: Redis stands still mid-flow, and is killed and wiped mid-flow")
  void redisStandsStillAndIsKilled() throws Exception {
    RapportProcess redis = PairServers.redis(home, redisPort);
    var size = new BenchCentre.Size(4, 5, 5, 1_000);
    try (GatewayPair pair = PairServers.together(home, size, List.of(redisPort, redisPort))) {
      pair.startBoth();
      seat(pair);
      for (int i = 0; i < ROUNDS; i++) {
        pair.awaitCarried();
        arrive(pair);
        redis.signal("STOP");
        LockSupport.parkNanos(random.nextLong(1_000_000_000, 3_000_000_000L));
        redis.signal("CONT");
        pair.awaitCarried();
        arrive(pair);
        redis.kill();
        LockSupport.parkNanos(random.nextLong(1_000_000_000, 3_000_000_000L));
        redis = PairServers.redis(home, redisPort);
      }
      finish(pair);
    } finally {
      redis.kill();
    }
  }

  @Test
  @Timeout(value = 20, unit = TimeUnit.MINUTES)
  @DisplayName("P2 P4 P5 P10 P28: a gateway can say and not hear, or hear and not say, mid-flow")
  void linesAreCutOneWay() throws Exception {
    var size = new BenchCentre.Size(4, 5, 5, 1_000);
    try (RapportProcess _ = PairServers.redis(home, redisPort);
        CutLine first = CutLine.to(redisPort);
        CutLine second = CutLine.to(redisPort);
        GatewayPair pair = PairServers.together(home, size, List.of(first.port(), second.port()))) {
      pair.startBoth();
      seat(pair);
      List<Integer> lost = new ArrayList<>();
      for (int i = 0; i < ROUNDS; i++) {
        for (CutLine line : List.of(first, second)) {
          for (Cut way : List.of(Cut.THERE, Cut.BACK)) {
            pair.awaitCarried();
            arrive(pair);
            line.cut(way);
            LockSupport.parkNanos(random.nextLong(1_000_000_000, 3_000_000_000L));
            line.cut(Cut.NONE);
            lost.add(first.lost() + second.lost());
          }
        }
      }
      finish(pair);
      assertThat(lost).as("each cut cut something").doesNotHaveDuplicates().doesNotContain(0);
    }
  }
}
