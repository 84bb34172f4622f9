package dev.rapport.gateway;

import dev.rapport.channels.sip.SipSwitch;
import dev.rapport.gateway.http.HealthCheck;
import dev.rapport.gateway.phone.PhoneCalls;
import dev.rapport.gateway.settings.Settings;
import dev.rapport.gateway.together.Together;
import dev.rapport.storage.SqlContacts;
import dev.rapport.storage.StoreUnavailable;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.micrometer.MicrometerMetricsFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One running process: starts what [Wiring] made, in order, and stops it in the reverse order.
public final class Rapport implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Rapport.class);

  private static final Duration START_WITHIN = Duration.ofMinutes(5);
  private static final Duration STOP_WITHIN = Duration.ofSeconds(10);
  private static final long TICK_MS = 1_000;
  private static final long FORETELL_MS = 5_000;
  private static final long REFRESH_MS = 500;
  private static final long TAKE_UP_MS = 5_000;
  private static final long SWEEP_MS = 3_600_000;

  /// Often enough that nobody waits unseen, rarely enough that a large centre does not notice.
  private static final long WATCH_MS = 30_000;

  private static final long KEYS_KEPT_MS = 24 * SWEEP_MS;

  private final Vertx vertx;
  private final Wiring wiring;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private volatile boolean ready;
  private volatile boolean closing;
  private final List<Long> timers = new ArrayList<>();
  private @Nullable Leadership leadership;
  private volatile boolean replaced;
  private int httpPort;
  private int smtpPort;
  private volatile int phonePort;

  private Rapport(Vertx vertx, Wiring wiring) {
    this.vertx = vertx;
    this.wiring = wiring;
  }

  /// Starts a process and waits until it takes contacts.
  ///
  /// @param data the data directory, made when it is not there
  public static Rapport start(Settings settings, Path data) {
    try {
      Files.createDirectories(data);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    Vertx vertx = Vertx.builder().withMetrics(new MicrometerMetricsFactory(metrics)).build();
    try {
      Promise<Context> context = Promise.promise();
      await(
          vertx.deployVerticle(own -> {
            context.complete(own);
            return Future.succeededFuture();
          }));
      Holder holder = new Holder();
      Wiring wiring =
          new Wiring(settings, data, vertx, await(context.future()), metrics, holder::checks);
      Metrics.bind(metrics, wiring);
      Rapport rapport = new Rapport(vertx, wiring);
      holder.rapport = rapport;
      rapport.start();
      return rapport;
    } catch (RuntimeException e) {
      vertx.close();
      throw e;
    }
  }

  /// The wiring asks for health before there is a process to be healthy.
  private static final class Holder {
    private volatile @Nullable Rapport rapport;

    List<HealthCheck> checks() {
      Rapport started = rapport;
      return started == null
          ? List.of(new HealthCheck("start", false, "starting"))
          : started.checks();
    }
  }

  private void start() {
    if (!wiring.alone() && wiring.together == null) {
      Leadership leads = Leadership.await(wiring.store, wiring.centre, this::replaced);
      leadership = leads;
      wiring.readAhead(leads.epoch());
    }
    Together others = wiring.together;
    if (others == null) {
      SqlContacts.Counted today = wiring.today();
      wiring.live.begin(today.byChannel(), today.upTo());
      await(wiring.unit.start(wiring.opened));
      await(new Recovery(wiring).run());
      if (wiring.pbx != null) {
        wiring.pbx.readAgain();
      }
    } else {
      join(others);
    }
    // The index is derived: a process that is catching up can already take contacts.
    var _ = wiring.readers.executeBlocking(wiring.index::refresh, false);
    Settings settings = wiring.settings;
    httpPort = await(wiring.door.listen(settings.http().host(), settings.http().port()));
    if (wiring.sender != null) {
      wiring.sender.start();
    }
    if (wiring.smtp != null) {
      smtpPort = await(wiring.smtp.start());
    }
    if (others == null) {
      await(takeCalls());
    }
    if (wiring.calls != null) {
      announce(wiring.calls, Objects.requireNonNull(settings.phone()).announceSeconds());
    }
    repeat();
    wiring.keeper.start(
        new KnowledgeKeeper.Charges(
            wiring.centre,
            KnowledgeWiring.editor(wiring),
            wiring.learner.teaching(),
            wiring.intents,
            wiring.passages));
    wiring.finder.start();
    ready = true;
  }

  /// Callers hear every so often where they are.
  private void announce(PhoneCalls calls, int everySeconds) {
    every(
        1_000L * everySeconds,
        _ ->
            wiring.unit.ask(core -> {
              calls.announce(core);
              return true;
            }));
  }

  /// Serves beside others: follows whoever leads, or leads.
  private void join(Together others) {
    var local =
        new TogetherWiring(
            wiring,
            others,
            () -> new Recovery(wiring).run().compose(_ -> takeCalls()),
            () -> Thread.ofPlatform().name("replaced").start(this::replaced));
    await(wiring.unit.start(wiring.opened));
    await(local.begin());
    others.begin(local);
    await(others.settled());
  }

  /// Calls are with the process that decides.
  private Future<Void> takeCalls() {
    PhoneCalls calls = wiring.calls;
    if (calls == null) {
      return PhoneWiring.withoutCalls(wiring);
    }
    return calls
        .start()
        .onSuccess(_ -> phonePort = wiring.phone instanceof SipSwitch sip ? sip.port() : 0);
  }

  /// Another gateway decides: whatever this one still did would be refused.
  private void replaced() {
    replaced = true;
    close();
  }

  /// Whether it ended because another gateway took over.
  public boolean wasReplaced() {
    return replaced;
  }

  /// What happens every so often.
  private void repeat() {
    wiring.people.repeat(this::every);
    every(
        TICK_MS,
        _ ->
            wiring.unit.ask(core -> {
              wiring.notices.tellPlaces(core);
              wiring.live.tick(core);
              return true;
            }));
    every(FORETELL_MS, _ -> whileDeciding(wiring.foretelling::tick));
    every(
        REFRESH_MS,
        _ ->
            wiring
                .readers
                .executeBlocking(wiring.index::refresh, false)
                .onFailure(e -> LOG.warn("the index is behind: {}", e.getMessage())));
    every(
        TAKE_UP_MS,
        _ ->
            whileDeciding(() ->
                wiring
                    .reception
                    .takeUp()
                    .onFailure(e -> LOG.warn("acknowledged contacts wait: {}", e.toString()))));
    every(
        WATCH_MS,
        _ ->
            wiring.unit.ask(core -> {
              wiring.watch.sweep(core, wiring.clock.millis());
              return true;
            }));
    every(
        SWEEP_MS,
        _ -> {
          long now = wiring.clock.millis();
          var _ = wiring.sessions.sweep(now);
          var _ = wiring.idempotency.sweep(now - KEYS_KEPT_MS);
          var _ = wiring.visits.sweep(now);
          if (wiring.pbx != null) {
            wiring.pbx.sweep();
          }
        });
  }

  /// What one gateway does for all.
  private void whileDeciding(Runnable action) {
    if (wiring.decides()) {
      action.run();
    }
  }

  private void every(long millis, Handler<Long> action) {
    timers.add(vertx.setPeriodic(millis, action));
  }

  private List<HealthCheck> checks() {
    var committer = wiring.store.committer();
    StoreUnavailable stop = committer.stopped();
    if (stop == null) {
      stop = committer.away();
    }
    List<HealthCheck> checks = new ArrayList<>();
    checks.addAll(own(stop));
    Together others = wiring.together;
    if (others != null) {
      checks.add(
          new HealthCheck(
              "together",
              true,
              (others.leads() ? "leads; " : "follows; ")
                  + (others.hears() ? "Redis carries" : "Redis is away, the store carries")));
    }
    return checks;
  }

  private List<HealthCheck> own(@Nullable StoreUnavailable stop) {
    return List.of(
        new HealthCheck("process", ready && !closing, closing ? "stopping" : "running"),
        new HealthCheck(
            "store",
            stop == null,
            stop == null ? "takes writes" : String.valueOf(stop.getMessage())),
        new HealthCheck(
            "disk",
            !wiring.store.committer().full(),
            wiring.store.committer().full() ? "full: only ends are written" : "has room"),
        new HealthCheck(
            "routing",
            wiring.unit.running(),
            !wiring.unit.running()
                ? "rebuilding"
                : wiring.watch.stuck().isEmpty()
                    ? "decides"
                    : "decides; stuck: " + wiring.watch.stuck().size()));
  }

  public int httpPort() {
    return httpPort;
  }

  /// 0 when no mail comes in.
  public int smtpPort() {
    return smtpPort;
  }

  /// The port of SIP; 0 when no calls come in.
  public int phonePort() {
    return phonePort;
  }

  /// Waits until every article in the store can be found.
  public void awaitSearchable() {
    await(wiring.readers.executeBlocking(wiring.index::refresh, false));
  }

  public Vertx vertx() {
    return vertx;
  }

  /// Waits until the process was asked to stop, and has.
  public void awaitStop() throws InterruptedException {
    awaitStop(Long.MAX_VALUE);
  }

  /// As [#awaitStop], at most so many seconds.
  public void awaitStop(long seconds) throws InterruptedException {
    var _ = stopped.await(seconds, TimeUnit.SECONDS);
  }

  /// No new contacts, finish what is on its way, keep a snapshot, let go of the files.
  @Override
  public void close() {
    if (closing) {
      return;
    }
    closing = true;
    timers.forEach(vertx::cancelTimer);
    if (wiring.calls != null) {
      quietly("the phone", () -> await(wiring.calls.close(), STOP_WITHIN));
    }
    if (wiring.smtp != null) {
      quietly("incoming mail", () -> await(wiring.smtp.stop(), STOP_WITHIN));
    }
    if (wiring.sender != null) {
      quietly("outgoing mail", () -> await(wiring.sender.stop(), STOP_WITHIN));
    }
    wiring.sockets.endAll();
    quietly("the HTTP server", () -> await(wiring.door.close(), STOP_WITHIN));
    quietly("the routing unit", () -> await(wiring.unit.close(), STOP_WITHIN));
    if (wiring.together != null) {
      quietly("the other gateways", wiring.together::close);
    }
    Leadership leads = leadership;
    if (leads != null && !replaced) {
      quietly("the lease", leads::close);
    }
    quietly("Vert.x", () -> await(vertx.close(), STOP_WITHIN));
    wiring.storeReads.shutdown();
    quietly("the finder of customers", wiring.finder::close);
    quietly("the keeper of the articles", wiring.keeper::close);
    quietly("the index", wiring.index::close);
    if (wiring.passages != null) {
      quietly("the index of meanings", wiring.passages::close);
    }
    if (wiring.sentences != null) {
      quietly("the sentence model", wiring.sentences::close);
    }
    quietly("the store", wiring.store::close);
    stopped.countDown();
  }

  private static void quietly(String what, Runnable end) {
    try {
      end.run();
    } catch (RuntimeException e) {
      LOG.warn("{} did not stop: {}", what, e.getMessage());
    }
  }

  private static <T> T await(Future<T> future) {
    return await(future, START_WITHIN);
  }

  private static <T> T await(Future<T> future, Duration within) {
    try {
      return future.await(within.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new IllegalStateException("took longer than " + within, e);
    }
  }
}
