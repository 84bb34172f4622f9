package dev.rapport.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The watchers are watched: each of these bugs is planted, and the invariants must find it on
/// random floors. A bug that nothing finds means that a promise is not being looked at.
class PlantedBugTest {
  private static final int SEEDS = 120;
  private static final long START = 1_800_000_000_000L;

  /// A way of choosing or of reporting that is wrong.
  record Bug(String name, Finder.Factory finder, Tamper tamper) {
    @Override
    public String toString() {
      return name;
    }
  }

  /// Changes what a follower is told.
  interface Tamper {
    Tamper NONE = (event, random) -> List.of(event);

    List<Event> of(Event event, Random random);
  }

  private static Bug choosing(String name, BiPredicate<ContactLife, AgentLife> possible) {
    return new Bug(name, centre -> new WrongFinder(centre, possible), Tamper.NONE);
  }

  private static Bug telling(String name, Tamper tamper) {
    return new Bug(name, IndexedFinder::new, tamper);
  }

  static Stream<Bug> bugs() {
    return Stream.of(choosing(), telling(), tellingDetours()).flatMap(bugs -> bugs);
  }

  private static Stream<Bug> choosing() {
    return Stream.of(
        choosing("forgets the skills", (c, a) -> room(c, a) && serves(c, a) && !bars(c, a)),
        choosing(
            "forgets the queues of an agent", (c, a) -> room(c, a) && able(c, a) && !bars(c, a)),
        choosing("forgets who declined", (c, a) -> room(c, a) && serves(c, a) && able(c, a)),
        choosing(
            "forgets capacity",
            (c, a) ->
                a.takes() && !a.load.exclusive() && serves(c, a) && able(c, a) && !bars(c, a)),
        choosing(
            "puts a call beside a chat",
            (c, a) ->
                a.takes()
                    && a.load.used() + 2 <= a.kind.capacity()
                    && serves(c, a)
                    && able(c, a)
                    && !bars(c, a)),
        choosing("never finds anybody", (c, a) -> false),
        choosing("overlooks mail", (c, a) -> right(c, a) && !c.kind.rules().deferrable()),
        choosing("overlooks the last agent", (c, a) -> right(c, a) && !a.id().value().equals("a1")),
        choosing("overlooks the oldest of all", PlantedBugTest::rightButNotTheOldest));
  }

  private static Stream<Bug> telling() {
    return Stream.of(
        telling(
            "tells every end twice",
            (e, r) -> e instanceof Event.Ended ? List.of(e, e) : List.of(e)),
        telling(
            "tells an arrival twice",
            (e, r) -> e instanceof Event.Arrived ? List.of(e, e) : List.of(e)),
        telling(
            "keeps an end to itself", (e, r) -> e instanceof Event.Ended ? List.of() : List.of(e)),
        telling(
            "keeps a withdrawal to itself",
            (e, r) -> e instanceof Event.OfferWithdrawn ? List.of() : List.of(e)),
        telling(
            "keeps a presence to itself",
            (e, r) -> e instanceof Event.PresenceChanged ? List.of() : List.of(e)),
        telling(
            "keeps a bar's end to itself",
            (e, r) -> e instanceof Event.BarLifted ? List.of() : List.of(e)),
        telling("keeps a plan to itself", PlantedBugTest::withoutLaterPlans),
        telling(
            "keeps a foretold wait to itself",
            (e, r) -> e instanceof Event.WaitForetold ? List.of() : List.of(e)),
        telling("foretells a longer wait than it says", PlantedBugTest::longerWait),
        telling("names another offer", PlantedBugTest::otherOffer),
        telling("forgets a bar", PlantedBugTest::withoutBar),
        telling("shortens an offer", PlantedBugTest::shorterOffer),
        telling("rounds a score", PlantedBugTest::roundedScore));
  }

