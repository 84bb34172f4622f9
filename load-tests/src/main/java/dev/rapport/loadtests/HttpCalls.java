package dev.rapport.loadtests;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.util.Map;

/// The HTTP interface as a stranger calls it.
final class HttpCalls {
  private static final int CONNECTIONS = 512;
  private static final int WAITING = 5_000;
  private static final long TIMEOUT_MS = 30_000;

  private final WebClient client;
  private final Target target;

  HttpCalls(Loop loop, Target target) {
    this(loop, target, new WebClientOptions());
  }

  private HttpCalls(Loop loop, Target target, WebClientOptions options) {
    this.target = target;
    options.setKeepAlive(true).setConnectTimeout(5_000).setUserAgentEnabled(false);
    var pool = new PoolOptions().setHttp1MaxSize(CONNECTIONS).setMaxWaitQueueSize(WAITING);
    this.client = WebClient.create(loop.vertx(), options, pool);
  }

  /// Calls that come from another address of this machine, such as `127.0.0.9`.
  static HttpCalls from(String address, Loop loop, Target target) {
    return new HttpCalls(loop, target, new WebClientOptions().setLocalAddress(address));
  }

  /// What came back; any status is an answer, only a broken connection is a failure.
  record Reply(int status, Map<String, String> headers, Buffer body) {
    /// The body as an object, empty when it is none.
    JsonObject json() {
      try {
        return body.length() == 0 ? new JsonObject() : new JsonObject(body);
      } catch (DecodeException e) {
        return new JsonObject();
      }
    }

    /// The reply when its status is as expected, else a failure that shows both.
    Future<Reply> expect(int expected) {
      return status == expected
          ? Future.succeededFuture(this)
          : Future.failedFuture("expected " + expected + ", got " + status + ": " + body);
    }
  }

  Future<Reply> get(String path, Map<String, String> headers) {
    return send(HttpMethod.GET, path, headers, Buffer.buffer());
  }

  Future<Reply> postJson(String path, JsonObject body, Map<String, String> headers) {
    var all = new java.util.HashMap<>(headers);
    all.putIfAbsent("Content-Type", "application/json");
    return send(HttpMethod.POST, path, all, body.toBuffer());
  }

  Future<Reply> send(HttpMethod method, String path, Map<String, String> headers, Buffer body) {
    HttpRequest<Buffer> request =
        client.request(method, target.httpPort(), target.host(), path).timeout(TIMEOUT_MS);
    headers.forEach(request::putHeader);
    var response = body.length() == 0 ? request.send() : request.sendBuffer(body);
    return response.map(answer -> {
      var names = new java.util.HashMap<String, String>();
      answer
          .headers()
          .forEach(h -> names.put(h.getKey().toLowerCase(java.util.Locale.ROOT), h.getValue()));
      Buffer bytes = answer.body();
      return new Reply(answer.statusCode(), names, bytes == null ? Buffer.buffer() : bytes);
    });
  }

  /// Logs in and returns the bearer token.
  Future<String> logIn(String login, String password) {
    var body = new JsonObject().put("login", login).put("password", password).put("as", "token");
    return postJson("/api/v1/session", body, Map.of())
        .compose(reply -> reply.expect(200))
        .map(reply -> reply.json().getString("token"));
  }

  static Map<String, String> bearer(String token) {
    return Map.of("Authorization", "Bearer " + token);
  }

  void close() {
    client.close();
  }
}
