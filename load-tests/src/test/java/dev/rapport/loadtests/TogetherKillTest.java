package dev.rapport.loadtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
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
import redis.embedded.core.ExecutableProvider;

/// Two real processes that serve at once, on one real PostgreSQL and one real Redis: agents at
/// each, senders at whichever takes them. More rounds by hand: `-Dtakeovers=50`.
final class TogetherKillTest {
  private static final int TAKEOVERS = Integer.getInteger("takeovers", 2);
  private static final long SEED = Long.getLong("seed", 20_261_123L);

  @TempDir private Path home;
  private final PairWork work = new PairWork();
  private final int redisPort = RapportProcess.freePorts(1).getFirst();

  @AfterEach
  void leave() {
    work.close();
  }

  private RapportProcess redis() {
    try {
      String executable = ExecutableProvider.newJarResourceProvider().get().getPath();
      return RapportProcess.start(
          List.of(executable, "--port", Integer.toString(redisPort), "--save", ""),
          home.resolve("redis.log"),
          new Target("127.0.0.1", redisPort, redisPort));
    } catch (IOException | RuntimeException e) {
      assumeTrue(false, "skipped: no Redis here: " + e);
      throw new IllegalStateException(e);
    }
  }

  @Test
  @Timeout(value = 20, unit = TimeUnit.MINUTES)
  @DisplayName(
      "P1 P2 P4 P10 P27: the leader is killed mid-offer; whoever is at the other gateway stays there")
  void theLeaderIsKilledAndTheOtherGoesOn() throws IOException {
    Random random = new Random(SEED);
    var size = new BenchCentre.Size(4, 5, 5, 1_000);
    try (RapportProcess _ = redis();
        GatewayPair pair = GatewayPair.together(home, size, redisPort)) {
      Target target = work.balanced(pair);
      pair.start(0);
      pair.awaitServes(0);
      pair.start(1);
      pair.awaitServes(1);
      List<String> agents = pair.agents();
      AgentDesk stays = work.seat(agents.getFirst(), pair.target(1), random);
      agents.stream().skip(1).forEach(login -> work.seat(login, target, random));
      List<Long> takeovers = new ArrayList<>();
      int leader = 0;
      for (int i = 0; i < TAKEOVERS; i++) {
        work.feed(target);
        LockSupport.parkNanos(random.nextLong(50_000_000, 1_500_000_000));
        takeovers.add(kill(pair, leader));
        if (i == 0) {
          assertThat(stays.closures()).as("the socket at the other gateway").isZero();
        }
        pair.start(leader);
        pair.awaitServes(leader);
        leader = 1 - leader;
      }
      work.finish(target);
      System.out.printf(
          "together: seed %d, takeovers after %s ms, %d inputs, refused %s, errors %s%n",
          SEED, takeovers, work.size(), work.ledger().refusals(), work.ledger().errors());
    }
  }

  /// Answers after how many milliseconds the other leads.
  private static long kill(GatewayPair pair, int leader) {
    long killed = System.nanoTime();
    pair.process(leader).kill();
    pair.process(1 - leader).awaitLeads(PairWork.LONG_ENOUGH);
    return (System.nanoTime() - killed) / 1_000_000;
  }

  @Test
  @Timeout(value = 20, unit = TimeUnit.MINUTES)
  @DisplayName("P2 P4 P10 P28: Redis is killed and comes back empty in the middle of it all")
  void redisIsKilled() throws IOException {
    Random random = new Random(SEED);
    var size = new BenchCentre.Size(4, 5, 5, 1_000);
    RapportProcess redis = redis();
    try (GatewayPair pair = GatewayPair.together(home, size, redisPort)) {
      pair.start(0);
      pair.awaitServes(0);
      pair.start(1);
      pair.awaitServes(1);
      for (int i = 0; i < pair.agents().size(); i++) {
        work.seat(pair.agents().get(i), pair.target(i % 2), random);
      }
      for (int i = 0; i < TAKEOVERS; i++) {
        work.feed(pair.target(i % 2));
        LockSupport.parkNanos(random.nextLong(50_000_000, 500_000_000));
        redis.kill();
        work.feed(pair.target(1 - i % 2));
        LockSupport.parkNanos(random.nextLong(50_000_000, 2_000_000_000));
        redis = redis();
      }
      work.finish(pair.target(1));
    } finally {
      redis.kill();
    }
  }

  @Test
  @Timeout(value = 10, unit = TimeUnit.MINUTES)
  @DisplayName("P8 P10 P29: a leader that was paused and replaced follows, and serves on")
  void aPausedLeaderFollows() throws IOException, InterruptedException {
    Random random = new Random(SEED);
    var size = new BenchCentre.Size(2, 5, 5, 1_000);
    try (RapportProcess _ = redis();
        GatewayPair pair = GatewayPair.together(home, size, redisPort)) {
      pair.start(0);
      pair.awaitServes(0);
      pair.start(1);
      pair.awaitServes(1);
      work.seat(pair.agents().getFirst(), pair.target(1), random);
      pair.process(0).signal("STOP");
      pair.process(1).awaitLeads(PairWork.LONG_ENOUGH);
      work.feed(pair.target(1));
      pair.process(0).signal("CONT");
      pair.process(0).awaitFollows(PairWork.LONG_ENOUGH);
      work.seat(pair.agents().getLast(), pair.target(0), random);
      work.feed(pair.target(0));
      work.finish(pair.target(0));
      assertThat(pair.process(0).isAlive()).isTrue();
    }
  }
}
