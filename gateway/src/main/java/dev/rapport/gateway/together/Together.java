package dev.rapport.gateway.together;

import dev.rapport.gateway.unit.Decided;
import dev.rapport.gateway.unit.Elsewhere;
import dev.rapport.gateway.unit.EventListener;
import dev.rapport.gateway.unit.Turns;
import dev.rapport.routing.AgentId;
import dev.rapport.routing.Command;
import dev.rapport.routing.ContactId;
import dev.rapport.routing.Event;
import dev.rapport.routing.Outcome;
import dev.rapport.routing.RoutingCore;
import dev.rapport.storage.GatewayList;
import dev.rapport.storage.Lease;
import dev.rapport.storage.LetterBox;
import dev.rapport.storage.SqlGateways;
import dev.rapport.storage.SqlLease;
import dev.rapport.storage.SqlLetters;
import dev.rapport.storage.Store;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One of several gateways of a centre that serve at once; see the package's map. Its state is
/// touched in turns of its own.
public final class Together implements Elsewhere, EventListener, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Together.class);

  /// How long a lease lasts without being taken again.
  static final Duration LEASE = Duration.ofMillis(1_500);

  /// How long gateways have to say who is connected with them.
  static final long ROLL_CALL_MS = 3_000;

  /// Addresses every gateway.
  static final String ALL = "all";

  private static final long TICK_MS = 100;
  private static final long ROSTER_MS = 500;
  private static final long HERE_MS = 1_000;
  private static final long COUNT_MS = 250;
  private static final long SWEEP_MS = 30_000;
  private static final Duration READ_SELDOM = Duration.ofMillis(250);
  private static final Duration READ_OFTEN = Duration.ofMillis(25);

  private final Turns turns;
  private final String self;
  private final Carrier redis;
  private final Carrier store;
  private final GatewayList gateways;
  private final Roster roster;
  private final LetterBox letters;
  private final Election election;
  private final Post post;
  private final Asking asking;
  private final Deciding deciding;
  private final Hearing hearing;
  private final Promise<Void> settled = Promise.promise();
  private final Growth growth;
  private final Tidings tidings;
  private final Runnable end;
  private @Nullable Local local;
  private volatile boolean ledNow;
  private volatile boolean closing;

  // Below: touched in turn only.
  private Asking.Leader leader = Asking.Leader.NOBODY;
  private long epoch;
  private @Nullable RollCall roll;

  /// @param self a name of this process that no other ever has
  public Together(Vertx vertx, Store database, String centre, String self, RedisAddress redis) {
    this(
        self,
        Hands.of(vertx),
        new Ground(
            new RedisCarrier(redis, centre),
            new SqlLetters(database, centre),
            new SqlGateways(database, centre),
            new SqlLease(database, centre, self, LEASE)));
  }

  Together(String self, Hands hands, Ground ground) {
    this.self = self;
    turns = hands.own();
    end = hands.end();
    redis = ground.redis();
    growth = new Growth(self, redis);
    tidings = new Tidings(self, this::toAll);
    letters = ground.letters();
    store = new SqlCarrier(hands.letters(), letters, () -> allFast() ? READ_SELDOM : READ_OFTEN);
    gateways = ground.gateways();
    hearing = new Hearing(turns.ticks());
    roster = new Roster(turns, gateways, self, () -> epoch != 0, this::callTheRoll);
    post = new Post(redis, store, turns);
    asking = new Asking(self, post);
    deciding = new Deciding(self, this::decide);
    election = new Election(hands.lease(), ground.lease(), new Elected());
  }

  private Local local() {
    return Objects.requireNonNull(local, "begun");
  }

  private boolean allFast() {
    return hearing.hears() && roster.allHear();
  }

  /// Takes part from now on. Blocks until the others can know of it; the first lease may be taken
  /// any time from now.
  public void begin(Local here) {
    local = here;
    gateways.here(self, false).join();
    roster.begin();
    var heard = new Heard();
    store.listen(List.of(self, ALL), heard);
    redis.listen(List.of(self, ALL), heard);
    turns.every(TICK_MS, this::tick);
    turns.every(Hearing.BEAT_EVERY_MS, () -> post.fast(ALL, new Letter.Beat(self), () -> {}));
    turns.every(ROSTER_MS, roster::look);
    turns.every(HERE_MS, this::sayHere);
    turns.every(COUNT_MS, this::sayCounted);
    turns.every(SWEEP_MS, this::sweep);
    election.begin();
  }

  private void sweep() {
    var _ = letters.sweep();
  }

  private void sayHere() {
    if (!closing) {
      var _ = gateways.here(self, hearing.hears());
    }
  }

  /// Completes when it is known who decides, and that gateway does, if it is this one; fails when
  /// this one would and its settings are wrong.
  public Future<Void> settled() {
    return settled.future();
  }

  /// Whether this gateway decides. From any thread, and a moment old.
  public boolean leads() {
    return ledNow;
  }

  /// Whether Redis brings what is sent. From any thread.
  public boolean hears() {
    return hearing.hears();
  }

  // --- What this gateway has to say ---

  @Override
  public Future<Decided> submit(Command command) {
    return ask(new Wanted.Decision(command));
  }

  /// What a desk here wants of a call, which the leader has.
  public Future<Outcome> hold(AgentId agent, ContactId contact, boolean on) {
    return ask(new Wanted.Hold(agent, contact, on)).map(Decided::outcome);
  }

  private Future<Decided> ask(Wanted wanted) {
    Promise<Decided> answer = Promise.promise();
    turns.run(() -> asking.ask(wanted, leader, turns.ticks()).onComplete(answer));
    return answer.future();
  }

  /// What the others are told of what happens here.
  public Tidings tidings() {
    return tidings;
  }

  /// By Redis alone: while it carries nothing, each gateway counts for itself.
  private void sayCounted() {
    local()
        .taken()
        .forEach(
            (limit, taken) -> post.fast(ALL, new Letter.Counted(self, limit, taken), () -> {}));
  }

  private void toAll(Letter.Tiding letter) {
    turns.run(() -> {
      boolean surely = letter.onlyHere() || (!roster.alone() && !allFast());
      if (hearing.hears()) {
        post.fast(ALL, letter, () -> post.surely(ALL, letter));
      }
      if (surely) {
        post.surely(ALL, letter);
      }
    });
  }

  @Override
  public void happened(long sequence, long at, Event event, RoutingCore core) {
    if (ledNow) {
      growth.to(sequence);
    }
  }

  @Override
  public void rebuilt(RoutingCore core) {}

  // --- What others say ---

  private final class Heard implements Carrier.Listener {
    @Override
    public void heard(String words) {
      Letter letter = Letter.read(words);
      if (letter != null) {
        turns.run(() -> Together.this.heard(letter));
      }
    }

    @Override
    public void listensAnew() {
      turns.run(() -> local().readAgain());
    }
  }

  private void heard(Letter letter) {
    if (letter.from().equals(self)) {
      if (letter instanceof Letter.Beat) {
        hearing.beat(turns.ticks());
      }
      return;
    }
    switch (letter) {
      case Letter.Asked asked -> deciding.asked(asked, epoch, reply -> answer(asked, reply));
      case Letter.Answered answered -> asking.answered(answered);
      case Letter.Grown _ -> local().grown();
      case Letter.Tiding tiding -> tidings.heard(tiding, local());
      case Letter.Counted counted -> local().counted(counted.limit(), counted.taken());
      case Letter.RollCall _ -> local().sayWhoIsHere();
      case Letter.Beat _ -> {}
    }
  }

  private void answer(Letter.Asked asked, Letter reply) {
    turns.run(() -> {
      if (allFast()) {
        post.fast(asked.from(), reply, () -> post.surely(asked.from(), reply));
      } else {
        post.surely(asked.from(), reply);
      }
    });
  }

  private Future<Decided> decide(Wanted wanted) {
    RollCall calling = roll;
    if (calling != null && wanted instanceof Wanted.Decision(Command command)) {
      calling.heard(command);
    }
    return carryOut(wanted);
  }

  private Future<Decided> carryOut(Wanted wanted) {
    return switch (wanted) {
      case Wanted.Decision(Command command) -> local().decide(command);
      case Wanted.Hold(AgentId agent, ContactId contact, boolean on) ->
          local().hold(agent, contact, on).map(outcome -> new Decided(outcome, 0));
    };
  }

  // --- Who leads ---

  /// What the election comes to.
  private final class Elected implements Election.Roles {
    @Override
    public void leads(long taken) {
      LOG.info("leads in epoch {}", taken);
      turns.run(() -> leader = new Asking.Leader(self, taken));
      local()
          .leads(taken)
          // What is wrong with the settings must not keep a centre without a leader.
          .onFailure(settled::tryFail)
          .onComplete(_ -> turns.run(() -> ledFrom(taken)));
    }

    @Override
    public void follows() {
      ledNow = false;
      turns.run(() -> {
        epoch = 0;
        roll = null;
      });
      local().follows();
    }

    @Override
    public void stands(Lease.Held held) {
      turns.run(() -> stood(held));
    }
  }

  private void ledFrom(long taken) {
    if (leader.epoch() != taken || !self.equals(leader.gateway())) {
      return;
    }
    epoch = taken;
    ledNow = true;
    deciding.forget();
    takeBack();
    callTheRoll();
    settled.tryComplete();
  }

  private void stood(Lease.Held held) {
    if (held.epoch() < leader.epoch()) {
      return;
    }
    String holder = held.holder();
    if (held.free()) {
      leader = new Asking.Leader(null, held.epoch());
    } else {
      if (!holder.equals(leader.gateway())) {
        LOG.info("gateway {} leads in epoch {}", holder, held.epoch());
      }
      leader = new Asking.Leader(holder, held.epoch());
      if (!holder.equals(self)) {
        settled.tryComplete();
      }
    }
  }

  private void takeBack() {
    asking.takeBack(waiting -> carryOut(waiting.wanted()).onComplete(waiting.answer()));
  }

  /// Whoever was connected with a gateway that is gone is not any more.
  private void callTheRoll() {
    RollCall called = new RollCall();
    roll = called;
    Letter letter = new Letter.RollCall(self);
    post.fast(ALL, letter, () -> {});
    post.surely(ALL, letter);
    turns.after(
        ROLL_CALL_MS,
        () -> {
          if (roll == called) {
            roll = null;
            local().called(called.agents(), called.contacts());
          }
        });
  }

  // --- Time ---

  private void tick() {
    long now = turns.ticks();
    switch (hearing.look(now)) {
      case NONE -> {}
      case LOST -> {
        LOG.warn("Redis brings nothing: what gateways have to say goes by the store");
        sayHere();
        local().readAgain();
      }
      case STILL_LOST -> {
        redis.renew();
        // Who did not know yet that it brings nothing sent by it alone.
        local().readAgain();
      }
      case FOUND -> {
        LOG.info("Redis carries");
        sayHere();
        local().readAgain();
      }
    }
    if (epoch == 0) {
      asking.look(leader, now);
    } else if (asking.size() > 0) {
      takeBack();
    }
  }

  /// Lets the next one lead, and the others know.
  @Override
  public void close() {
    closing = true;
    try {
      election.close();
      gateways.gone(self).join();
    } finally {
      ledNow = false;
      store.close();
      end.run();
      redis.close();
    }
  }
}
