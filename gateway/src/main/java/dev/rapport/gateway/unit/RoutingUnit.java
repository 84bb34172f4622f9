package dev.rapport.gateway.unit;

import dev.rapport.routing.Command;
import dev.rapport.routing.Event;
import dev.rapport.routing.EventLog;
import dev.rapport.routing.Outcome;
import dev.rapport.routing.RoutingCore;
import dev.rapport.storage.LoggedEvent;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs one centre's core in turns; see the package's map.
public final class RoutingUnit {
  private static final Logger LOG = LoggerFactory.getLogger(RoutingUnit.class);

  /// Commands that may wait for the core; beyond it they are refused.
  static final int MAX_PENDING = 20_000;

  private static final long CLOSING_MS = 5;
  private static final long FIRST_RETRY_MS = 100;
  private static final long LAST_RETRY_MS = 5_000;

  private final Turns turns;
  private final Supplier<EventLog> logs;
  private final Alarm alarm;
  private final Listeners listeners = new Listeners();
  private final AtomicInteger pending = new AtomicInteger();

  private @Nullable Future<Replay> ahead;

  /// Null when no other process ever decides for the centre.
  private @Nullable Following following;

  private volatile boolean leads = true;

  // Below: touched in turn only.
  private RoutingCore core = new RoutingCore();
  private @Nullable EventLog log;
  private volatile UnitState state = UnitState.REBUILDING;
  private long generation;
  private long durable;
  private final Snapshots snapshots;
  private int appending;

  /// What came of the append that was begun last.
  private Future<Decided> newest = Future.failedFuture("nothing was decided");

  /// @param logs opens the log; asked again whenever an append failed
  public RoutingUnit(Turns turns, Supplier<EventLog> logs, InstantSource clock) {
    this.turns = turns;
    this.logs = logs;
    alarm = new Alarm(turns, clock);
    snapshots = new Snapshots(turns);
  }

  /// Before [#start].
  public void listen(EventListener listener) {
    listeners.add(listener);
  }

  /// Before [#start]: another process may decide, and does until [#lead].
  public void together(LogReader reader, Elsewhere elsewhere) {
    leads = false;
    following =
        new Following(turns, new Following.Source(reader, elsewhere), () -> durable, this::apply);
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
    Future<Replay> early = ahead;
    Future<Replay> replayed = early == null ? replaying() : early;
    ahead = null;
    Promise<Void> started = Promise.promise();
    beside
        .compose(_ -> replayed)
        .onSuccess(rebuilt ->
            turns.run(() -> {
              take(rebuilt);
              started.complete();
            }))
        .onFailure(started::fail);
    return started.future();
  }

  /// Completes once the command's events are durable and this process shows them, or with a
  /// rejection; fails with [UnitUnavailable] when they did not become durable, or nobody knows.
  public Future<Outcome> submit(Command command) {
    Promise<Outcome> answer = Promise.promise();
    whenItsTurn(
        answer,
        () -> {
          Following leader = following;
          if (state == UnitState.FOLLOWING && leader != null) {
            leader.submit(command, answer);
          } else {
            Promise<Decided> decided = Promise.promise();
            handle(command, decided);
            decided.future().map(Decided::outcome).onComplete(answer);
          }
        });
    return answer.future();
  }

  /// As [#submit], in this process or not at all.
  public Future<Decided> decide(Command command) {
    Promise<Decided> answer = Promise.promise();
    whenItsTurn(answer, () -> handle(command, answer));
    return answer.future();
  }

  private void whenItsTurn(Promise<?> answer, Runnable action) {
    if (pending.incrementAndGet() > MAX_PENDING) {
      pending.decrementAndGet();
      answer.fail(new UnitUnavailable(MAX_PENDING + " commands are pending"));
      return;
    }
    turns.run(() -> {
      pending.decrementAndGet();
      action.run();
    });
  }

  /// Begins to follow the leader's log, after [#start]; reads on at once when there is word of
  /// more. From any thread.
  public void lookForMore() {
    turns.run(() -> {
      Following leader = following;
      if (state == UnitState.FOLLOWING && leader != null) {
        leader.begin();
      }
    });
  }

  /// Decides from now on; the log opened next is one that may be appended to. Completes when all
  /// that the leader before decided is in this core.
  public Future<Void> lead() {
    Promise<Void> leading = Promise.promise();
    turns.run(() -> {
      leads = true;
      Following before = following;
      if (state == UnitState.RUNNING) {
        leading.complete();
        return;
      }
      if (state != UnitState.FOLLOWING || before == null) {
        generation++;
        leading.fail(state.refusal());
        return;
      }
      before
          .toTheEnd()
          .compose(_ -> turns.blocking(logs::get))
          .onSuccess(opened -> takeOver(opened, leading))
          .onFailure(e -> {
            LOG.warn("cannot lead yet: {}", e.toString());
            leading.fail(e);
          });
    });
    return leading.future();
  }

  private void takeOver(EventLog opened, Promise<Void> leading) {
    Following before = following;
    if (state != UnitState.FOLLOWING || !leads || before == null) {
      leading.fail(state.refusal());
      return;
    }
    before.end();
    log = opened;
    snapshots.begin(0, durable);
    state = UnitState.RUNNING;
    setTimer();
    leading.complete();
  }

  /// Another process decides from now on: what this one decided and could not store is forgotten.
  public void follow() {
    turns.run(() -> {
      leads = false;
      if (state == UnitState.RUNNING) {
        forget();
      }
    });
  }

  /// Reads the core on its own thread.
  public <T> Future<T> ask(Function<RoutingCore, T> question) {
    Promise<T> answer = Promise.promise();
    turns.run(() -> {
      if (running()) {
        answer.complete(question.apply(core));
      } else {
        answer.fail(state.refusal());
      }
    });
    return answer.future();
  }

