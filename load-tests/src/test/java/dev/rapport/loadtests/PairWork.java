package dev.rapport.loadtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/// The day of a pair of gateways: agents who come back, senders who try again, and what must be
/// true at the end.
final class PairWork implements AutoCloseable {
  static final Duration LONG_ENOUGH = Duration.ofMinutes(3);
  private static final int AT_ONCE = 30;
  private static final long ROUND_MS = 200;

  private final Loop loop = Loop.open();
  private final ContactLedger ledger = new ContactLedger();
  private final List<StubbornInput> inputs = new ArrayList<>();
  private final List<AgentDesk> desks = new ArrayList<>();
  private final WebSocketClient sockets =
      loop.vertx().createWebSocketClient(new WebSocketClientOptions().setMaxConnections(1_000));

  /// Before all gateways: each connection goes to the first that takes it.
  Target balanced(GatewayPair pair) {
    return new Target(
        "127.0.0.1",
        loop.await("a balancer", LONG_ENOUGH, () -> Balancer.listen(loop, pair.httpPorts())),
        loop.await("a balancer", LONG_ENOUGH, () -> Balancer.listen(loop, pair.smtpPorts())));
  }

  ContactLedger ledger() {
    return ledger;
  }

  int size() {
    return inputs.size();
  }

  /// An agent sits down; nobody waits until they have.
  AgentDesk seat(String login, Target target, Random random) {
    var habits = new AgentDesk.Habits(login, BenchCentre.PASSWORD, 1 + random.nextInt(60));
    AgentDesk desk =
        new AgentDesk(loop, new HttpCalls(loop, target), sockets, target, habits, ledger);
    loop.await(
        "seating an agent",
        LONG_ENOUGH,
        () -> {
          desks.add(desk);
          desk.open();
          return Future.succeededFuture();
        });
    return desk;
  }

  /// Some forms and chats more, and again all that were not acknowledged.
  void feed(Target target) {
    HttpCalls http = new HttpCalls(loop, target);
    loop.await(
        "feeding",
        LONG_ENOUGH,
        () -> {
          List<StubbornInput> now =
              new ArrayList<>(inputs.stream().filter(i -> !i.acknowledged()).toList());
          for (int i = 0; i < AT_ONCE; i++) {
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

  /// Waits until everything has come to its end, and looks whether it is as promised.
  void finish(Target target) {
    HttpCalls http = new HttpCalls(loop, target);
    long deadline = System.nanoTime() + LONG_ENOUGH.toNanos();
    Duration limit = LONG_ENOUGH.multipliedBy(2);
    loop.await("the last retries", limit, () -> untilAllAcknowledged(deadline));
    String token =
        loop.await(
            "logging in", limit, () -> http.logIn(BenchCentre.SUPERVISOR, BenchCentre.PASSWORD));
    Supervisor eyes = new Supervisor(http, token);
    loop.await("the end", limit, () -> untilAllHaveEnded(eyes, deadline));
    check(loop.await("the contacts", LONG_ENOUGH, eyes::contacts));
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

  @Override
  public void close() {
    loop.await(
        "leaving",
        LONG_ENOUGH,
        () -> {
          desks.forEach(AgentDesk::close);
          return Future.succeededFuture();
        });
    loop.close();
  }
}
