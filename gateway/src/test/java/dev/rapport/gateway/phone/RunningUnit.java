package dev.rapport.gateway.phone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.gateway.unit.EventListener;
import dev.rapport.gateway.unit.FaultyLog;
import dev.rapport.gateway.unit.RoutingUnit;
import dev.rapport.gateway.unit.VertxTurns;
import dev.rapport.routing.Command;
import dev.rapport.routing.Event;
import dev.rapport.routing.Outcome;
import dev.rapport.routing.Plan;
import dev.rapport.routing.RoutingCore;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// A unit that runs on a plan of its own, and what became of the events of one kind.
public final class RunningUnit implements AutoCloseable {
  private static final int SECONDS = 60;

  private final Vertx vertx = Vertx.vertx();
  public final Context context = vertx.getOrCreateContext();
  public final RoutingUnit unit;

  private RunningUnit() {
    FaultyLog log = new FaultyLog();
    unit = new RoutingUnit(new VertxTurns(context), () -> log, InstantSource.system());
  }

  public static RunningUnit start(Plan plan) {
    RunningUnit running = new RunningUnit();
    await(running.unit.start(Future.succeededFuture()));
    running.done(new Command.SavePlan(plan, "test"));
    return running;
  }

  /// Those that happen from now on.
  public <E extends Event> Events<E> events(Class<E> kind) {
    Events<E> events = new Events<>(kind);
    unit.listen(events);
    return events;
  }

  public void done(Command command) {
    assertThat(await(unit.submit(command))).isInstanceOf(Outcome.Done.class);
  }

  /// What was asked for before has been decided.
  public void settled() {
    await(unit.ask(_ -> true));
  }

  private static <T> T await(Future<T> future) {
    return future
        .toCompletionStage()
        .toCompletableFuture()
        .orTimeout(SECONDS, TimeUnit.SECONDS)
        .join();
  }

  @Override
  public void close() {
    await(vertx.close());
  }

  public static final class Events<E extends Event> implements EventListener {
    private final Class<E> kind;
    private final LinkedBlockingQueue<E> heard = new LinkedBlockingQueue<>();

    private Events(Class<E> kind) {
      this.kind = kind;
    }

    @Override
    public void happened(long sequence, long at, Event event, RoutingCore core) {
      if (kind.isInstance(event)) {
        heard.add(kind.cast(event));
      }
    }

    @Override
    public void rebuilt(RoutingCore core) {}

    public E next() throws InterruptedException {
      E next = heard.poll(SECONDS, TimeUnit.SECONDS);
      assertThat(next).as("one more %s", kind.getSimpleName()).isNotNull();
      return next;
    }

    public boolean isEmpty() {
      return heard.isEmpty();
    }
  }
}
