package dev.rapport.loadtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
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
  private static final long SEED = Long.getLong("seed", 20_261_123L);
  private static final Duration LONG_ENOUGH = Duration.ofMinutes(3);
  private static final int PER_LIFE = 30;
  private static final long ROUND_MS = 200;

  @TempDir private Path home;
  private final Loop loop = Loop.open();
  private final ContactLedger ledger = new ContactLedger();
  private final List<StubbornInput> inputs = new ArrayList<>();
  private final List<AgentDesk> desks = new ArrayList<>();

  @AfterEach
  void leave() {
    loop.await(
        "leaving",
        LONG_ENOUGH,
        () -> {
          desks.forEach(AgentDesk::close);
          return Future.succeededFuture();
        });
    loop.close();
  }

  private Target balanced(GatewayPair pair) {
    return new Target(
        "127.0.0.1",
        loop.await("a balancer", LONG_ENOUGH, () -> Balancer.listen(loop, pair.httpPorts())),
        loop.await("a balancer", LONG_ENOUGH, () -> Balancer.listen(loop, pair.smtpPorts())));
  }

  @Test
  @Timeout(value = 20, unit = TimeUnit.MINUTES)
  @DisplayName(
      "P1 P2 P4 P10 P27: the leader is killed, the other takes over, and nothing is lost or doubled")
  void nothingIsLostOrDoubledWhenTheLeaderIsKilled() throws IOException {
    Random random = new Random(SEED);
    try (GatewayPair pair = GatewayPair.open(home, new BenchCentre.Size(3, 5, 5, 1_000))) {
      Target target = balanced(pair);
      HttpCalls http = new HttpCalls(loop, target);
      WebSocketClient sockets =
          loop.vertx().createWebSocketClient(new WebSocketClientOptions().setMaxConnections(1_000));
      int leader = 0;
      pair.start(0);
      pair.awaitLeads(0);
      seat(pair, target, http, sockets, random);
      List<Long> takeovers = new ArrayList<>();
      for (int i = 0; i < TAKEOVERS; i++) {
        int other = 1 - leader;
        pair.start(other);
        awaitStandsBy(pair, other);
        feed(http, sockets, target);
        LockSupport.parkNanos(random.nextLong(50_000_000, 1_500_000_000));
        long killed = System.nanoTime();
        pair.process(leader).kill();
        pair.awaitLeads(other);
        takeovers.add((System.nanoTime() - killed) / 1_000_000);
        leader = other;
      }
      Supervisor eyes = finish(http);
      System.out.printf(
          "two gateways: seed %d, takeovers after %s ms, %d inputs, refused %s, errors %s%n",
          SEED, takeovers, inputs.size(), ledger.refusals(), ledger.errors());
      check(loop.await("the contacts", LONG_ENOUGH, eyes::contacts));
    }
  }

  @Test
  @Timeout(value = 10, unit = TimeUnit.MINUTES)
  @DisplayName("P8 P10 P29: a leader that was paused and replaced decides nothing more, and ends")
  void aPausedLeaderIsReplacedAndEnds() throws IOException, InterruptedException {
    try (GatewayPair pair = GatewayPair.open(home, new BenchCentre.Size(1, 5, 5, 1_000))) {
      pair.start(0);
      pair.awaitLeads(0);
      pair.start(1);
      awaitStandsBy(pair, 1);
      pair.process(0).signal("STOP");
      pair.awaitLeads(1);
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

  private void seat(
      GatewayPair pair, Target target, HttpCalls http, WebSocketClient sockets, Random random) {
    loop.await(
        "seating the agents",
        LONG_ENOUGH,
        () -> {
          for (String login : pair.agents()) {
            var habits = new AgentDesk.Habits(login, BenchCentre.PASSWORD, 1 + random.nextInt(60));
            AgentDesk desk = new AgentDesk(loop, http, sockets, target, habits, ledger);
            desks.add(desk);
            desk.open();
          }
          return Future.succeededFuture();
        });
  }

  private void feed(HttpCalls http, WebSocketClient sockets, Target target) {
    loop.await(
        "feeding",
        LONG_ENOUGH,
        () -> {
          List<StubbornInput> now =
              new ArrayList<>(inputs.stream().filter(i -> !i.acknowledged()).toList());
          for (int i = 0; i < PER_LIFE; i++) {
            String name = "pair-" + inputs.size();
            StubbornInput input =
                i % 3 == 0 ? new StubbornChat(name, sockets, target) : new StubbornForm(name, http);
            inputs.add(input);
            now.add(input);
          }
          for (int i = 0; i < now.size(); i++) {
            StubbornInput input = now.get(i);
            loop.after(1 + i * 20L).onSuccess(_ -> input.attempt().onFailure(_ -> {}));
          }
          return Future.succeededFuture();
        });
  }

  private Supervisor finish(HttpCalls http) {
    long deadline = System.nanoTime() + LONG_ENOUGH.toNanos();
    Duration limit = LONG_ENOUGH.multipliedBy(2);
    loop.await("the last retries", limit, () -> untilAllAcknowledged(deadline));
    String token =
        loop.await(
            "logging in", limit, () -> http.logIn(BenchCentre.SUPERVISOR, BenchCentre.PASSWORD));
    Supervisor eyes = new Supervisor(http, token);
    loop.await("the end", limit, () -> untilAllHaveEnded(eyes, deadline));
    return eyes;
  }

  private Future<Void> untilAllAcknowledged(long deadline) {
    List<Future<Void>> tries =
        inputs.stream()
            .filter(input -> !input.acknowledged())
            .map(input -> input.attempt().otherwiseEmpty())
            .toList();
    if (tries.isEmpty() || System.nanoTime() > deadline) {
      return Future.succeededFuture();
    }
    return Future.join(tries)
        .compose(_ -> loop.after(ROUND_MS))
        .compose(_ -> untilAllAcknowledged(deadline));
  }

  private Future<Void> untilAllHaveEnded(Supervisor eyes, long deadline) {
    return eyes.allHaveEnded()
        .compose(ended ->
            ended || System.nanoTime() > deadline
                ? Future.succeededFuture()
                : loop.after(ROUND_MS).compose(_ -> untilAllHaveEnded(eyes, deadline)));
  }

  private void check(List<JsonObject> cards) {
    assertThat(inputs).allMatch(StubbornInput::acknowledged);
    assertThat(inputs).extracting(StubbornInput::contradiction).containsOnlyNulls();
    assertThat(cards).as("each once").hasSize(inputs.size());
    Set<String> ids = new HashSet<>();
    Map<String, Integer> bySubject = new HashMap<>();
    for (JsonObject card : cards) {
      assertThat(ids.add(card.getString("id"))).isTrue();
      bySubject.merge(String.valueOf(card.getString("subject")), 1, Integer::sum);
      assertThat(card.getString("state")).as(card.encode()).isEqualTo("ended");
    }
    for (StubbornInput input : inputs) {
      if (input.contact() != null) {
        assertThat(ids).as(input.name()).contains(input.contact());
      }
      if (input instanceof StubbornForm) {
        assertThat(bySubject).containsEntry(input.name(), 1);
      }
    }
    assertThat(ledger.contradictoryFates()).isZero();
  }
}
