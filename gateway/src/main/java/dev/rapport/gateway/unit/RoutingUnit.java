package dev.rapport.gateway.unit;

import dev.rapport.routing.Command;
import dev.rapport.routing.Event;
import dev.rapport.routing.EventLog;
import dev.rapport.routing.Outcome;
import dev.rapport.routing.RoutingCore;
import dev.rapport.routing.RoutingSnapshot;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs one centre's core on one Vert.x context; see the package's map.
public final class RoutingUnit {
  private static final Logger LOG = LoggerFactory.getLogger(RoutingUnit.class);

  /// Commands that may wait for the core; beyond it they are refused.
  static final int MAX_PENDING = 20_000;

  /// Events after which the next replay is shortened by a snapshot.
  static final int EVENTS_PER_SNAPSHOT = 20_000;

  /// Right after a replay there is more urgent work than a snapshot.
  private static final int EVENTS_BEFORE_SNAPSHOT = 1_000;

  private static final long NO_TIMER = -1;
  private static final long LONGEST_TIMER_MS = 3_600_000;
  private static final long FIRST_RETRY_MS = 100;
  private static final long LAST_RETRY_MS = 5_000;

  private final Vertx vertx;
  private final Context context;
  private final Supplier<EventLog> logs;
  private final InstantSource clock;
  private final List<EventListener> listeners = new ArrayList<>();
  private final AtomicInteger pending = new AtomicInteger();

  private @Nullable Future<Rebuilt> ahead;

  // Below: touched on the context only.
  private RoutingCore core = new RoutingCore();
  private @Nullable EventLog log;
  private volatile State state = State.REBUILDING;
  private long generation;
  private long durable;
  private long newestSnapshot;
  private long snapshotDue;
  private int appending;
  private long lastNow;
  private long timer = NO_TIMER;

  private enum State {
    RUNNING,
    REBUILDING,
    CLOSED
  }

  /// What a replay came to.
  private record Rebuilt(EventLog log, RoutingCore core, long sequence, long snapshot) {}

  /// @param logs opens the log; asked again whenever an append failed
  public RoutingUnit(Vertx vertx, Context context, Supplier<EventLog> logs, InstantSource clock) {
    this.vertx = vertx;
    this.context = context;
    this.logs = logs;
    this.clock = clock;
  }

  /// Before [#start].
  public void listen(EventListener listener) {
    listeners.add(listener);
  }

  /// Begins to replay the log. To be called once, as early as there is a log: with many open
  /// contacts this is most of a start, and what else there is to make can be made meanwhile.
  public void replayAhead() {
    ahead = replaying();
  }

  /// Replays the log, or waits for [#replayAhead]; fails when the log is damaged.
  ///
  /// @param beside what the listeners need besides, before they hear of the state
  public Future<Void> start(Future<?> beside) {
    Future<Rebuilt> early = ahead;
    Future<Rebuilt> replayed = early == null ? replaying() : early;
    ahead = null;
    Promise<Void> started = Promise.promise();
    beside
        .compose(_ -> replayed)
        .onSuccess(rebuilt ->
            context.runOnContext(_ -> {
              take(rebuilt);
              started.complete();
            }))
        .onFailure(started::fail);
    return started.future();
  }

  /// Completes once the command's events are durable, or with a rejection; fails with
  /// [UnitUnavailable] when they did not become durable.
  public Future<Outcome> submit(Command command) {
    if (pending.incrementAndGet() > MAX_PENDING) {
      pending.decrementAndGet();
      return Future.failedFuture(new UnitUnavailable(MAX_PENDING + " commands are pending"));
    }
    Promise<Outcome> answer = Promise.promise();
    context.runOnContext(_ -> {
      pending.decrementAndGet();
      handle(command, answer);
    });
    return answer.future();
  }

  /// Reads the core on its own thread.
  public <T> Future<T> ask(Function<RoutingCore, T> question) {
    Promise<T> answer = Promise.promise();
    context.runOnContext(_ -> {
      if (state == State.RUNNING) {
        answer.complete(question.apply(core));
      } else {
        answer.fail(unavailable());
      }
    });
    return answer.future();
  }

  /// Whether commands are taken now. From any thread.
  public boolean running() {
    return state == State.RUNNING;
  }

  /// Refuses what comes now, waits for what was accepted, keeps a snapshot.
  public Future<Void> close() {
    Promise<Void> closed = Promise.promise();
    context.runOnContext(_ -> closeWhenQuiet(closed));
    return closed.future();
  }

  private void closeWhenQuiet(Promise<Void> closed) {
    State before = state;
    state = State.CLOSED;
    vertx.cancelTimer(timer);
    if (appending > 0) {
      vertx.setTimer(5, _ -> context.runOnContext(_ -> closeWhenQuiet(closed)));
      return;
    }
    if (before == State.REBUILDING || durable == newestSnapshot) {
      closed.complete();
      return;
    }
    saveSnapshot().onComplete(_ -> closed.complete());
  }

  private EventLog present() {
    return Objects.requireNonNull(log, "running means replayed");
  }

  private Future<@Nullable Boolean> saveSnapshot() {
    RoutingSnapshot state = core.snapshot();
    long sequence = durable;
    newestSnapshot = sequence;
    snapshotDue = sequence + EVENTS_PER_SNAPSHOT;
    EventLog into = present();
    return context.executeBlocking(
        () -> save(into, new EventLog.Snapshot(sequence, state.hash(), state)));
  }

  private void handle(Command command, Promise<Outcome> answer) {
    if (state != State.RUNNING) {
      answer.fail(unavailable());
      return;
    }
    long now = now();
    Outcome outcome = core.handle(command, now);
    switch (outcome) {
      case Outcome.Rejected rejected -> answer.complete(rejected);
      case Outcome.Done(List<Event> events) when events.isEmpty() -> answer.complete(outcome);
      case Outcome.Done(List<Event> events) -> append(events, now, outcome, answer);
    }
    setTimer();
  }

