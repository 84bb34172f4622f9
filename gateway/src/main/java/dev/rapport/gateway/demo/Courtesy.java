package dev.rapport.gateway.demo;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Collections;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Whoever tries a desk of the demo gets the next contacts of their queues, and those they write
/// themselves: simulated colleagues of the same queues take a break until the desk has enough. What
/// the desk cannot have, such as a call without a telephone, they come back for.
final class Courtesy {
  private static final long LOOK_EVERY_MS = 2_000;

  /// More at once is no pleasure.
  private static final int ENOUGH = 3;

  /// So long nothing waits that the desk could have had.
  private static final long TOO_LONG_MS = 6_000;

  private final Vertx vertx;
  private final AgentSeat.Way way;
  private final Map<String, Set<String>> queues;
  private final Map<String, SeatWork> works;
  private @Nullable String token;
  private long timer;

  /// @param queues which each agent serves, simulated or not
  /// @param works of the simulated agents
  Courtesy(
      Vertx vertx,
      AgentSeat.Way way,
      Map<String, Set<String>> queues,
      Map<String, SeatWork> works) {
    this.vertx = vertx;
    this.way = way;
    this.queues = queues;
    this.works = works;
  }

  void start() {
    timer = vertx.setPeriodic(LOOK_EVERY_MS, _ -> look());
  }

  void stop() {
    vertx.cancelTimer(timer);
  }

  private void look() {
    String known = token;
    (known == null ? way.logIn(DemoCentre.SUPERVISOR) : Future.succeededFuture(known))
        .compose(this::board)
        .onSuccess(board -> {
          Set<String> back = steppingBack(board, queues, works.keySet());
          works.forEach((login, work) -> work.stepBack(back.contains(login)));
        })
        .onFailure(_ -> token = null);
  }

  private Future<JsonObject> board(String session) {
    token = session;
    return way.calls()
        .request(
            way.to(HttpMethod.GET, "/api/v1/board").putHeader("Authorization", "Bearer " + session))
        .compose(r -> r.send())
        .compose(response ->
            response.statusCode() == 200
                ? response.body().map(JsonObject::new)
                : Future.failedFuture("the board answered " + response.statusCode()));
  }

  /// The simulated agents who share a queue with somebody real who has hardly anything to do.
  static Set<String> steppingBack(
      JsonObject board, Map<String, Set<String>> queues, Set<String> simulated) {
    Set<String> wanted = new HashSet<>();
    for (Object each : board.getJsonArray("agents", new JsonArray())) {
      JsonObject agent = (JsonObject) each;
      String login = agent.getString("id", "");
      boolean here =
          agent.getBoolean("connected", false)
              && "available"
                  .equals(agent.getJsonObject("presence", new JsonObject()).getString("state", ""));
      int has = agent.getJsonArray("contacts", new JsonArray()).size();
      if (here && has < ENOUGH && !simulated.contains(login)) {
        wanted.addAll(queues.getOrDefault(login, Set.of()));
      }
    }
    wanted.removeAll(neglected(board));
    Set<String> back = new HashSet<>(simulated);
    back.removeIf(login -> Collections.disjoint(queues.getOrDefault(login, Set.of()), wanted));
    return back;
  }

  private static Set<String> neglected(JsonObject board) {
    Set<String> neglected = new HashSet<>();
    for (Object each : board.getJsonArray("queues", new JsonArray())) {
      JsonObject queue = (JsonObject) each;
      Long since = queue.getLong("longestWaitingSince");
      if (since != null && board.getLong("now", 0L) - since > TOO_LONG_MS) {
        neglected.add(queue.getString("id"));
      }
    }
    return neglected;
  }
}
