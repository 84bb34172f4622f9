package dev.rapport.loadtests;

import io.vertx.core.json.JsonObject;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/// Two gateways, contacts at both, agents at both: first with nothing wrong, then Redis is killed
/// and comes back empty, then the leader is killed.
final class TogetherRun {
  private static final Duration FINISHING = Duration.ofSeconds(40);
  private static final Duration REDIS_AWAY = Duration.ofSeconds(3);
  private static final long BEFORE_A_FAULT_NANOS = 1_000_000_000;
  private static final long THINK_MS = 60;
  private static final int SHOWN = 20;

  private final Path home;
  private final List<String> application;
  private final EmbeddedPostgres postgres;
  private final BenchCentre.Size size;
  private final Load load;

  /// @param rate contacts a second, over both gateways
  /// @param warmUp seconds of them that are not timed
  /// @param seconds of them with nothing wrong, after the warm-up
  /// @param faults seconds of them at each fault
  record Load(int rate, int warmUp, int seconds, int faults) {}

  TogetherRun(
      Path home,
      List<String> application,
      EmbeddedPostgres postgres,
      BenchCentre.Size size,
      Load load) {
    this.home = home;
    this.application = application;
    this.postgres = postgres;
    this.size = size;
    this.load = load;
  }

  JsonObject measure() throws IOException {
    int redisPort = RapportProcess.freePorts(1).getFirst();
    RapportProcess redis = RedisProcess.start(home, redisPort);
    try (PairWork work = new PairWork();
        GatewayPair pair =
            GatewayPair.open(home, size, application, postgres, List.of(redisPort, redisPort))) {
      pair.startBoth();
      List<Target> doors = List.of(work.balanced(pair, 0), work.balanced(pair, 1));
      for (int i = 0; i < pair.agents().size(); i++) {
        work.seat(pair.agents().get(i), doors.get(i % 2), THINK_MS);
      }
      pair.awaitCarried();
      arrive(work, doors, load.warmUp());
      rest(load.warmUp());
      Set<ContactLedger.Entry> before = work.read(TogetherRun::entries);
      TogetherCommand.say("contacts arrive at " + load.rate() + "/s");
      arrive(work, doors, load.seconds());
      rest(load.seconds());
      Set<ContactLedger.Entry> steady = work.read(TogetherRun::entries);
      steady.removeAll(before);
      before.addAll(steady);
      TogetherCommand.say("Redis is killed, and comes back empty");
      arrive(work, doors, load.faults());
      LockSupport.parkNanos(BEFORE_A_FAULT_NANOS);
      redis.kill();
      LockSupport.parkNanos(REDIS_AWAY.toNanos());
      redis = RedisProcess.start(home, redisPort);
      long back = System.nanoTime();
      pair.awaitCarried();
      long reconciled = (System.nanoTime() - back) / 1_000_000;
      TogetherCommand.say("the leader is killed");
      arrive(work, doors, load.faults());
      LockSupport.parkNanos(BEFORE_A_FAULT_NANOS);
      long takeover = pair.killLeader(pair.leader());
      PairWork.Found found = work.finish(doors.get(1), pair.capacity(), FINISHING);
      found.all().stream().limit(SHOWN).forEach(TogetherCommand::say);
      return figures(work, found, steady, before)
          .put("takeover_ms", takeover)
          .put("reconciled_ms", reconciled);
    } finally {
      redis.kill();
    }
  }

  private void arrive(PairWork work, List<Target> doors, int seconds) {
    work.arrive(load.rate() * seconds, 1_000 / load.rate(), doors);
  }

  private static void rest(int seconds) {
    LockSupport.parkNanos(Duration.ofSeconds(seconds).toNanos() + BEFORE_A_FAULT_NANOS);
  }

  private static Set<ContactLedger.Entry> entries(ContactLedger ledger) {
    return new HashSet<>(ledger.entries().values());
  }

  private JsonObject figures(
      PairWork work,
      PairWork.Found found,
      Set<ContactLedger.Entry> steady,
      Set<ContactLedger.Entry> before) {
    return work.read(ledger ->
        new JsonObject()
            .put("contacts", work.size())
            .put("rate_per_second", load.rate())
            .put("agents", size.agents())
            .put("lost", found.lost().size())
            .put("doubled", found.doubled().size())
            .put("double_assigned", found.atOnce().size())
            .put("contradictions", found.contradictions().size())
            .put("arrival_to_offer_ms", ledger.toOffer(false, steady::contains).milliseconds())
            .put(
                "arrival_to_offer_ms_faults",
                ledger.toOffer(false, entry -> !before.contains(entry)).milliseconds())
            .put("commands_refused", counts(ledger.refusals()))
            .put("errors", counts(ledger.errors())));
  }

  private static JsonObject counts(Map<String, Integer> counts) {
    JsonObject object = new JsonObject();
    counts.forEach(object::put);
    return object;
  }
}