  private void append(List<Event> events, long now, Outcome outcome, Promise<Outcome> answer) {
    appending++;
    long decidedIn = generation;
    present()
        .append(events, now)
        .whenComplete((sequence, failure) ->
            context.runOnContext(_ -> {
              appending--;
              if (failure != null) {
                rebuild(decidedIn, failure);
                answer.fail(new UnitUnavailable("the event log did not take it", failure));
              } else if (decidedIn == generation) {
                publish(events, sequence, now);
                answer.complete(outcome);
              } else {
                answer.fail(new UnitUnavailable("decided before a rebuild"));
              }
            }));
  }

  private void publish(List<Event> events, long last, long at) {
    durable = last;
    long sequence = last - events.size();
    for (Event event : events) {
      sequence++;
      for (EventListener listener : listeners) {
        try {
          listener.happened(sequence, at, event, core);
        } catch (RuntimeException e) {
          // A listener derives; it must not stop what the centre does.
          LOG.error("a listener failed on event {}", sequence, e);
        }
      }
    }
    if (appending == 0 && durable >= snapshotDue) {
      var _ = saveSnapshot();
    }
  }

  private static boolean save(EventLog into, EventLog.Snapshot snapshot) {
    try {
      into.saveSnapshot(snapshot);
      return true;
    } catch (RuntimeException e) {
      // A snapshot only shortens the next replay.
      LOG.warn("no snapshot at {}: {}", snapshot.sequence(), e.getMessage());
      return false;
    }
  }

  /// The core is ahead of the log for good: start again from what is durable.
  private void rebuild(long failedIn, Throwable failure) {
    if (failedIn != generation || state == State.CLOSED) {
      return;
    }
    generation++;
    state = State.REBUILDING;
    vertx.cancelTimer(timer);
    LOG.warn("the event log refused events; rebuilding from it: {}", failure.getMessage());
    rebuildAfter(FIRST_RETRY_MS);
  }

  private void rebuildAfter(long delayMs) {
    vertx.setTimer(delayMs, _ -> context.runOnContext(_ -> rebuildNow(delayMs)));
  }

  private void rebuildNow(long delayMs) {
    if (appending > 0) {
      // What was appended beside the failure must have its outcome before the log is read.
      rebuildAfter(delayMs);
      return;
    }
    context
        .<Rebuilt>executeBlocking(this::replay)
        .onSuccess(rebuilt -> context.runOnContext(_ -> take(rebuilt)))
        .onFailure(e -> {
          LOG.error("the event log cannot be replayed: {}", e.getMessage());
          context.runOnContext(_ -> rebuildAfter(Math.min(2 * delayMs, LAST_RETRY_MS)));
        });
  }

  private Future<Rebuilt> replaying() {
    return context.<Rebuilt>executeBlocking(this::replay).map(Objects::requireNonNull);
  }

  private Rebuilt replay() {
    EventLog opened = logs.get();
    Optional<EventLog.Snapshot> newest = opened.newestSnapshot();
    if (newest.isPresent()) {
      EventLog.Snapshot snapshot = newest.get();
      RoutingCore restored = new RoutingCore(snapshot.state());
      RoutingSnapshot again = restored.snapshot();
      // Beside the replay of what follows: both take long when many contacts are open.
      var hash = CompletableFuture.supplyAsync(again::hash);
      try {
        Rebuilt rebuilt = replay(opened, restored, snapshot.sequence());
        if (hash.join().equals(snapshot.stateHash())) {
          return rebuilt;
        }
      } catch (RuntimeException e) {
        if (hash.join().equals(snapshot.stateHash())) {
          throw e;
        }
      }
      LOG.error(
          "the snapshot at {} hashes differently; replaying from the start", snapshot.sequence());
    }
    return replay(opened, new RoutingCore(), 0);
  }

  private static Rebuilt replay(EventLog log, RoutingCore core, long from) {
    long last = log.replay(from, (_, at, event) -> core.apply(event, at));
    return new Rebuilt(log, core, last, from);
  }

  private void take(Rebuilt rebuilt) {
    if (state == State.CLOSED) {
      return;
    }
    core = rebuilt.core();
    log = rebuilt.log();
    durable = rebuilt.sequence();
    newestSnapshot = rebuilt.snapshot();
    snapshotDue = Math.max(newestSnapshot + EVENTS_PER_SNAPSHOT, durable + EVENTS_BEFORE_SNAPSHOT);
    listeners.forEach(listener -> listener.rebuilt(core));
    state = State.RUNNING;
    setTimer();
  }

  private void setTimer() {
    if (timer != NO_TIMER) {
      vertx.cancelTimer(timer);
      timer = NO_TIMER;
    }
    long deadline = core.nextDeadline();
    if (deadline == Long.MAX_VALUE || state != State.RUNNING) {
      return;
    }
    long delay = Math.clamp(deadline - now(), 1, LONGEST_TIMER_MS);
    timer =
        vertx.setTimer(
            delay,
            _ -> {
              timer = NO_TIMER;
              context.runOnContext(_ -> handle(new Command.TimePassed(), Promise.promise()));
            });
  }

  /// Never backwards, whatever the wall clock does.
  private long now() {
    lastNow = Math.max(lastNow, clock.millis());
    return lastNow;
  }

  private UnitUnavailable unavailable() {
    return new UnitUnavailable(
        switch (state) {
          case REBUILDING -> "the routing state is being rebuilt from the event log";
          case CLOSED -> "the process is stopping";
          case RUNNING -> throw new IllegalStateException("it is available");
        });
  }
}
