package dev.rapport.gateway.unit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rapport.routing.AgentId;
import dev.rapport.routing.AgentProfile;
import dev.rapport.routing.Command;
import dev.rapport.routing.ContactQueue;
import dev.rapport.routing.Event;
import dev.rapport.routing.Outcome;
import dev.rapport.routing.Plan;
import dev.rapport.routing.Requirement;
import dev.rapport.routing.RoutingCore;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class RoutingUnitTest {
  private static final AgentId ANA = new AgentId("ana");

  private final Vertx vertx = Vertx.vertx();
  private final Context context = vertx.getOrCreateContext();
  private final FaultyLog log = new FaultyLog();
  private final Heard heard = new Heard();
  private RoutingUnit unit;

  /// What listeners were told.
  private static final class Heard implements EventListener {
    final List<Event> events = new CopyOnWriteArrayList<>();
    final List<Long> sequences = new CopyOnWriteArrayList<>();
    final List<String> rebuilds = new CopyOnWriteArrayList<>();

    @Override
    public void happened(long sequence, long at, Event event, RoutingCore core) {
      sequences.add(sequence);
      events.add(event);
    }

    @Override
    public void rebuilt(RoutingCore core) {
      rebuilds.add(core.stateHash());
    }
  }

  @BeforeEach
  void startWithAPlan() {
    unit = started();
    Plan plan =
        Plan.of(
            1,
            List.of(),
            List.of(ContactQueue.of("support", "Support", Requirement.allOf())),
            List.of(AgentProfile.of("ana", "Ana")));
    assertThat(await(unit.submit(new Command.SavePlan(plan, "test"))))
        .isInstanceOf(Outcome.Done.class);
  }

  private RoutingUnit started() {
    return started(InstantSource.system());
  }

  private RoutingUnit started(InstantSource clock) {
    RoutingUnit fresh = new RoutingUnit(new VertxTurns(context), () -> log, clock);
    fresh.listen(heard);
    await(fresh.start(Future.succeededFuture()));
    return fresh;
  }

  @AfterEach
  void stop() {
    await(vertx.close());
  }

  private static <T> T await(Future<T> future) {
    try {
      return future.await(60, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError(e);
    }
  }

  private static void until(Supplier<Boolean> is) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!is.get()) {
      assertThat(System.nanoTime()).as("it never became so").isLessThan(end);
      Thread.onSpinWait();
    }
  }

  private boolean connected() {
    return await(
        unit.ask(core -> {
          var ana = core.agent(ANA);
          return ana != null && ana.connected();
        }));
  }

  @Test
  @DisplayName("P1: nobody hears of an event before it is durable")
  void nothingIsToldBeforeItIsDurable() {
    int before = heard.events.size();
    log.hold();
    Future<Outcome> answer = unit.submit(new Command.Connect(ANA));
    assertThat(connected()).as("the core is ahead of the log").isTrue();
    assertThat(answer.isComplete()).isFalse();
    assertThat(heard.events).hasSize(before);
    log.release();
    assertThat(await(answer)).isInstanceOf(Outcome.Done.class);
    assertThat(heard.events).hasSizeGreaterThan(before);
    assertThat(heard.sequences).isSorted().doesNotHaveDuplicates().endsWith((long) log.size());
  }

  @Test
  @DisplayName("P23: after a failed append the core is rebuilt from what is durable")
  void aFailedAppendRebuildsTheCore() {
    String hash = await(unit.ask(RoutingCore::stateHash));
    int told = heard.events.size();
    log.failNext();
    Future<Outcome> answer = unit.submit(new Command.Connect(ANA));
    assertThatThrownBy(() -> await(answer)).isInstanceOf(UnitUnavailable.class);
    until(unit::running);
    assertThat(connected()).as("what did not last did not happen").isFalse();
    assertThat(await(unit.ask(RoutingCore::stateHash))).isEqualTo(hash);
    assertThat(heard.rebuilds).hasSize(2).endsWith(hash);
    assertThat(heard.events).hasSize(told);
    assertThat(await(unit.submit(new Command.Connect(ANA)))).isInstanceOf(Outcome.Done.class);
    assertThat(connected()).isTrue();
  }

  @Test
  void whatWasDecidedBesideAFailureIsNotBelieved() {
    log.hold();
    Future<Outcome> first = unit.submit(new Command.Connect(ANA));
    Future<Outcome> second = unit.submit(new Command.Disconnect(ANA));
    assertThat(connected()).isFalse();
    log.failHeld();
    assertThatThrownBy(() -> await(first)).isInstanceOf(UnitUnavailable.class);
    assertThatThrownBy(() -> await(second)).isInstanceOf(UnitUnavailable.class);
    until(unit::running);
    assertThat(connected()).isFalse();
  }

  @Test
  @DisplayName("P1: nobody is told what rests on something that may not last")
  void whatRestsOnADecisionWaitsForItToBeDurable() {
    log.hold();
    Future<Outcome> first = unit.submit(new Command.Connect(ANA));
    Future<Outcome> again = unit.submit(new Command.Connect(ANA));
    assertThat(connected()).isTrue();
    assertThat(again.isComplete()).isFalse();
    log.failHeld();
    assertThatThrownBy(() -> await(first)).isInstanceOf(UnitUnavailable.class);
    assertThatThrownBy(() -> await(again)).isInstanceOf(UnitUnavailable.class);
    until(unit::running);
    assertThat(connected()).isFalse();
  }

  @Test
  void aLogThatCannotBeReadIsTriedAgain() {
    log.failNext();
    log.failReplays(2);
    Future<Outcome> answer = unit.submit(new Command.Connect(ANA));
    assertThatThrownBy(() -> await(answer)).isInstanceOf(UnitUnavailable.class);
    until(unit::running);
    assertThat(heard.rebuilds).hasSize(2);
  }

  @Test
  void aRejectedCommandWritesNothing() {
    int size = log.size();
    var nobody = new Command.Connect(new AgentId("nobody"));
    assertThat(await(unit.submit(nobody))).isInstanceOf(Outcome.Rejected.class);
    assertThat(log.size()).isEqualTo(size);
  }

  @Test
  @DisplayName("P20: the state after a replay, with a snapshot or without, is the state before")
  void aReplayComesToTheSameState() {
    await(unit.submit(new Command.Connect(ANA)));
    String hash = await(unit.ask(RoutingCore::stateHash));
    unit = started();
    assertThat(await(unit.ask(RoutingCore::stateHash))).isEqualTo(hash);
    await(unit.close());
    assertThat(log.newestSnapshot()).isPresent();
    assertThatThrownBy(() -> await(unit.submit(new Command.Connect(ANA))))
        .isInstanceOf(UnitUnavailable.class);
    unit = started();
    assertThat(await(unit.ask(RoutingCore::stateHash))).isEqualTo(hash);
  }

  @Test
  @DisplayName("P18 P20: who decides next by a clock that is behind writes the time it decided at")
  void aClockThatIsBehindStandsStill() {
    await(unit.submit(new Command.Connect(ANA)));
    InstantSource behind = () -> InstantSource.system().instant().minusSeconds(60);
    unit = started(behind);
    await(unit.submit(new Command.Disconnect(ANA)));
    await(unit.submit(new Command.Connect(ANA)));
    assertThat(log.times()).isSorted();
    String hash = await(unit.ask(RoutingCore::stateHash));
    unit = started();
    assertThat(await(unit.ask(RoutingCore::stateHash))).isEqualTo(hash);
  }

  @Test
  @DisplayName("P20: a unit that stops while an append fails keeps no snapshot of it")
  void whatDidNotLastIsInNoSnapshot() {
    String hash = await(unit.ask(RoutingCore::stateHash));
    log.hold();
    Future<Outcome> answer = unit.submit(new Command.Connect(ANA));
    assertThat(connected()).isTrue();
    Future<Void> closed = unit.close();
    log.failHeld();
    assertThatThrownBy(() -> await(answer)).isInstanceOf(UnitUnavailable.class);
    await(closed);
    assertThat(log.newestSnapshot()).isEmpty();
    unit = started();
    assertThat(await(unit.ask(RoutingCore::stateHash))).isEqualTo(hash);
  }
}
