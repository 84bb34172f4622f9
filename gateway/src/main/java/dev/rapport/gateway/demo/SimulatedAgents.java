package dev.rapport.gateway.demo;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
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
  /// @param seed the same seed, the same temper
  public SimulatedAgents(Vertx vertx, URI http, List<String> logins, long seed) {
    this(vertx, http, logins, seed, Pace.HUMAN);
  }

  SimulatedAgents(Vertx vertx, URI http, List<String> logins, long seed, Pace pace) {
    if (logins.size() > MAX_SEATS) {
      throw new IllegalArgumentException(logins.size() + " seats, at most " + MAX_SEATS);
    }
    this.vertx = vertx;
    this.desks = new Desks(http, List.copyOf(logins), seed, pace);
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
    private final long seed;
    private final Pace pace;
    private final List<AgentSeat> seats = new ArrayList<>();

    Desks(URI http, List<String> logins, long seed, Pace pace) {
      this.http = http;
      this.logins = logins;
      this.seed = seed;
      this.pace = pace;
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
      for (int i = 0; i < logins.size(); i++) {
        var way = new AgentSeat.Way(http, calls, sockets);
        var work = new SeatWork(vertx, talks, pace, seed * 31 + i);
        var seat = new AgentSeat(vertx, way, logins.get(i), work);
        seats.add(seat);
        seat.open();
      }
      return Future.succeededFuture();
    }

    @Override
    public Future<?> stop() {
      seats.forEach(AgentSeat::close);
      return Future.succeededFuture();
    }
  }
}
