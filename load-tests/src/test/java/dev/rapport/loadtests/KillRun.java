package dev.rapport.loadtests;

import io.vertx.core.Future;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// A centre that is killed again and again, the senders who try again, and the agents who come
/// back.
final class KillRun implements AutoCloseable {
  private static final int AGENTS = 3;
  private static final int PER_LIFE = 40;

  /// Long, since a starved machine is no fault of the process.
  private static final Duration STARTING = Duration.ofMinutes(5);

  private static final Duration CALL = Duration.ofMinutes(2);
  private static final long ROUND_MS = 200;

  private final Loop loop;
  private final BenchCentre centre;
  private final MailSink sink;
  private final HttpCalls http;
  private final MailSender mails;
  private final WebSocketClient sockets;
  private final ContactLedger ledger = new ContactLedger();
  private final List<AgentDesk> desks = new ArrayList<>();
  private final List<StubbornInput> inputs = new ArrayList<>();
  private @Nullable RapportProcess process;
  private @Nullable Supervisor supervisor;

  private KillRun(Loop loop, BenchCentre centre, MailSink sink) {
    this.loop = loop;
    this.centre = centre;
    this.sink = sink;
    this.http = new HttpCalls(loop, centre.target());
    this.mails = new MailSender(loop, centre.target());
    this.sockets =
        loop.vertx()
            .createWebSocketClient(
                new WebSocketClientOptions()
                    .setMaxConnections(10_000)
                    .setMaxFrameSize(1 << 20)
                    .setMaxMessageSize(4 << 20));
  }

  static KillRun open(Loop loop, List<String> launcher, Path home, long seed) {
    List<Integer> ports = RapportProcess.freePorts(2);
    var target = new Target("127.0.0.1", ports.get(0), ports.get(1));
    var sink = new MailSink(loop);
    int sinkPort = loop.await("the mail sink", CALL, () -> sink.listen(0));
    var centre =
        new BenchCentre(
            launcher, home, target, sinkPort, new BenchCentre.Size(AGENTS, 10, 5, 1_000));
    centre.setUp();
    var run = new KillRun(loop, centre, sink);
    run.seat(new Random(seed));
    return run;
  }

  private void seat(Random random) {
    loop.await(
        "seating the agents",
        CALL,
        () -> {
          for (String login : centre.agents()) {
            var habits = new AgentDesk.Habits(login, BenchCentre.PASSWORD, 1 + random.nextInt(40));
            var desk = new AgentDesk(loop, http, sockets, centre.target(), habits, ledger);
            desks.add(desk);
            desk.open();
          }
          return Future.succeededFuture();
        });
  }

  List<StubbornInput> inputs() {
    return inputs;
  }

  ContactLedger ledger() {
    return ledger;
  }

  Supervisor supervisor() {
    if (supervisor == null) {
      throw new IllegalStateException("not before the end");
    }
    return supervisor;
  }

  List<JsonObject> contacts() {
    return loop.await("the contacts", CALL, supervisor()::contacts);
  }

  /// Starts the process, lets contacts come in, and kills it at some moment: one time of five while
  /// it still starts, else within its first second of work.
  void liveAndDie(Random random) {
    RapportProcess life = centre.serve();
    process = life;
    if (random.nextInt(5) == 0) {
      LockSupport.parkNanos(random.nextLong(100_000_000, 2_000_000_000));
    } else {
      life.awaitReady(STARTING);
      long workNanos = random.nextLong(20_000_000, 1_000_000_000);
      var mix = new Random(random.nextLong());
      loop.await("feeding", CALL, () -> feed(mix));
      LockSupport.parkNanos(workNanos);
    }
    life.kill();
  }

  /// Sends what is unacknowledged again, then something new every few milliseconds, then a few
  /// things once more that were acknowledged before.
  private Future<Void> feed(Random random) {
    List<StubbornInput> now = new ArrayList<>();
    inputs.stream().filter(input -> !input.acknowledged()).forEach(now::add);
    inputs.stream()
        .filter(input -> input.acknowledged() && random.nextInt(40) == 0)
        .forEach(now::add);
    for (int i = 0; i < PER_LIFE; i++) {
      StubbornInput input = create(random.nextInt(3));
      inputs.add(input);
      now.add(input);
    }
    for (int i = 0; i < now.size(); i++) {
      StubbornInput input = now.get(i);
      loop.after(1 + i * 10L).onSuccess(_ -> input.attempt().onFailure(_ -> {}));
    }
    return Future.succeededFuture();
  }

  private StubbornInput create(int kind) {
    int number = inputs.size();
    return switch (kind) {
      case 0 -> new StubbornForm("kill-form-" + number, http);
      case 1 -> new StubbornMail("kill-mail-" + number, mails);
      default -> new StubbornChat("kill-chat-" + number, sockets, centre.target());
    };
  }

  /// Starts it for good: every sender tries until he is heard, every agent works until nothing is
  /// left.
  void finish(Duration limit) {
    RapportProcess life = centre.serve();
    process = life;
    life.awaitReady(STARTING);
    long deadline = System.nanoTime() + limit.toNanos();
    loop.await("the last retries", limit.plus(CALL), () -> untilAllAcknowledged(deadline));
    String token =
        loop.await(
            "logging in", CALL, () -> http.logIn(BenchCentre.SUPERVISOR, BenchCentre.PASSWORD));
    var eyes = new Supervisor(http, token);
    supervisor = eyes;
    loop.await("the end", limit.plus(CALL), () -> untilAllHaveEnded(eyes, deadline));
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

  @Override
  public void close() {
    loop.await(
        "leaving",
        CALL,
        () -> {
          desks.forEach(AgentDesk::close);
          http.close();
          return sink.close();
        });
    if (process != null) {
      process.kill();
    }
  }
}
