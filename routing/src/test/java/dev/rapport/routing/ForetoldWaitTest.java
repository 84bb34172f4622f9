package dev.rapport.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What waiting customers are told, and how true it is.
class ForetoldWaitTest {

  private static Foretold told(Floor floor, String contact) {
    return Check.present(floor.core().foretold(new ContactId(contact)), "something told");
  }

  private static Command foretell(String contact) {
    return new Command.ForetellWait(new ContactId(contact));
  }

  private static Floor busy(int agents) {
    Floor floor = new Floor();
    for (int i = 0; i < agents; i++) {
      floor.agent("a" + i).available("a" + i).call("busy" + i, "all").accepted("busy" + i);
    }
    return floor;
  }

  @Test
  @DisplayName("N1: a wait is told as a range, and not again while nothing has changed")
  void isToldOnce() {
    Floor floor = busy(2).call("c", "all").does(foretell("c"));
    Foretold told = told(floor, "c");
    assertThat(told.low()).isPositive().isLessThan(told.high());
    int before = floor.events().size();
    floor.after(5).does(foretell("c"));
    assertThat(floor.events()).hasSize(before);
  }

  @Test
  void aShorterWaitIsNews() {
    Floor floor = busy(1);
    for (int i = 0; i < 6; i++) {
      floor.call("ahead" + i, "all");
    }
    floor.call("c", "all").does(foretell("c"));
    long first = told(floor, "c").high();
    for (int i = 0; i < 5; i++) {
      floor.does(new Command.CustomerLeft(new ContactId("ahead" + i)));
    }
    floor.after(20).does(foretell("c"));
    assertThat(told(floor, "c").high()).isLessThan(first / 2);
  }

  @Test
  @DisplayName("N1: something longer is told once at most, and nobody is told that nothing is left")
  void risesOnceAtMostAndNeverSaysNothing() {
    Floor floor = busy(3).call("c", "all").does(foretell("c"));
    int rises = 0;
    long left = told(floor, "c").highLeft(floor.now());
    for (int i = 0; i < 40; i++) {
      floor.arrives(Floor.call("jump" + i, "all", 60)).after(30).does(foretell("c"));
      long next = told(floor, "c").highLeft(floor.now());
      rises += next > left ? 1 : 0;
      left = next;
      assertThat(left).isPositive();
    }
    assertThat(rises).isEqualTo(1);
  }

  @Test
  void onlyWhoWaitsCanBeTold() {
    Floor floor = busy(1);
    assertThat(floor.core().handle(foretell("busy0"), floor.now()))
        .isInstanceOf(Outcome.Rejected.class);
    assertThat(floor.core().handle(foretell("nobody"), floor.now()))
        .isInstanceOf(Outcome.Rejected.class);
  }

  @DisplayName("N1: eight of ten wait as long as they were told")
  @ParameterizedTest(name = "{0} agents, {1} calls a handle time")
  @CsvSource({"5, 4.6", "12, 13.5", "30, 29"})
  void eightOfTenWaitAsLongAsTheyWereTold(int agents, double rate) {
    WaitAccuracy accuracy = new Line(agents, rate).run();
    assertThat(accuracy.answered()).isGreaterThan(1_000);
    assertThat(accuracy.coverage()).isBetween(.77, .83);
  }

  /// A queue in which people give up; whoever waits is told how long.
  private static final class Line {
    private static final long HANDLE = 300_000;
    private static final double PATIENCE = 400_000;
    private static final int CALLS = 12_000;

    private final Random random = new Random(3);
    private final RoutingCore core = new RoutingCore();
    private final PriorityQueue<Due> due = new PriorityQueue<>();
    private final double rate;
    private long now = Floor.START;

    private record Due(long at, long number, Command command) implements Comparable<Due> {
      @Override
      public int compareTo(Due other) {
        return at != other.at ? Long.compare(at, other.at) : Long.compare(number, other.number);
      }
    }

    Line(int agents, double rate) {
      this.rate = rate;
      Floor floor = new Floor();
      for (int i = 0; i < agents; i++) {
        floor.agent("a" + i);
      }
      handle(new Command.SavePlan(floor.plan(1), "eva"));
      for (int i = 0; i < agents; i++) {
        handle(new Command.Connect(new AgentId("a" + i)));
        handle(new Command.SetPresence(new AgentId("a" + i), Presence.available()));
      }
    }

    WaitAccuracy run() {
      for (int i = 0; i < CALLS; i++) {
        long next = now + exponential(HANDLE / rate);
        while (!due.isEmpty() && due.peek().at() <= next) {
          Due first = due.remove();
          now = first.at();
          handle(first.command());
        }
        now = next;
        arrive(new ContactId("c" + i));
      }
      return core.waitAccuracy().getFirst();
    }

    private void arrive(ContactId id) {
      handle(Command.Arrive.now(Contact.of(id, ChannelId.PHONE, new QueueId("all"))));
      ContactView view = Check.present(core.contact(id), "a contact");
      if (view.state() instanceof ContactState.Waiting) {
        handle(new Command.ForetellWait(id));
        due.add(new Due(now + exponential(PATIENCE), due.size(), new Command.CustomerLeft(id)));
      }
    }

    private long exponential(double mean) {
      return Math.round(-mean * Math.log(1 - random.nextDouble()));
    }

    private boolean waiting(ContactId contact) {
      ContactView view = core.contact(contact);
      return view != null && view.state() instanceof ContactState.Waiting;
    }

    private void handle(Command command) {
      boolean late = command instanceof Command.CustomerLeft left && !waiting(left.contact());
      if (late || !(core.handle(command, now) instanceof Outcome.Done(List<Event> events))) {
        return;
      }
      for (Event event : events) {
        if (event instanceof Event.Offered(var offer, var contact, var agent, long _, var _)) {
          core.handle(new Command.Accept(offer, agent), now);
          due.add(
              new Due(
                  now + exponential(HANDLE),
                  due.size(),
                  new Command.EndContact(contact, agent, null, null)));
        }
      }
    }
  }
}
