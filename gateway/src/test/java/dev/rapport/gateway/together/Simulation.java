package dev.rapport.gateway.together;

import dev.rapport.routing.AgentId;
import dev.rapport.routing.AgentProfile;
import dev.rapport.routing.ChannelId;
import dev.rapport.routing.ChannelRules;
import dev.rapport.routing.ChannelTimes;
import dev.rapport.routing.Command;
import dev.rapport.routing.ContactId;
import dev.rapport.routing.ContactQueue;
import dev.rapport.routing.Outcome;
import dev.rapport.routing.Plan;
import dev.rapport.routing.Requirement;
import io.vertx.core.AsyncResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One to five gateways of a centre, the PostgreSQL and the Redis between them, the people at their
/// desks, in their chats and on their telephones, and what goes wrong: all from one seed, in one
/// thread, in simulated time. First things go wrong and every promise is looked at with each event;
/// then nothing does any more, and all has to come to its end.
final class Simulation {
  /// How the words begin by which commands are known again.
  static final String TOKEN = "token-";

  private static final long FAULTS_UNTIL_MS = 25_000;
  private static final long SETTLED_WITHIN_MS = 15_000;
  private static final long TAKEN_OVER_WITHIN_MS = 3_000;
  private static final long ENDED_WITHIN_MS = 240_000;

  /// What the leader does not answer is given up after 8 s, and what is not seen after 10 s more.
  private static final long ANSWERED_WITHIN_MS = 19_000;

  private static final long LOOK_MS = 100;

  private static final ChannelTimes RINGS_SHORTLY =
      new ChannelTimes(20_000, 3_000, 5_000, 5_000, 5_000, 7_200_000, 7_200_000);

  /// A call takes as much room as a chat: beside one there would be room for it, were it not a
  /// call.
  private static final List<ChannelRules> CHANNELS =
      List.of(
          new ChannelRules(ChannelId.CHAT, 2, false, false, 0, ChannelTimes.CHAT),
          new ChannelRules(ChannelId.PHONE, 2, true, false, 0, RINGS_SHORTLY));

  final SimulatedTime time;
  final SimulatedHistory history;
  final SimulatedDatabase database;
  final SimulatedRedis redis;
  final List<SimulatedGateway> gateways = new ArrayList<>();
  private final Random random;
  private final Plant plant;
  private final int size;
  private final Set<Pending> pending = new LinkedHashSet<>();
  private final SimulatedFaults faults;
  private boolean unsettled = true;
  private int names;
  private int tokens;

  private record Pending(int number, SimulatedGateway at, Command command, long since) {}

  Simulation(long seed, Plant plant) {
    random = new Random(seed);
    this.plant = plant;
    time = new SimulatedTime(random);
    history = new SimulatedHistory(time);
    database = new SimulatedDatabase(time, random, history);
    redis = new SimulatedRedis(time, random);
    size = 1 + (int) Math.floorMod(seed, 5);
    faults = new SimulatedFaults(this, random);
  }

  /// The state it ends in.
  String run() {
    for (int i = 0; i < size; i++) {
      startIn(random.nextInt(1_000));
    }
    savePlan();
    people();
    faults.begin();
    compare();
    time.runUntil(FAULTS_UNTIL_MS);
    faults.end();
    unsettled = false;
    startAll();
    within(SETTLED_WITHIN_MS, "P29 all serve, and one leads", this::settled);
    if (size > 1) {
      leaderDies();
    }
    firstWord();
    within(ENDED_WITHIN_MS, "P2 every contact comes to its end", () -> history.open() == 0);
    within(SETTLED_WITHIN_MS, "all are at the end of the log", this::settled);
    answered();
    gateways.forEach(gateway -> gateway.compare(history));
    time.runUntil(time.now() + LOOK_MS);
    return history.core().stateHash() + " " + history.end();
  }

  // --- What clients need ---

  boolean unsettled() {
    return unsettled;
  }

  String token() {
    tokens++;
    return TOKEN + tokens;
  }

  /// One that takes them; null when there is none.
  @Nullable SimulatedGateway serving() {
    List<SimulatedGateway> all =
        gateways.stream().filter(one -> one.serves() && !one.process.stands()).toList();
    return all.isEmpty() ? null : all.get(random.nextInt(all.size()));
  }

  /// Gives a command at a gateway, and holds against the log what is said of it.
  ///
  /// @param then is told, unless the gateway is gone
  void submit(
      SimulatedGateway at,
      Command command,
      @Nullable String token,
      Consumer<AsyncResult<Outcome>> then) {
    long since = time.now();
    tokens++;
    Pending one = new Pending(tokens, at, command, since);
    pending.add(one);
    at.submit(command)
        .onComplete(answer -> {
          pending.remove(one);
          if (at.process.ended()) {
            return;
          }
          if (answer.failed()) {
            history.givenUp(token, !faults.databaseSince(since));
          } else if (answer.result() instanceof Outcome.Done) {
            history.done(token);
          } else {
            history.refused(token);
          }
          then.accept(answer);
        });
  }

