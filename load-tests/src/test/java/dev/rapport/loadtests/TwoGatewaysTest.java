package dev.rapport.loadtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
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

/// Two real processes on one real PostgreSQL, a balancer before them, senders who try again and
/// agents who come back. More changes of the leader by hand: `-Dtakeovers=50`.
final class TwoGatewaysTest {
  private static final int TAKEOVERS = Integer.getInteger("takeovers", 3);
  private static final int AT_ONCE = 30;
  private static final long EVERY_MS = 20;
  private static final Duration LONG_ENOUGH = Duration.ofMinutes(3);
  private static final long SEED = Long.getLong("seed", 20_261_123L);

  @TempDir private Path home;
  private final PairWork work = new PairWork();

  @AfterEach
  void leave() {
    work.close();
  }

  @Test
  @Timeout(value = 20, unit = TimeUnit.MINUTES)
  @DisplayName(
      "P1 P2 P4 P10 P27: the leader is killed, the other takes over, and nothing is lost or doubled")
  void nothingIsLostOrDoubledWhenTheLeaderIsKilled() throws IOException {
    Random random = new Random(SEED);
    try (GatewayPair pair = PairServers.alone(home, new BenchCentre.Size(3, 5, 5, 1_000))) {
      Target target = work.balanced(pair, 0);
      int leader = 0;
      pair.start(0);
      pair.awaitServes(0);
      pair.agents().forEach(login -> work.seat(login, target, 1 + random.nextInt(60)));
      List<Long> takeovers = new ArrayList<>();
      for (int i = 0; i < TAKEOVERS; i++) {
        int other = 1 - leader;
        pair.start(other);
        awaitStandsBy(pair, other);
        work.arrive(AT_ONCE, EVERY_MS, List.of(target));
        LockSupport.parkNanos(random.nextLong(50_000_000, 1_500_000_000));
        long killed = System.nanoTime();
        pair.process(leader).kill();
        pair.awaitServes(other);
        takeovers.add((System.nanoTime() - killed) / 1_000_000);
        leader = other;
      }
      assertThat(work.finish(target, pair.capacity(), LONG_ENOUGH).all()).isEmpty();
      System.out.printf(
          "two gateways: seed %d, takeovers after %s ms, %d inputs, refused %s, errors %s%n",
          SEED,
          takeovers,
          work.size(),
          work.read(ContactLedger::refusals),
          work.read(ContactLedger::errors));
    }
  }

  @Test
  @Timeout(value = 10, unit = TimeUnit.MINUTES)
  @DisplayName("P8 P10 P29: a leader that was paused and replaced decides nothing more, and ends")
  void aPausedLeaderIsReplacedAndEnds() throws IOException, InterruptedException {
    try (GatewayPair pair = PairServers.alone(home, new BenchCentre.Size(1, 5, 5, 1_000))) {
      pair.start(0);
      pair.awaitServes(0);
      pair.start(1);
      awaitStandsBy(pair, 1);
      pair.process(0).signal("STOP");
      pair.awaitServes(1);
      pair.process(0).signal("CONT");
      assertThat(pair.process(0).awaitExit(LONG_ENOUGH)).isEqualTo(75);
      assertThat(pair.process(1).isReady()).as("the new one goes on").isTrue();
    }
  }

  /// A process that stands by has no door open; what it can do is go on standing by.
  private static void awaitStandsBy(GatewayPair pair, int index) throws IOException {
    pair.process(index).awaitWord("stands by", LONG_ENOUGH);
    assertThat(pair.process(index).isReady()).isFalse();
  }
}
