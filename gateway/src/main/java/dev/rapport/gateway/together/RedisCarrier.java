package dev.rapport.gateway.together;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.SslOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import io.lettuce.core.resource.Delay;
import java.io.File;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Carries by Redis (6.2 or newer) or Valkey: publish and subscribe, which keeps nothing there. So
/// a Redis that is wiped, full, or read-only carries on, and what one holds can tell nobody
/// anything. One connection speaks and one listens; both come back by themselves.
///
/// A URL names one server (`redis://`, `rediss://` for TLS, with user and password for an ACL), or
/// Sentinels (`redis-sentinel://`). Of a Cluster any node will do: they pass on what is published.
final class RedisCarrier implements Carrier {
  private static final Logger LOG = LoggerFactory.getLogger(RedisCarrier.class);

  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(1);
  private static final Duration BETWEEN_TRIES = Duration.ofMillis(500);
  private static final Duration LONGEST_BETWEEN_TRIES = Duration.ofSeconds(2);
  private static final int MOST_UNANSWERED = 10_000;
  private static final int THREADS = 2;

  private final RedisURI uri;
  private final String prefix;
  private final ClientResources resources;
  private final RedisClient client;

  // Guarded by this.
  private @Nullable StatefulRedisPubSubConnection<String, String> speaks;
  private @Nullable StatefulRedisPubSubConnection<String, String> listens;
  private List<String> channels = List.of();
  private Listener hears = _ -> {};
  private boolean connecting;
  private boolean closed;
  private volatile boolean complained;

  /// @param redis whose prefix is of the names of all channels: an ACL needs `&prefix:*`
  RedisCarrier(RedisAddress redis, String centre) {
    this.uri = RedisURI.create(redis.url());
    uri.setTimeout(ANSWER_WITHIN);
    uri.setClientName("rapport");
    this.prefix = redis.prefix() + ":" + centre;
    resources =
        DefaultClientResources.builder()
            .ioThreadPoolSize(THREADS)
            .computationThreadPoolSize(THREADS)
            .reconnectDelay(
                Delay.exponential(BETWEEN_TRIES, LONGEST_BETWEEN_TRIES, 2, TimeUnit.MILLISECONDS))
            .build();
    client = RedisClient.create(resources);
    client.setOptions(
        ClientOptions.builder()
            // What waits for a Redis that is away is asked elsewhere meanwhile.
            .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
            .requestQueueSize(MOST_UNANSWERED)
            .timeoutOptions(TimeoutOptions.enabled(ANSWER_WITHIN))
            .socketOptions(
                SocketOptions.builder().connectTimeout(ANSWER_WITHIN).keepAlive(true).build())
            .sslOptions(trusting(redis.authorities()))
            .build());
  }

  private static SslOptions trusting(String authorities) {
    var options = SslOptions.builder().jdkSslProvider();
    return authorities.isEmpty()
        ? options.build()
        : options.trustManager(new File(authorities)).build();
  }

  /// @throws IllegalArgumentException saying what is wrong with it, without the password
  static void checkUrl(String url) {
    try {
      var _ = RedisURI.create(url);
    } catch (RuntimeException e) {
      throw new IllegalArgumentException(
          "is not redis://, rediss:// or redis-sentinel:// with a host");
    }
  }

  @Override
  public void listen(List<String> addressees, Listener reader) {
    synchronized (this) {
      channels = addressees.stream().map(this::channel).toList();
      hears = reader;
    }
    connect();
  }

  private String channel(String addressee) {
    return prefix + ":" + addressee;
  }

  private synchronized void connect() {
    if (closed || connecting) {
      return;
    }
    connecting = true;
    var _ =
        open(client)
            .thenCompose(speaker ->
                open(client)
                    .whenComplete((_, failure) -> closeAfter(failure, speaker))
                    .thenAccept(listener -> connected(speaker, listener)))
            .whenComplete((_, failure) -> {
              synchronized (this) {
                connecting = false;
              }
              if (failure != null) {
                complain(failure);
                var _ =
                    resources
                        .eventExecutorGroup()
                        .schedule(this::connect, BETWEEN_TRIES.toMillis(), TimeUnit.MILLISECONDS);
              }
            });
  }

  private static void closeAfter(
      @Nullable Throwable failure, StatefulRedisPubSubConnection<String, String> connection) {
    if (failure != null) {
      var _ = connection.closeAsync();
    }
  }

  /// Once, until it was reached.
  private void complain(Throwable why) {
    if (!complained) {
      complained = true;
      LOG.warn("Redis cannot be reached: {}", String.valueOf(why));
    }
  }

  private CompletableFuture<StatefulRedisPubSubConnection<String, String>> open(RedisClient from) {
    try {
      return from.connectPubSubAsync(io.lettuce.core.codec.StringCodec.UTF8, uri)
          .toCompletableFuture();
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private void connected(
      StatefulRedisPubSubConnection<String, String> speaker,
      StatefulRedisPubSubConnection<String, String> listener) {
    String[] names;
    Listener reader;
    synchronized (this) {
      if (closed) {
        var _ = speaker.closeAsync();
        var _ = listener.closeAsync();
        return;
      }
      speaks = speaker;
      listens = listener;
      names = channels.toArray(String[]::new);
      reader = hears;
    }
    listener.addListener(
        new RedisPubSubAdapter<>() {
          @Override
          public void message(String channel, String words) {
            reader.heard(words);
          }

          /// By itself too, when the connection was lost and is back.
          @Override
          public void subscribed(String channel, long count) {
            if (count == names.length) {
              reader.listensAnew();
            }
          }
        });
    var _ =
        listener
            .async()
            .subscribe(names)
            .whenComplete((_, e) -> {
              if (e != null) {
                LOG.warn("Redis does not let us listen: {}", e.toString());
              }
            });
    complained = false;
  }

  @Override
  public CompletionStage<Boolean> send(String addressee, String words) {
    StatefulRedisPubSubConnection<String, String> by;
    synchronized (this) {
      by = speaks;
    }
    if (by == null || words.length() > MOST_CHARS) {
      return CompletableFuture.completedFuture(false);
    }
    try {
      return by.async().publish(channel(addressee), words).handle((_, e) -> e == null);
    } catch (RuntimeException e) {
      return CompletableFuture.completedFuture(false);
    }
  }

  /// A connection may be open at this end alone.
  @Override
  public void renew() {
    synchronized (this) {
      if (speaks == null || connecting) {
        return;
      }
      var _ = speaks.closeAsync();
      if (listens != null) {
        var _ = listens.closeAsync();
      }
      speaks = null;
      listens = null;
    }
    connect();
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
    }
    client.shutdown(Duration.ZERO, ANSWER_WITHIN);
    var _ = resources.shutdown(0, ANSWER_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
  }
}
