package dev.rapport.gateway.demo;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.ClientWebSocket;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The socket of one simulated agent: logs in, connects, comes back when it is cut.
final class AgentSeat {
  private static final long RETRY_MS = 2_000;

  /// How a seat reaches the process.
  record Way(URI http, HttpClient calls, WebSocketClient sockets) {

    /// A token of the session.
    Future<String> logIn(String login) {
      var body =
          new JsonObject()
              .put("login", login)
              .put("password", DemoCentre.PASSWORD)
              .put("as", "token");
      RequestOptions request =
          to(HttpMethod.POST, "/api/v1/session").putHeader("Content-Type", "application/json");
      return calls
          .request(request)
          .compose(r -> r.send(body.toBuffer()))
          .compose(response ->
              response.statusCode() == 200
                  ? response.body().map(bytes -> new JsonObject(bytes).getString("token"))
                  : Future.failedFuture("the login answered " + response.statusCode()));
    }

    RequestOptions to(HttpMethod method, String address) {
      return new RequestOptions()
          .setMethod(method)
          .setHost(http.getHost())
          .setPort(http.getPort())
          .setURI(address)
          .setTimeout(20_000);
    }
  }

  private final Vertx vertx;
  private final Way way;
  private final String login;
  private final SeatWork work;
  private @Nullable ClientWebSocket socket;
  private boolean closed;

  AgentSeat(Vertx vertx, Way way, String login, SeatWork work) {
    this.vertx = vertx;
    this.way = way;
    this.login = login;
    this.work = work;
  }

  void open() {
    if (closed) {
      return;
    }
    way.logIn(login).compose(this::connect).onFailure(_ -> comeBack());
  }

  void close() {
    closed = true;
    work.leave();
    if (socket != null) {
      socket.close();
    }
  }

  private void comeBack() {
    work.leave();
    if (!closed) {
      vertx.timer(RETRY_MS, TimeUnit.MILLISECONDS).onSuccess(_ -> open());
    }
  }

  private Future<Void> connect(String token) {
    ClientWebSocket next = way.sockets().webSocket();
    next.textMessageHandler(text -> work.frame(new JsonObject(text)));
    var options =
        new WebSocketConnectOptions()
            .setHost(way.http().getHost())
            .setPort(way.http().getPort())
            .setURI("/api/v1/desk")
            .putHeader("Authorization", "Bearer " + token);
    return next.connect(options)
        .compose(_ -> {
          socket = next;
          next.closeHandler(_ -> comeBack());
          work.sitDown(frame -> next.writeTextMessage(frame.encode()));
          return next.writeTextMessage(new JsonObject().put("type", "hello").encode());
        });
  }
}