  /// Whether commands are taken now, to be decided here or elsewhere. From any thread.
  public boolean running() {
    return state.open();
  }

  /// Refuses what comes now, waits for what was accepted, keeps a snapshot.
  public Future<Void> close() {
    Promise<Void> closed = Promise.promise();
    turns.run(() -> stop(closed));
    return closed.future();
  }

  private void stop(Promise<Void> closed) {
    boolean decides = state == UnitState.RUNNING;
    state = UnitState.CLOSED;
    alarm.cancel();
    Following leader = following;
    if (leader != null) {
      leader.end();
    }
    closeWhenQuiet(decides ? generation : -1, closed);
  }

  private void closeWhenQuiet(long begunIn, Promise<Void> closed) {
    if (appending > 0) {
      turns.after(CLOSING_MS, () -> closeWhenQuiet(begunIn, closed));
    } else if (begunIn != generation || snapshots.has(durable)) {
      closed.complete();
    } else {
      snapshots.save(core, durable, present()).onComplete(_ -> closed.complete());
    }
  }

  private EventLog present() {
    return Objects.requireNonNull(log, "running means replayed");
  }

  private void handle(Command command, Promise<Decided> answer) {
    if (state != UnitState.RUNNING) {
      answer.fail(state.refusal());
      return;
    }
    // The core takes a clock that is behind to stand still; the log has to say so too.
    long now = Math.max(alarm.now(), core.lastAt());
    Outcome outcome = core.handle(command, now);
    if (outcome instanceof Outcome.Done(List<Event> events) && !events.isEmpty()) {
      append(events, now, outcome, answer);
    } else {
      answerWhenDurable(outcome, answer);
    }
    setTimer();
  }

  /// What changes nothing rests on what was decided before, and is not said earlier than that.
  private void answerWhenDurable(Outcome outcome, Promise<Decided> answer) {
    if (appending == 0) {
      answer.complete(new Decided(outcome, durable));
    } else {
      newest.map(before -> new Decided(outcome, before.sequence())).onComplete(answer);
    }
  }

  private void append(List<Event> events, long now, Outcome outcome, Promise<Decided> answer) {
    appending++;
    newest = answer.future();
    long decidedIn = generation;
    present()
        .append(events, now)
        .whenComplete((sequence, failure) ->
            turns.run(() -> {
              appending--;
              if (failure != null) {
                rebuild(decidedIn, failure);
                answer.fail(new UnitUnavailable("the event log did not take it", failure));
              } else if (decidedIn == generation) {
                publish(events, sequence, now);
                answer.complete(new Decided(outcome, sequence));
              } else {
                answer.fail(new UnitUnavailable("decided before a rebuild"));
              }
            }));
  }

  private void publish(List<Event> events, long last, long at) {
    durable = last;
    listeners.tell(last, at, events, core);
    Following before = following;
    if (before != null) {
      before.reached(durable);
    }
    if (appending == 0 && snapshots.due(durable)) {
      var _ = snapshots.save(core, durable, present());
    }
  }

  /// What the leader decided.
  private void apply(List<LoggedEvent<Event>> events) {
    if (state != UnitState.FOLLOWING) {
      return;
    }
    try {
      events.forEach(event -> core.apply(event.event(), event.at()));
    } catch (RuntimeException e) {
      LOG.error("the log cannot be followed", e);
      forget();
      return;
    }
    durable = events.getLast().sequence();
    events.forEach(event -> listeners.tell(event.sequence(), event.at(), event.event(), core));
    Following leader = following;
    if (leader != null) {
      leader.reached(durable);
    }
  }

  /// The core is ahead of the log for good: start again from what is durable.
  private void rebuild(long failedIn, Throwable failure) {
    if (failedIn == generation && state == UnitState.CLOSED) {
      generation++;
    } else if (failedIn == generation) {
      LOG.warn("the event log refused events; rebuilding from it: {}", failure.getMessage());
      forget();
    }
  }

  private void forget() {
    generation++;
    state = UnitState.REBUILDING;
    alarm.cancel();
    Following leader = following;
    if (leader != null) {
      leader.end();
    }
    rebuildAfter(FIRST_RETRY_MS);
  }

  private void rebuildAfter(long delayMs) {
    turns.after(delayMs, () -> rebuildNow(delayMs));
  }

  private void rebuildNow(long delayMs) {
    if (appending > 0) {
      // What was appended beside the failure must have its outcome before the log is read.
      rebuildAfter(delayMs);
      return;
    }
    long begunIn = generation;
    replaying()
        .onSuccess(replay ->
            turns.run(() -> {
              if (begunIn == generation) {
                take(replay);
                lookForMore();
              } else {
                rebuildAfter(FIRST_RETRY_MS);
              }
            }))
        .onFailure(e -> {
          LOG.error("the event log cannot be replayed: {}", e.getMessage());
          turns.run(() -> rebuildAfter(Math.min(2 * delayMs, LAST_RETRY_MS)));
        });
  }

  private Future<Replay> replaying() {
    return turns.blocking(() -> Replay.of(logs.get()));
  }

  private void take(Replay replay) {
    if (state == UnitState.CLOSED) {
      return;
    }
    core = replay.core();
    log = replay.log();
    durable = replay.sequence();
    snapshots.begin(replay.snapshot(), durable);
    listeners.rebuilt(core);
    state = leads ? UnitState.RUNNING : UnitState.FOLLOWING;
    setTimer();
  }

  private void setTimer() {
    long deadline = state == UnitState.RUNNING ? core.nextDeadline() : Long.MAX_VALUE;
    alarm.set(deadline, () -> handle(new Command.TimePassed(), Promise.promise()));
  }
}