  private static Stream<Bug> tellingDetours() {
    return Stream.of(
        telling(
            "keeps a wider ring to itself",
            (e, r) -> e instanceof Event.RingWidened ? List.of() : List.of(e)),
        telling(
            "keeps a hand-over to itself",
            (e, r) -> e instanceof Event.HandedOver ? List.of() : List.of(e)),
        telling(
            "forgets that a callback was dialled",
            (e, r) -> e instanceof Event.Dialled ? List.of() : List.of(e)),
        telling(
            "lets two accept",
            (e, r) ->
                e instanceof Event.OfferWithdrawn gone && gone.why().equals("taken_by_another")
                    ? List.of()
                    : List.of(e)),
        telling(
            "keeps an opening to itself",
            (e, r) -> e instanceof Event.QueueTurned ? List.of() : List.of(e)));
  }

  private static boolean room(ContactLife contact, AgentLife agent) {
    return agent.hasRoom(contact.kind);
  }

  private static boolean serves(ContactLife contact, AgentLife agent) {
    return agent.kind.serves(contact.kind.need().queue());
  }

  private static boolean able(ContactLife contact, AgentLife agent) {
    return agent.kind.satisfies(contact.kind.need().requirement());
  }

  private static boolean bars(ContactLife contact, AgentLife agent) {
    return contact.closedTo(agent.id());
  }

  private static boolean right(ContactLife contact, AgentLife agent) {
    return Exclusions.reason(agent, contact) == null;
  }

  private static boolean rightButNotTheOldest(ContactLife contact, AgentLife agent) {
    return right(contact, agent) && contact.waitingSince % 3 != 0;
  }

  private static List<Event> withoutLaterPlans(Event event, Random random) {
    return event instanceof Event.PlanSaved saved && saved.plan().version() > 1
        ? List.of()
        : List.of(event);
  }

  private static List<Event> otherOffer(Event event, Random random) {
    return event instanceof Event.Offered(var offer, var c, var a, long until, var decision)
        ? List.of(new Event.Offered(new OfferId(offer.number() + 1_000), c, a, until, decision))
        : List.of(event);
  }

  private static List<Event> longerWait(Event event, Random random) {
    return event instanceof Event.WaitForetold(var c, long low, long high, var middle, var ahead)
        ? List.of(new Event.WaitForetold(c, low, high + 1, middle, ahead))
        : List.of(event);
  }

  private static List<Event> shorterOffer(Event event, Random random) {
    return event instanceof Event.Offered(var offer, var c, var a, long until, var decision)
        ? List.of(new Event.Offered(offer, c, a, until - 1_000, decision))
        : List.of(event);
  }

  private static List<Event> withoutBar(Event event, Random random) {
    return event instanceof Event.Declined(var offer, var c, var a, var reason, long _, var still)
        ? List.of(new Event.Declined(offer, c, a, reason, 0, still))
        : List.of(event);
  }

  private static List<Event> roundedScore(Event event, Random random) {
    if (event instanceof Event.Offered(var offer, var c, var a, long until, var decision)
        && decision.agentScore() instanceof AgentScore.ByFit fit) {
      AgentScore rounded =
          new AgentScore.ByFit(
              fit.speed() - 1,
              fit.affinity(),
              fit.skillCost(),
              fit.channelCost(),
              fit.loadCost(),
              fit.idle(),
              fit.total());
      return List.of(new Event.Offered(offer, c, a, until, scoring(decision, rounded)));
    }
    return List.of(event);
  }

  private static Decision scoring(Decision decision, AgentScore score) {
    return new Decision(
        decision.planVersion(),
        decision.policy(),
        decision.trigger(),
        decision.overdueFirst(),
        decision.waited(),
        decision.contactScore(),
        score,
        decision.contacts(),
        decision.agents(),
        decision.excluded(),
        decision.longest());
  }

  @DisplayName("The simulation finds")
  @ParameterizedTest(name = "a core that {0}")
  @MethodSource("bugs")
  void findsIt(Bug bug) {
    boolean found = false;
    for (long seed = 0; seed < SEEDS && !found; seed++) {
      found = found(bug, seed);
    }
    assertThat(found).as("found in " + SEEDS + " seeds").isTrue();
  }

