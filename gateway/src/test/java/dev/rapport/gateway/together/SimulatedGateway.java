package dev.rapport.gateway.together;

import dev.rapport.gateway.unit.Decided;
import dev.rapport.gateway.unit.EventListener;
import dev.rapport.gateway.unit.RoutingUnit;
import dev.rapport.gateway.unit.Turns;
import dev.rapport.routing.AgentId;
import dev.rapport.routing.Command;
import dev.rapport.routing.ContactBrief;
import dev.rapport.routing.ContactId;
import dev.rapport.routing.ContactView;
import dev.rapport.routing.Event;
import dev.rapport.routing.EventLog;
import dev.rapport.routing.Outcome;
import dev.rapport.routing.RoutingCore;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One life of a gateway in a simulation: the real unit and the real [Together] on simulated turns,
/// with whoever is connected to it.
final class SimulatedGateway implements Local, EventListener {
  private static final long RETRY_MS = 100;

  /// When the simulations begin, by a clock that is right.
  static final long EPOCH = 1_800_000_000_000L;

  final String name;
  final SimulatedProcess process;
  final SimulatedRedis.Line line;
  final RoutingUnit unit;
  final Together together;
  final Set<AgentId> agents = new LinkedHashSet<>();
  final Set<ContactId> contacts = new LinkedHashSet<>();
  final Set<String> words = new HashSet<>();

  /// How often it read everything anew.
  int reads;

  /// What its clock says too much.
  long skew;

  private final SimulatedDatabase db;
  private final SimulatedDatabase.Session session;
  private final Plant plant;
  private final Turns turns;
  private final Promise<Void> begun = Promise.promise();
  private String firstWord = "";
  private boolean stopping;
  private long epoch;
  private long taken;
  private long last;

  SimulatedGateway(
      String name,
      SimulatedProcess process,
      SimulatedDatabase db,
      SimulatedRedis redis,
      Plant plant) {
    this.name = name;
    this.process = process;
    this.db = db;
    this.plant = plant;
    turns = process.turns();
    line = redis.line(process);
    session = db.new Session(name, process);
    unit = new RoutingUnit(turns, this::opened, clock());
    Ground right =
        new Ground(
            line, session.letters(), session.gateways(), session.lease(Together.LEASE.toMillis()));
    Hands hands = new Hands(process.turns(), process.turns(), process.turns(), () -> {});
    together = new Together(name, hands, plant.ground(right));
    unit.together(plant.reader(session::after), together);
    unit.listen(together);
    unit.listen(this);
  }

  private EventLog opened() {
    return plant.log((SimulatedLog) session.log(plant.epoch(epoch, db.epoch())));
  }

  private InstantSource clock() {
    return () -> Instant.ofEpochMilli(EPOCH + process.time.now() + skew);
  }

  /// Completes when it serves; fails when it cannot start.
  Future<Void> start() {
    unit.start(Future.succeededFuture())
        .compose(_ ->
            turns.blocking(() -> {
              unit.lookForMore();
              together.begin(this);
              if (!firstWord.isEmpty()) {
                together.tidings().changed(firstWord);
              }
              return true;
            }))
        .compose(_ -> together.settled())
        .onComplete(begun);
    return begun.future();
  }

  boolean serves() {
    return begun.future().succeeded() && !process.ended() && !stopping;
  }

  /// What it says to the others as soon as it can.
  void firstWord(String word) {
    firstWord = word;
  }

  boolean stopping() {
    return stopping;
  }

  /// It stops in good order.
  void stop() {
    stopping = true;
    unit.close()
        .compose(_ ->
            turns.blocking(() -> {
              together.close();
              return true;
            }))
        .onComplete(_ -> process.end());
  }

  /// The last event that its listeners were told of.
  long last() {
    return last;
  }

  Future<Outcome> submit(Command command) {
    Promise<Outcome> answer = Promise.promise();
    turns.run(() -> unit.submit(command).onComplete(answer));
    return answer.future();
  }

  @Override
  public void happened(long sequence, long at, Event event, RoutingCore core) {
    last = sequence;
    if (event instanceof Event.AgentDisconnected(AgentId agent) && agents.contains(agent)) {
      unit.submit(new Command.Connect(agent));
    } else if (event instanceof Event.CustomerWentAway away && contacts.contains(away.contact())) {
      unit.submit(new Command.CustomerBack(away.contact()));
    }
  }

  @Override
  public void rebuilt(RoutingCore core) {
    last = session.replayed();
  }

  /// P20: its core is what the log says, as far as it is told of.
  void compare(SimulatedHistory history) {
    unit.ask(core -> {
      if (session.settled(last)) {
        history.compare(name, last, core.stateHash());
      }
      return true;
    });
  }

  @Override
  public Future<Void> leads(long now) {
    taken = now;
    epoch = now;
    Promise<Void> led = Promise.promise();
    lead(now, led);
    return led.future();
  }

  private void lead(long now, Promise<Void> led) {
    unit.lead()
        .onSuccess(_ -> {
          plant.leads(unit);
          led.complete();
        })
        .onFailure(e -> {
          if (taken == now) {
            turns.after(RETRY_MS, () -> lead(now, led));
          } else {
            led.fail(e);
          }
        });
  }

  @Override
  public void follows() {
    taken = 0;
    unit.follow();
  }

  @Override
  public Future<Decided> decide(Command command) {
    return plant.decide(unit, command);
  }

  @Override
  public void grown() {
    unit.lookForMore();
  }

  @Override
  public void said(String conversation, @Nullable String contact, long seq) {}

  @Override
  public void sessionEnded(String session) {}

  @Override
  public void changed(String customer) {
    words.add(customer);
  }

  @Override
  public void counted(String limit, Map<String, Integer> counts) {}

  @Override
  public Map<String, Map<String, Integer>> taken() {
    return Map.of();
  }

  @Override
  public void popped(long offer) {}

  @Override
  public Future<Outcome> hold(AgentId agent, ContactId contact, boolean on) {
    return Future.failedFuture("there is no call here");
  }

  @Override
  public void callStood(AgentId agent, ContactId contact, String state) {}

  @Override
  public void pbxCall(String call) {}

  @Override
  public void sayWhoIsHere() {
    turns.run(() -> {
      agents.forEach(agent -> unit.submit(new Command.Connect(agent)));
      contacts.forEach(contact -> unit.submit(new Command.CustomerBack(contact)));
    });
  }

  @Override
  public void called(Set<AgentId> elsewhere, Set<ContactId> there) {
    unit.ask(core -> {
      core.agents().stream()
          .filter(agent -> agent.connected())
          .map(agent -> agent.profile().id())
          .filter(agent -> !elsewhere.contains(agent) && !agents.contains(agent))
          .forEach(agent -> unit.submit(new Command.Disconnect(agent)));
      for (ContactBrief brief : core.briefs()) {
        ContactId contact = brief.facts().id();
        ContactView view = core.contact(contact);
        boolean gone = !there.contains(contact) && !contacts.contains(contact);
        if (gone && view != null && !view.customerAway()) {
          unit.submit(new Command.CustomerAway(contact));
        }
      }
      return true;
    });
  }

  @Override
  public void readAgain() {
    reads++;
    unit.lookForMore();
  }
}
