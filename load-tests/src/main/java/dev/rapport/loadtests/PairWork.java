package dev.rapport.loadtests;

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
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/// The day of a pair of gateways: agents who come back, senders who try again, and what of it
/// cannot be true in the end.
final class PairWork implements AutoCloseable {
  private static final Duration CALL = Duration.ofMinutes(1);
  private static final long LOOK_MS = 200;
  private static final long RETRY_MS = 200;

  private final Loop loop = Loop.open();
  private final ContactLedger ledger = new ContactLedger();
  private final List<StubbornInput> inputs = new ArrayList<>();
  private final List<AgentDesk> desks = new ArrayList<>();
  private final Map<Target, HttpCalls> calls = new HashMap<>();
  private final WebSocketClient sockets =
      loop.vertx().createWebSocketClient(new WebSocketClientOptions().setMaxConnections(5_000));
  private boolean closed;

  /// What must not be; nothing of it in words when all is well.
  ///
  /// @param lost acknowledged, and not there or not ended
  /// @param doubled there more than once
  /// @param atOnce contacts that two agents had at once
  /// @param contradictions what else was seen that cannot be
  record Found(
      List<String> lost, List<String> doubled, List<String> atOnce, List<String> contradictions) {
    List<String> all() {
      List<String> all = new ArrayList<>(lost);
      all.addAll(doubled);
      all.addAll(atOnce);
      all.addAll(contradictions);
      return all;
    }
  }

  /// Before all gateways: each connection goes to the first that takes it, this one asked first.
  Target balanced(GatewayPair pair, int first) {
    return new Target("127.0.0.1", door(pair.httpPorts(), first), door(pair.smtpPorts(), first));
  }

  private int door(List<Integer> ports, int first) {
    List<Integer> order = first == 0 ? ports : ports.reversed();
    return loop.await("a balancer", CALL, () -> Balancer.listen(loop, order));
  }

  ContactLedger ledger() {
    return ledger;
  }

  int size() {
    return inputs.size();
  }

  /// An agent sits down; nobody waits until they have.
  AgentDesk seat(String login, Target target, long thinkMs) {
    var habits = new AgentDesk.Habits(login, BenchCentre.PASSWORD, thinkMs);
    return loop.await(
        "seating an agent",
        CALL,
        () -> {
          AgentDesk desk = new AgentDesk(loop, http(target), sockets, target, habits, ledger);
          desks.add(desk);
          var _ = desk.open();
          return Future.succeededFuture(desk);
        });
  }

  private HttpCalls http(Target target) {
    return calls.computeIfAbsent(target, to -> new HttpCalls(loop, to));
  }

  /// Forms and chats arrive from now on, one every so often, at one target after the other; each
  /// sender tries until it is acknowledged.
  void arrive(int count, long everyMs, List<Target> targets) {
    loop.await(
        "arrivals",
        CALL,
        () -> {
          for (int i = 0; i < count; i++) {
            StubbornInput input = input(targets.get(i % targets.size()));
            inputs.add(input);
            loop.after(1 + i * everyMs).onSuccess(_ -> insist(input));
          }
          return Future.succeededFuture();
        });
  }

  private StubbornInput input(Target target) {
    int number = inputs.size();
    String name = "pair-" + number;
    return number % 4 < 2
        ? new ResumingVisitor(name, loop, sockets, target, ledger.history())
        : new StubbornForm(name, http(target));
  }

  private void insist(StubbornInput input) {
    if (closed) {
      return;
    }
    input
        .attempt()
        .onSuccess(_ -> {
          String contact = input.contact();
          if (contact != null) {
            ledger.acknowledged(contact, "pair", false);
            ledger.wanted(contact, input.sentAt());
          }
        })
        .onFailure(_ -> loop.after(RETRY_MS).onSuccess(_ -> insist(input)));
  }

