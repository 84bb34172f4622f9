package dev.rapport.channels.ari;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The way to Asterisk and back. Requests fail as a value; the socket comes back by itself after
/// every break, and a server that accepts requests and does nothing any more counts as a break.
///
/// The [Peer] is told on the loop's thread, which is also where answers arrive.
final class AriLink {
  private static final Logger LOG = LoggerFactory.getLogger(AriLink.class);
  private static final Duration CONNECT_WITHIN = Duration.ofSeconds(3);
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(5);
  private static final Duration FILE_WITHIN = Duration.ofSeconds(60);
  private static final long PING_MS = 5_000;
  private static final long FIRST_WAIT_MS = 250;
  private static final long LONGEST_WAIT_MS = 10_000;
  private static final int MOST_CHARS = 1 << 20;

  private final AriSettings settings;
  private final ScheduledExecutorService loop;
  private final Peer peer;
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(CONNECT_WITHIN).build();
  private @Nullable WebSocket socket;
  private boolean up;
  private boolean closed;
  private int connection;
  private long waitMs = FIRST_WAIT_MS;

  /// Who hears.
  interface Peer {
    void event(JsonObject event);

    /// Events arrive from now on; what happened before must be asked for.
    void linked();

    void lost(String detail);
  }

  AriLink(AriSettings settings, ScheduledExecutorService loop, Peer peer) {
    this.settings = settings;
    this.loop = loop;
    this.peer = peer;
  }

  boolean up() {
    return up;
  }

  /// Connects, and goes on trying; done when the first try has come to an end.
  CompletionStage<Void> open() {
    return connect().thenRunAsync(this::watch, loop);
  }

  private CompletionStage<Void> connect() {
    int mine = ++connection;
    URI address = settings.address();
    String scheme = "https".equals(address.getScheme()) ? "wss" : "ws";
    URI events =
        URI.create(
            "%s://%s/ari/events?app=%s".formatted(scheme, address.getAuthority(), settings.app()));
    return http.newWebSocketBuilder()
        .header("Authorization", authorization())
        .connectTimeout(CONNECT_WITHIN)
        .buildAsync(events, new Ear(mine))
        .handleAsync(
            (opened, failure) -> {
              if (closed || mine != connection) {
                if (opened != null) {
                  opened.abort();
                }
              } else if (failure == null) {
                socket = opened;
                up = true;
                waitMs = FIRST_WAIT_MS;
                peer.linked();
              } else {
                again(String.valueOf(failure.getMessage()));
              }
              return null;
            },
            loop);
  }

  private void broken(int of, String detail) {
    if (of == connection && !closed) {
      if (socket != null) {
        socket.abort();
        socket = null;
      }
      boolean was = up;
      up = false;
      if (was) {
        peer.lost(detail);
      }
      again(detail);
    }
  }

  private void again(String detail) {
    int mine = ++connection;
    LOG.warn("no link to Asterisk, again in {} ms: {}", waitMs, detail);
    var _ =
        loop.schedule(
            () -> {
              if (!closed && mine == connection) {
                var _ = connect();
              }
            },
            waitMs,
            TimeUnit.MILLISECONDS);
    waitMs = Math.min(LONGEST_WAIT_MS, waitMs * 2);
  }

  private void watch() {
    if (closed) {
      return;
    }
    int mine = connection;
    var _ =
        loop.schedule(
            () ->
                get("/applications/" + settings.app())
                    .thenAccept(reply -> {
                      if (up && reply.status() == 0) {
                        broken(mine, "it does not answer");
                      }
                      watch();
                    }),
            PING_MS,
            TimeUnit.MILLISECONDS);
  }

  private final class Ear implements WebSocket.Listener {
    private final int of;
    private final StringBuilder text = new StringBuilder();

    Ear(int of) {
      this.of = of;
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      if (text.length() + data.length() > MOST_CHARS) {
        loop.execute(() -> broken(of, "an event longer than " + MOST_CHARS + " characters"));
        return null;
      }
      text.append(data);
      if (last) {
        String whole = text.toString();
        text.setLength(0);
        loop.execute(() -> heard(of, whole));
      }
      from.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
      loop.execute(() -> broken(of, "closed with " + code));
      return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
      loop.execute(() -> broken(of, String.valueOf(error.getMessage())));
    }
  }

  private void heard(int of, String text) {
    if (of != connection) {
      return;
    }
    LOG.trace("{}", text);
    try {
      peer.event(new JsonObject(text));
    } catch (DecodeException e) {
      LOG.warn("an event that cannot be read: {}", e.getMessage());
    } catch (RuntimeException e) {
      LOG.error("an event could not be worked with: {}", text, e);
    }
  }

  // --- Requests ---

  CompletionStage<AriReply> get(String path) {
    return request("GET", path, Map.of(), null);
  }

  CompletionStage<AriReply> post(String path, Map<String, String> parameters) {
    return request("POST", path, parameters, null);
  }

  CompletionStage<AriReply> post(String path, Map<String, String> parameters, JsonObject body) {
    return request("POST", path, parameters, body);
  }

  CompletionStage<AriReply> delete(String path, Map<String, String> parameters) {
    return request("DELETE", path, parameters, null);
  }

  private CompletionStage<AriReply> request(
      String method, String path, Map<String, String> parameters, @Nullable JsonObject body) {
    String query =
        parameters.entrySet().stream()
            .map(p -> p.getKey() + "=" + encoded(p.getValue()))
            .collect(Collectors.joining("&", parameters.isEmpty() ? "" : "?", ""));
    var request =
        HttpRequest.newBuilder(settings.address().resolve("/ari" + path + query))
            .header("Authorization", authorization())
            .timeout(path.endsWith("/file") ? FILE_WITHIN : ANSWER_WITHIN);
    if (body == null) {
      request.method(method, BodyPublishers.noBody());
    } else {
      request
          .header("Content-Type", "application/json")
          .method(method, BodyPublishers.ofString(body.encode()));
    }
    CompletableFuture<AriReply> reply = new CompletableFuture<>();
    var _ =
        http.sendAsync(request.build(), BodyHandlers.ofByteArray())
            .whenCompleteAsync(
                (answer, failure) -> {
                  if (failure != null) {
                    LOG.debug("{} {} failed: {}", method, path, failure.toString());
                    reply.complete(AriReply.NONE);
                  } else {
                    if (answer.statusCode() >= 400) {
                      LOG.debug("{} {} answered {}", method, path, answer.statusCode());
                    }
                    reply.complete(new AriReply(answer.statusCode(), answer.body()));
                  }
                },
                loop);
    return reply;
  }

  private String authorization() {
    String both = settings.user() + ":" + settings.password();
    return "Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8));
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /// On the loop.
  void close() {
    closed = true;
    up = false;
    if (socket != null) {
      socket.abort();
    }
    http.shutdownNow();
  }
}
