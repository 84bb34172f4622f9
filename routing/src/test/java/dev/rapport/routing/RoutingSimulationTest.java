package dev.rapport.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Whole floors made up from a seed, driven for some hundred commands, with every invariant looked
/// at after every event. Beside the core run its naive twin, which must decide the same, and a
/// follower that is only given the events, which must end in the same state.
///
/// `-Dseeds=20000` for more of them, `-Dseed=42` for exactly one.
class RoutingSimulationTest {
  private static final long START = 1_800_000_000_000L;
  private static final int COMMANDS = 400;
  private static final int SEEDS = Integer.getInteger("seeds", 2_000);

  @Test
  @DisplayName("P2, P8, P9, P10, P11, P12, P13, P14, P15, P17, P18, P20 hold on random floors")
  void promisesHoldOnRandomFloors() {
    Long seed = Long.getLong("seed");
    LongStream seeds = seed == null ? LongStream.range(0, SEEDS) : LongStream.of(seed);
    seeds.parallel().forEach(RoutingSimulationTest::run);
  }

  private static void run(long seed) {
    try {
      new Run(seed).drive();
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError("seed " + seed + " (-Dseed=" + seed + "): " + e.getMessage(), e);
    }
  }

  /// One seed.
  private static final class Run {
    private final Random random;
    private final SimulatedFloor floor;
    private final List<Invariant> invariants = Invariant.all();
    private Centre centre = new Centre(Plan.EMPTY, IndexedFinder::new);
    private final Centre twinCentre = new Centre(Plan.EMPTY, ScanningFinder::new);
    private final Centre followerCentre = new Centre(Plan.EMPTY, IndexedFinder::new);
    private RoutingCore core = new RoutingCore(centre);
    private final RoutingCore twin = new RoutingCore(twinCentre);
    private final RoutingCore follower = new RoutingCore(followerCentre);
    private long now = START;

    Run(long seed) {
      random = new Random(seed);
      floor = new SimulatedFloor(random);
    }

    void drive() {
      carryOut(new Command.SavePlan(floor.firstPlan(), "eva"));
      for (AgentProfile agent : floor.firstPlan().agents()) {
        if (random.nextInt(4) > 0) {
          carryOut(new Command.Connect(agent.id()));
          carryOut(new Command.SetPresence(agent.id(), Presence.available()));
        }
      }
      for (int i = 0; i < COMMANDS; i++) {
        step();
      }
      assertThat(follower.stateHash()).as("P20 replay").isEqualTo(core.stateHash());
      assertThat(twin.stateHash()).as("twin").isEqualTo(core.stateHash());
    }

    private void step() {
      long then = now + floor.pause();
      while (random.nextInt(8) > 0 && core.nextDeadline() <= then) {
        now = Math.max(now, core.nextDeadline());
        carryOut(new Command.TimePassed());
      }
      now = Math.max(now, then);
      carryOut(floor.next(centre));
      if (random.nextInt(60) == 0) {
        restart();
      }
    }

    /// A crash: the core is rebuilt from its snapshot.
    private void restart() {
      String before = core.stateHash();
      centre = Snapshots.restore(core.snapshot(), IndexedFinder::new);
      core = new RoutingCore(centre);
      assertThat(core.stateHash()).as("P20 snapshot").isEqualTo(before);
    }

    private void carryOut(Command command) {
      Outcome outcome = core.handle(command, now);
      twin(command, outcome);
      if (outcome instanceof Outcome.Done(List<Event> events)) {
        for (Event event : events) {
          follower.apply(event, now);
          invariants.forEach(invariant -> invariant.check(followerCentre, event));
          if (event instanceof Event.Offered offered) {
            Settled.decisionExplainsItself(offered.decision());
            Settled.noOverdueLeftBehind(followerCentre, offered, now);
          }
        }
        Settled.nobodyWaitsBesideRoom(centre);
      }
    }

    /// The twin decides the same. Only how long a wait will be it does not know how to say.
    private void twin(Command command, Outcome outcome) {
      if (command instanceof Command.ForetellWait) {
        if (outcome instanceof Outcome.Done(List<Event> events)) {
          events.forEach(event -> twin.apply(event, now));
        }
      } else {
        assertThat(twin.handle(command, now)).as("twin at " + command).isEqualTo(outcome);
      }
    }
  }
}
