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

/// Two real processes that serve at once, on one real PostgreSQL and one real Redis: agents at
/// each, senders at whichever takes them. More rounds by hand: `-Dtakeovers=50`.
final class TogetherKillTest {
  private static final int TAKEOVERS = Integer.getInteger("takeovers", 2);
  private static final int AT_ONCE = 30;
  private static final long EVERY_MS = 20;
  private static final Duration LONG_ENOUGH = Duration.ofMinutes(3);
  private static final long SEED = Long.getLong("seed", 20_261_123L);

  @TempDir private Path home;
  private final PairWork work = new PairWork();
  private final int redisPort = RapportProcess.freePorts(1).getFirst();

  @AfterEach
  void leave() {
    work.close();
  }

  @Test
  @Timeout(value = 20, unit = TimeUnit.MINUTES)
  @DisplayName(
      "P1 P2 P4 P10 P27: the leader is killed mid-offer; whoever is at the other gateway stays there")
  void theLeaderIsKilledAndTheOtherGoesOn() throws IOException {
    Random random = new Random(SEED);
    var size = new BenchCentre.Size(4, 5, 5, 1_000);
    try (RapportProcess _ = PairServers.redis(home, redisPort);
        GatewayPair pair = PairServers.together(home, size, List.of(redisPort, redisPort))) {
      Target target = work.balanced(pair, 0);
      pair.startBoth();
      List<String> agents = pair.agents();
      AgentDesk stays = work.seat(agents.getFirst(), pair.target(1), 1 + random.nextInt(60));
      agents.stream().skip(1).forEach(login -> work.seat(login, target, 1 + random.nextInt(60)));
      List<Long> takeovers = new ArrayList<>();
      int leader = 0;
      for (int i = 0; i < TAKEOVERS; i++) {
        work.arrive(AT_ONCE, EVERY_MS, List.of(target));
        LockSupport.parkNanos(random.nextLong(50_000_000, 1_500_000_000));
        takeovers.add(pair.killLeader(leader));
        if (i == 0) {
          assertThat(stays.closures()).as("the socket at the other gateway").isZero();
        }
        pair.start(leader);
        pair.awaitServes(leader);
        leader = 1 - leader;
      }
      assertThat(work.finish(target, pair.capacity(), LONG_ENOUGH).all()).isEmpty();
      System.out.printf(
          "together: seed %d, takeovers after %s ms, %d inputs, refused %s, errors %s%n",
          SEED,
          takeovers,
          work.size(),
          work.read(ContactLedger::refusals),
          work.read(ContactLedger::errors));
    }
  }

  @Test
  @Timeout(value = 20, unit = TimeUnit.MINUTES)
  @DisplayName("P2 P4 P10 P28: Redis is killed and comes back empty in the middle of it all")
  void redisIsKilled() throws IOException {
    Random random = new Random(SEED);
    var size = new BenchCentre.Size(4, 5, 5, 1_000);
    RapportProcess redis = PairServers.redis(home, redisPort);
    try (GatewayPair pair = PairServers.together(home, size, List.of(redisPort, redisPort))) {
      pair.startBoth();
      for (int i = 0; i < pair.agents().size(); i++) {
        work.seat(pair.agents().get(i), pair.target(i % 2), 1 + random.nextInt(60));
      }
      for (int i = 0; i < TAKEOVERS; i++) {
        work.arrive(AT_ONCE, EVERY_MS, List.of(pair.target(i % 2)));
        LockSupport.parkNanos(random.nextLong(50_000_000, 500_000_000));
        redis.kill();
        work.arrive(AT_ONCE, EVERY_MS, List.of(pair.target(1 - i % 2)));
        LockSupport.parkNanos(random.nextLong(50_000_000, 2_000_000_000));
        redis = PairServers.redis(home, redisPort);
      }
      assertThat(work.finish(pair.target(1), pair.capacity(), LONG_ENOUGH).all()).isEmpty();
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
    try (RapportProcess _ = PairServers.redis(home, redisPort);
        GatewayPair pair = PairServers.together(home, size, List.of(redisPort, redisPort))) {
      pair.startBoth();
      work.seat(pair.agents().getFirst(), pair.target(1), 1 + random.nextInt(60));
      pair.process(0).signal("STOP");
      pair.process(1).awaitLeads(LONG_ENOUGH);
      work.arrive(AT_ONCE, EVERY_MS, List.of(pair.target(1)));
      pair.process(0).signal("CONT");
      pair.process(0).awaitFollows(LONG_ENOUGH);
      work.seat(pair.agents().getLast(), pair.target(0), 1 + random.nextInt(60));
      work.arrive(AT_ONCE, EVERY_MS, List.of(pair.target(0)));
      assertThat(work.finish(pair.target(0), pair.capacity(), LONG_ENOUGH).all()).isEmpty();
      assertThat(pair.process(0).isAlive()).isTrue();
    }
  }
}
