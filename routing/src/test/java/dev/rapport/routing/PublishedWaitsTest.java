package dev.rapport.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The mean waits that queueing theory gives, met by the core in simulated time: exponential work
/// of mean 1, arrivals at random, nobody gives up.
class PublishedWaitsTest {
  private static final long UNIT = 100_000;
  private static final long START = 1_800_000_000_000L;
  private static final int CONTACTS = 80_000;

  /// What the mean of so many waits, each much like the one before, can be off by.
  private static final double NOISE = .09;

  private static final long FOR_EVER = 1L << 50;

  @DisplayName("P13: mean waits of two classes with one or ten agents")
  @ParameterizedTest(name = "{0}: {1} agents, load {2} each, value {3}: {4} and {5}")
  @CsvSource(
      textBlock =
          """
          # Accumulating priority (Kleinrock 1964), b = 1 and b = value
          DEFAULT,  1, .4,  2, 5.0000, 3.0000
          DEFAULT,  1, .4,  4, 5.7143, 2.2857
          DEFAULT, 10, 4.5, 2,  .8629,  .4746
          # First come first served: the same for both (Erlang C)
          FIFO,     1, .4,  4, 4.0000, 4.0000
          FIFO,    10, 4.5, 2,  .6682,  .6682
          # Strict, not preemptive (Cobham 1954)
          STRICT,   1, .4, 60, 6.6667, 1.3333
          """)
  void meetsTheTheory(
      PolicyName policy, int agents, double rate, double value, double plain, double valuable) {
    double[] waits = new Mill(policy, agents, value).run(rate);
    assertThat(waits[0]).isCloseTo(plain, within(plain * NOISE));
    assertThat(waits[1]).isCloseTo(valuable, within(valuable * NOISE));
  }

  /// Agents and two streams of contacts.
  private static final class Mill {
    private final RoutingCore core = new RoutingCore();
    private final Random random = new Random(20);
    private final PriorityQueue<Finish> finishes = new PriorityQueue<>();
    private final double value;
    private final double[] waited = new double[2];
    private final int[] count = new int[2];

    private record Finish(long at, ContactId contact, AgentId agent) implements Comparable<Finish> {
      @Override
      public int compareTo(Finish other) {
        return Long.compare(at, other.at);
      }
    }

    Mill(PolicyName policy, int agents, double value) {
      this.value = value;
      ChannelTimes times =
          new ChannelTimes(UNIT, FOR_EVER, 0, FOR_EVER, ChannelTimes.KEEP, FOR_EVER, FOR_EVER);
      AgentProfile[] profiles = new AgentProfile[agents];
      Arrays.setAll(profiles, i -> AgentProfile.of("a" + i, "Agent"));
      ContactQueue queue =
          ContactQueue.of("q", "Queue", Requirement.anyone())
              .with(policy)
              .withExpectedHandle(UNIT)
              .withMaxSize(CONTACTS);
      PolicySettings settings =
          new PolicySettings(
              1,
              0,
              List.of(
                  new PolicySettings.WaitBound(1.5, FOR_EVER),
                  new PolicySettings.WaitBound(0, FOR_EVER)),
              PolicySettings.AgentChoice.DEFAULTS,
              0,
              0);
      Plan plan =
          Plan.of(1, List.of(), List.of(queue), List.of(profiles))
              .withChannels(List.of(new ChannelRules(ChannelId.PHONE, 6, true, false, 0, times)))
              .with(settings);
      handle(new Command.SavePlan(plan, "theory"), START);
      for (AgentProfile profile : profiles) {
        handle(new Command.Connect(profile.id()), START);
        handle(new Command.SetPresence(profile.id(), Presence.available()), START);
      }
    }

    /// @param rate arrivals of each stream in a unit of time
    /// @return the mean wait of the plain and of the valuable
    double[] run(double rate) {
      double at = START;
      for (int i = 0; i < CONTACTS; i++) {
        at += exponential() * UNIT / (2 * rate);
        finishUntil((long) at);
        boolean valuable = random.nextBoolean();
        Contact contact =
            Contact.of(new ContactId((valuable ? "v" : "p") + i), ChannelId.PHONE, new QueueId("q"))
                .of(new CustomerKey("k"), valuable ? value : 1, null);
        handle(Command.Arrive.now(contact), (long) at);
      }
      return new double[] {waited[0] / count[0] / UNIT, waited[1] / count[1] / UNIT};
    }

    private void finishUntil(long at) {
      while (!finishes.isEmpty() && finishes.peek().at() <= at) {
        Finish finish = finishes.remove();
        handle(new Command.EndContact(finish.contact(), finish.agent(), null, null), finish.at());
      }
    }

    private void handle(Command command, long at) {
      if (!(core.handle(command, at) instanceof Outcome.Done(List<Event> events))) {
        throw new IllegalStateException("refused: " + command);
      }
      for (Event event : events) {
        if (event instanceof Event.Offered offered) {
          core.handle(new Command.Accept(offered.offer(), offered.agent()), at);
          int stream = offered.contact().value().startsWith("v") ? 1 : 0;
          waited[stream] += offered.decision().waited();
          count[stream]++;
          finishes.add(
              new Finish(
                  at + Math.round(exponential() * UNIT), offered.contact(), offered.agent()));
        }
      }
    }

    private double exponential() {
      return -Math.log(1 - random.nextDouble());
    }
  }
}