  private static boolean found(Bug bug, long seed) {
    try {
      new TamperedRun(seed, bug).drive();
      return false;
    } catch (AssertionError | IllegalStateException e) {
      return true;
    }
  }

  /// A core with the bug, and a follower that checks every promise.
  private static final class TamperedRun {
    private static final int COMMANDS = 300;

    private final Random random;
    private final SimulatedFloor floor;
    private final Bug bug;
    private final List<Invariant> invariants = Invariant.all();
    private final Centre centre;
    private final Centre followerCentre = new Centre(Plan.EMPTY, IndexedFinder::new);
    private final RoutingCore core;
    private final RoutingCore follower = new RoutingCore(followerCentre);
    private long now = START;

    TamperedRun(long seed, Bug bug) {
      this.random = new Random(seed);
      this.floor = new SimulatedFloor(random);
      this.bug = bug;
      this.centre = new Centre(Plan.EMPTY, bug.finder());
      this.core = new RoutingCore(centre);
    }

    void drive() {
      carryOut(new Command.SavePlan(floor.firstPlan(), "eva"));
      for (AgentProfile agent : floor.firstPlan().agents()) {
        carryOut(new Command.Connect(agent.id()));
        carryOut(new Command.SetPresence(agent.id(), Presence.available()));
      }
      for (int i = 0; i < COMMANDS; i++) {
        now += floor.pause();
        carryOut(new Command.TimePassed());
        carryOut(floor.next(centre));
      }
      assertThat(follower.stateHash()).as("P20").isEqualTo(core.stateHash());
    }

    private void carryOut(Command command) {
      if (core.handle(command, now) instanceof Outcome.Done(List<Event> events)) {
        for (Event event : events) {
          for (Event told : bug.tamper().of(event, random)) {
            follower.apply(told, now);
            invariants.forEach(invariant -> invariant.check(followerCentre, told));
            if (told instanceof Event.Offered offered) {
              Settled.decisionExplainsItself(offered.decision());
            }
          }
        }
        Settled.nobodyWaitsBesideRoom(centre);
      }
    }
  }

  /// Looks at everything, by a wrong idea of what is possible.
  private record WrongFinder(Centre centre, BiPredicate<ContactLife, AgentLife> possible)
      implements Finder {

    @Override
    public void contactWaits(ContactLife contact) {}

    @Override
    public void contactWaitsNoMore(ContactLife contact) {}

    @Override
    public void agentChanges(AgentLife agent) {}

    @Override
    public void agentChanged(AgentLife agent) {}

    @Override
    public @Nullable Match contactFor(AgentLife agent, long now) {
      for (ContactLife contact : centre.contacts.values()) {
        if (contact.state instanceof ContactState.Waiting
            && contact.due
            && !contact.kind.pulled()
            && possible.test(contact, agent)) {
          return direct(contact, agent, now);
        }
      }
      return null;
    }

    @Override
    public @Nullable Match nextFor(AgentLife agent, @Nullable QueueId queue, long now) {
      return null;
    }

    @Override
    public boolean anybodySignedIn(ContactKind kind) {
      return ScanningFinder.anybodySignedIn(centre, kind);
    }

    @Override
    public @Nullable Match agentFor(ContactLife contact, long now) {
      for (AgentLife agent : centre.agents.values()) {
        if (!agent.retired && possible.test(contact, agent)) {
          return direct(contact, agent, now);
        }
      }
      return null;
    }

    @Override
    public @Nullable WaitEstimate estimate(ContactLife contact, long now) {
      return null;
    }

    @Override
    public Match direct(ContactLife contact, AgentLife agent, long now) {
      return new Match(contact, agent, new Judge(centre).direct(contact, agent, List.of(), now));
    }
  }
}
