package dev.rapport.gateway.demo;

import dev.rapport.channels.media.Clip;
import dev.rapport.channels.media.Melody;
import dev.rapport.channels.sip.SoftCall;
import dev.rapport.channels.sip.SoftPhone;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// People who telephone, and the telephones of the simulated agents: real SIP and real sound on
/// loopback, so that any softphone can take part.
public final class SimulatedCallers {
  private static final int MAX_CALLS = 40;
  private static final double VOICE_HERTZ = 330;

  private final Vertx vertx;
  private final InetSocketAddress server;
  private final List<DemoCustomer> customers = DemoCentre.load().customers();
  private final Random random;
  private final double perMinute;
  private final AtomicInteger calls = new AtomicInteger();
  private @Nullable SoftPhone phones;
  private long next;
  private volatile boolean closed;

  /// @param perMinute how many call on average; 0 for nobody
  public SimulatedCallers(Vertx vertx, int sipPort, long seed, double perMinute) {
    this.vertx = vertx;
    this.server = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), sipPort);
    this.random = new Random(seed);
    this.perMinute = Math.clamp(perMinute, 0, MAX_CALLS);
  }

  /// Complete when the agents' telephones are there.
  ///
  /// @param agents whose telephones ring here
  public Future<Void> start(List<String> agents) {
    Clip voice = Clip.of(Melody.tone(VOICE_HERTZ, 1_000));
    return Future.fromCompletionStage(SoftPhone.open(server.getAddress(), 2 * MAX_CALLS, voice))
        .compose(phone -> {
          phones = phone;
          phone.whenCalled(call -> later(2, 5, call::answer));
          return Future.join(
              agents.stream()
                  .map(agent ->
                      Future.fromCompletionStage(
                          phone.register(server, agent, DemoCentre.PASSWORD)))
                  .toList());
        })
        .onSuccess(_ -> {
          if (perMinute > 0) {
            somebodyLater();
          }
        })
        .mapEmpty();
  }

  private void somebodyLater() {
    double minutes = -Math.log(1 - random.nextDouble()) / perMinute;
    next =
        vertx.setTimer(
            Math.max(1, Math.round(minutes * 60_000)),
            _ -> {
              somebodyCalls();
              somebodyLater();
            });
  }

  private void somebodyCalls() {
    SoftPhone phone = phones;
    if (phone == null || closed || calls.get() >= MAX_CALLS) {
      return;
    }
    DemoCustomer customer = customers.get(random.nextInt(customers.size()));
    calls.incrementAndGet();
    SoftCall call =
        phone.call(
            server,
            new SoftPhone.From(customer.phone(), customer.name(), Map.of()),
            "help",
            new SoftCall.Listener() {
              @Override
              public void ended(int status) {
                calls.decrementAndGet();
              }
            });
    // Some give up before anybody answers, and nobody talks for ever.
    later(random.nextInt(8) == 0 ? 6 : 60, 120, call::hangUp);
  }

  private void later(int least, int most, Runnable what) {
    long millis = 1_000L * least + random.nextInt(1_000 * (most - least));
    vertx.setTimer(
        millis,
        _ -> {
          if (!closed) {
            what.run();
          }
        });
  }

  /// Everybody hangs up.
  public Future<Void> close() {
    closed = true;
    vertx.cancelTimer(next);
    SoftPhone phone = phones;
    return phone == null
        ? Future.succeededFuture()
        : vertx
            .executeBlocking(() -> {
              phone.close();
              return true;
            })
            .mapEmpty();
  }
}
