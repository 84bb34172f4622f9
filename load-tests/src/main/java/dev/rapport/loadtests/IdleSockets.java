package dev.rapport.loadtests;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.ClientWebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.json.JsonObject;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/// What a visitor who only looks costs in memory, at one gateway alone and at one of two.
///
/// Two gateways carry twice as many for the same memory only when neither keeps anything of the
/// other's visitors.
final class IdleSockets {
  /// The first of them pay for the heap's first size.
  private static final int FIRST = 1_500;

  private static final int COUNTED = 4_500;
  private static final int AT_ONCE = 50;
  private static final int MOST = 4 * (FIRST + COUNTED);
  private static final Duration OPENING = Duration.ofMinutes(2);
  private static final Duration SETTLING = Duration.ofSeconds(6);
  private static final int KIB = 1_024;

  private final Path home;
  private final List<String> application;
  private final EmbeddedPostgres postgres;
  private final BenchCentre.Size size;

  /// @param postgres is closed with the gateways
  IdleSockets(
      Path home, List<String> application, EmbeddedPostgres postgres, BenchCentre.Size size) {
    this.home = home;
    this.application = application;
    this.postgres = postgres;
    this.size = size;
  }

  JsonObject measure() throws IOException {
    int redisPort = RapportProcess.freePorts(1).getFirst();
    RapportProcess redis = RedisProcess.start(home, redisPort);
    try (Loop loop = Loop.open();
        GatewayPair pair =
            GatewayPair.open(home, size, application, postgres, List.of(redisPort, redisPort))) {
      WebSocketClient sockets =
          loop.vertx().createWebSocketClient(new WebSocketClientOptions().setMaxConnections(MOST));
      pair.start(0);
      pair.awaitServes(0);
      double alone = kibEach(loop, sockets, pair.target(0), List.of(pair.process(0)));
      pair.start(1);
      pair.awaitServes(1);
      pair.awaitCarried();
      double together =
          kibEach(loop, sockets, pair.target(1), List.of(pair.process(0), pair.process(1)));
      return new JsonObject()
          .put("idle_sockets", 2 * (FIRST + COUNTED))
          .put("idle_socket_kib", tenths(alone))
          .put("idle_socket_together_kib", tenths(together))
          .put("idle_sockets_ratio", Math.round(200 * alone / together) / 100.0);
    } finally {
      redis.kill();
    }
  }

  private static double tenths(double value) {
    return Math.round(10 * value) / 10.0;
  }

  /// How much these processes grow for each socket more at one of them.
  private static double kibEach(
      Loop loop, WebSocketClient sockets, Target target, List<RapportProcess> processes) {
    open(loop, sockets, target, FIRST);
    double before = resident(processes);
    open(loop, sockets, target, COUNTED);
    return (resident(processes) - before) * KIB / COUNTED;
  }

  private static double resident(List<RapportProcess> processes) {
    LockSupport.parkNanos(SETTLING.toNanos());
    return processes.stream().mapToDouble(RapportProcess::residentMegabytes).sum();
  }

  private static void open(Loop loop, WebSocketClient sockets, Target target, int count) {
    for (int opened = 0; opened < count; opened += AT_ONCE) {
      int now = Math.min(AT_ONCE, count - opened);
      loop.await(
          "opening idle sockets",
          OPENING,
          () -> {
            List<Future<Void>> welcomed = new ArrayList<>();
            for (int i = 0; i < now; i++) {
              welcomed.add(visit(sockets, target));
            }
            return Future.all(welcomed);
          });
    }
  }

  /// A page that was opened, and answers when it is asked whether it is still there.
  private static Future<Void> visit(WebSocketClient sockets, Target target) {
    Promise<Void> welcomed = Promise.promise();
    ClientWebSocket socket = sockets.webSocket();
    socket.textMessageHandler(text -> {
      switch (new JsonObject(text).getString("type")) {
        case "welcome" -> welcomed.tryComplete();
        case "ping" -> socket.writeTextMessage(new JsonObject().put("type", "pong").encode());
        default -> welcomed.tryFail(text);
      }
    });
    socket.closeHandler(_ -> welcomed.tryFail("closed, code " + socket.closeStatusCode()));
    socket
        .connect(target.httpPort(), target.host(), "/api/v1/chat")
        .compose(_ ->
            socket.writeTextMessage(
                new JsonObject().put("type", "hello").put("language", "en").encode()))
        .onFailure(welcomed::tryFail);
    return welcomed.future();
  }
}