  // --- Gateways come and go ---

  void startIn(long ms) {
    time.in(ms, this::start);
  }

  private SimulatedGateway start() {
    names++;
    var process = new SimulatedProcess(time, random);
    var gateway = new SimulatedGateway("g" + names, process, database, redis, plant);
    faults.skew(gateway);
    gateways.removeIf(other -> other.process.ended());
    gateways.add(gateway);
    gateway
        .start()
        .onFailure(_ -> {
          process.end();
          startIn(500);
        });
    return gateway;
  }

  private void startAll() {
    gateways.removeIf(gateway -> gateway.process.ended());
    long here = gateways.stream().filter(gateway -> !gateway.stopping()).count();
    for (long i = here + faults.toStart(); i < size; i++) {
      start();
    }
  }

  private @Nullable SimulatedGateway leader() {
    return gateways.stream()
        .filter(gateway -> gateway.serves() && gateway.together.leads())
        .filter(gateway -> gateway.name.equals(database.holder()))
        .findFirst()
        .orElse(null);
  }

  private boolean settled() {
    return gateways.stream().filter(SimulatedGateway::serves).count() >= size
        && leader() != null
        && gateways.stream().filter(SimulatedGateway::serves).allMatch(this::there);
  }

  private boolean there(SimulatedGateway gateway) {
    return !gateway.process.stands() && gateway.unit.running() && gateway.last() == history.end();
  }

  private void leaderDies() {
    SimulatedGateway leader = leader();
    if (leader == null) {
      throw new AssertionError("somebody leads");
    }
    leader.process.end();
    within(TAKEN_OVER_WITHIN_MS, "P27 another leads", () -> leader() != null);
    start();
    within(SETTLED_WITHIN_MS, "P27 all serve again", this::settled);
  }

  /// A gateway speaks at once, before it has heard anything: whoever is there hears it, or knows
  /// that they may have missed something and reads again.
  private void firstWord() {
    String word = "first word";
    List<SimulatedGateway> there = gateways.stream().filter(SimulatedGateway::serves).toList();
    Map<SimulatedGateway, Integer> reads = new HashMap<>();
    there.forEach(gateway -> reads.put(gateway, gateway.reads));
    SimulatedGateway newcomer = start();
    newcomer.firstWord(word);
    within(SETTLED_WITHIN_MS, "it serves", newcomer::serves);
    within(
        TAKEN_OVER_WITHIN_MS,
        "P28 the first word of a gateway is heard",
        () ->
            there.stream()
                .allMatch(
                    gateway -> gateway.words.contains(word) || gateway.reads > reads.get(gateway)));
  }

  // --- What goes on ---

  private void savePlan() {
    SimulatedGateway at = serving();
    if (at == null) {
      time.in(LOOK_MS, this::savePlan);
      return;
    }
    List<AgentProfile> agents = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      agents.add(AgentProfile.of("a" + i, "Agent " + i).withCapacity(i == 0 ? 2 : 4));
    }
    Plan plan =
        Plan.of(
                1,
                List.of(),
                List.of(ContactQueue.of("all", "Everybody", Requirement.anyone())),
                agents)
            .withChannels(CHANNELS);
    submit(
        at,
        new Command.SavePlan(plan, "eva"),
        null,
        answer -> {
          if (answer.failed()) {
            time.in(LOOK_MS, this::savePlan);
          }
        });
  }

  private void people() {
    for (int i = 0; i < 4; i++) {
      time.in(random.nextInt(2_000), new SimulatedAgent(this, random, new AgentId("a" + i))::act);
    }
    int visitors = 10 + random.nextInt(30);
    for (int i = 0; i < visitors; i++) {
      boolean calls = random.nextInt(4) == 0;
      var visitor = new SimulatedVisitor(this, random, new ContactId("c" + i), calls);
      time.in(1_000 + random.nextInt((int) FAULTS_UNTIL_MS - 4_000), visitor::act);
    }
  }

  private void compare() {
    gateways.stream()
        .filter(gateway -> gateway.serves() && random.nextBoolean())
        .forEach(gateway -> gateway.compare(history));
    answered();
    time.in(100 + random.nextInt(400), this::compare);
  }

  /// Nobody waits for ever.
  private void answered() {
    pending.removeIf(one -> one.at().process.ended());
    for (Pending one : pending) {
      long waited = time.now() - Math.max(one.since(), faults.until());
      if (!unsettled && waited > ANSWERED_WITHIN_MS) {
        throw new AssertionError("every command is answered: " + one.command());
      }
    }
  }

  private void within(long ms, String what, BooleanSupplier is) {
    long end = time.now() + ms;
    while (!is.getAsBoolean()) {
      if (time.now() >= end) {
        throw new AssertionError("within " + ms + " ms of " + (end - ms) + ", " + what);
      }
      time.runUntil(time.now() + LOOK_MS);
    }
  }
}
