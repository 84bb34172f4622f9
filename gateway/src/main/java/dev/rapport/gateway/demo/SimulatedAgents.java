package dev.rapport.gateway.demo;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Agents at some of the demo's desks: they accept, answer what they can, take a break now and
/// then.
public final class SimulatedAgents {
  private static final int MAX_SEATS = 100;

  private final Vertx vertx;
  private final Desks desks;
  private @Nullable String deployment;

  /// @param http where the process listens
  /// @param logins of the agents to simulate, all with the demo's password; 100 at most
  /// @param queues which each agent serves, simulated or not, by login
  /// @param seed the same seed, the same temper
  public SimulatedAgents(
      Vertx vertx, URI http, List<String> logins, Map<String, Set<String>> queues, long seed) {
    if (logins.size() > MAX_SEATS) {
      throw new IllegalArgumentException(logins.size() + " seats, at most " + MAX_SEATS);
    }
    this.vertx = vertx;
    this.desks = new Desks(http, List.copyOf(logins), Map.copyOf(queues), seed);
  }

  /// Complete when each is on the way to his desk; whoever cannot get there keeps trying.
  public Future<Void> start() {
    return vertx
        .deployVerticle(desks)
        .map(id -> {
          deployment = id;
          return null;
        });
  }

  /// Everybody leaves; nothing of theirs runs after this is complete.
  public Future<Void> close() {
    String id = deployment;
    deployment = null;
    return id == null ? Future.succeededFuture() : vertx.undeploy(id);
  }

  private static final class Desks extends VerticleBase {
    private final URI http;
    private final List<String> logins;
    private final Map<String, Set<String>> queues;
    private final long seed;
    private final List<AgentSeat> seats = new ArrayList<>();
    private @Nullable Courtesy courtesy;

    Desks(URI http, List<String> logins, Map<String, Set<String>> queues, long seed) {
      this.http = http;
      this.logins = logins;
      this.queues = queues;
      this.seed = seed;
    }

    @Override
    public Future<?> start() {
      HttpClient calls = vertx.createHttpClient();
      WebSocketClient sockets =
          vertx.createWebSocketClient(
              new WebSocketClientOptions()
                  .setMaxConnections(MAX_SEATS)
                  .setMaxFrameSize(1 << 20)
                  .setMaxMessageSize(4 << 20));
      List<DemoTalk> talks = DemoCentre.load().talks();
      var way = new AgentSeat.Way(http, calls, sockets);
      Map<String, SeatWork> works = new HashMap<>();
      for (int i = 0; i < logins.size(); i++) {
        var work = new SeatWork(vertx, talks, Pace.HUMAN, seed * 31 + i);
        works.put(logins.get(i), work);
        var seat = new AgentSeat(vertx, way, logins.get(i), work);
        seats.add(seat);
        seat.open();
      }
      courtesy = new Courtesy(vertx, way, queues, works);
      courtesy.start();
      return Future.succeededFuture();
    }

    @Override
    public Future<?> stop() {
      if (courtesy != null) {
        courtesy.stop();
      }
      seats.forEach(AgentSeat::close);
      return Future.succeededFuture();
    }
  }
}