  /// Waits until everything has come to its end, for so long at most, and looks what became of it.
  ///
  /// @param capacity of one agent
  Found finish(Target target, int capacity, Duration limit) {
    long deadline = System.nanoTime() + limit.toNanos();
    Duration longer = limit.plus(CALL);
    loop.await("the last retries", longer, () -> until(this::allAcknowledged, deadline));
    String token =
        loop.await(
            "logging in",
            CALL,
            () -> http(target).logIn(BenchCentre.SUPERVISOR, BenchCentre.PASSWORD));
    Supervisor eyes = new Supervisor(http(target), token);
    loop.await("the end", longer, () -> untilAllHaveEnded(eyes, deadline));
    loop.await("the goodbyes", longer, () -> until(this::allHaveLeft, deadline));
    List<JsonObject> cards = loop.await("the contacts", CALL, eyes::contacts);
    return loop.await("the count", CALL, () -> Future.succeededFuture(found(cards, capacity)));
  }

  private boolean allAcknowledged() {
    return inputs.stream().allMatch(StubbornInput::acknowledged);
  }

  private boolean allHaveLeft() {
    return inputs.stream().allMatch(i -> !(i instanceof ResumingVisitor visitor) || visitor.gone());
  }

  private Future<Void> until(BooleanSupplier done, long deadline) {
    return done.getAsBoolean() || System.nanoTime() > deadline
        ? Future.succeededFuture()
        : loop.after(LOOK_MS).compose(_ -> until(done, deadline));
  }

  /// A look that fails is none: a gateway may be gone.
  private Future<Void> untilAllHaveEnded(Supervisor eyes, long deadline) {
    return eyes.allHaveEnded()
        .otherwise(false)
        .compose(ended ->
            ended || System.nanoTime() > deadline
                ? Future.succeededFuture()
                : loop.after(LOOK_MS).compose(_ -> untilAllHaveEnded(eyes, deadline)));
  }

  private Found found(List<JsonObject> cards, int capacity) {
    List<String> lost = new ArrayList<>();
    List<String> doubled = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    Map<String, Integer> bySubject = new HashMap<>();
    for (JsonObject card : cards) {
      if (!ids.add(card.getString("id"))) {
        doubled.add("listed twice: " + card.encode());
      }
      bySubject.merge(String.valueOf(card.getString("subject")), 1, Integer::sum);
      if (!"ended".equals(card.getString("state"))) {
        lost.add("has not ended: " + card.encode());
      }
    }
    Set<String> named = new HashSet<>();
    for (StubbornInput input : inputs) {
      String contact = input.contact();
      if (contact == null || !input.acknowledged()) {
        lost.add(input.name() + " was never acknowledged");
      } else {
        if (!ids.contains(contact)) {
          lost.add(input.name() + " is not there: " + contact);
        }
        named.add(contact);
      }
      if (input.contradiction() != null) {
        doubled.add(input.contradiction());
      }
      if (input instanceof StubbornForm && bySubject.getOrDefault(input.name(), 0) > 1) {
        doubled.add(input.name() + " is there more than once");
      }
      if (input instanceof ResumingVisitor visitor && !visitor.gone()) {
        lost.add(input.name() + " was not told how it ended");
      }
    }
    ids.stream().filter(id -> !named.contains(id)).forEach(id -> doubled.add("nobody's: " + id));
    History history = ledger.history();
    List<String> others = new ArrayList<>(history.contradictions(capacity));
    List<String> atOnce = history.hadAtOnce();
    others.removeAll(atOnce);
    return new Found(lost, doubled, atOnce, others);
  }

  /// Reads what lives on the loop, such as the ledger, from outside.
  <T> T read(Function<ContactLedger, T> what) {
    return loop.await("a look", CALL, () -> Future.succeededFuture(what.apply(ledger)));
  }

  @Override
  public void close() {
    loop.await(
        "leaving",
        CALL,
        () -> {
          closed = true;
          desks.forEach(AgentDesk::close);
          inputs.forEach(input -> {
            if (input instanceof ResumingVisitor visitor) {
              visitor.leave();
            }
          });
          return Future.succeededFuture();
        });
    loop.close();
  }
}
