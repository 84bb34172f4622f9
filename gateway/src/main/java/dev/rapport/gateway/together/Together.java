package dev.rapport.gateway.together;

import dev.rapport.channels.Message;
import dev.rapport.gateway.unit.Decided;
import dev.rapport.gateway.unit.Elsewhere;
import dev.rapport.gateway.unit.EventListener;
import dev.rapport.routing.Command;
import dev.rapport.routing.Event;
import dev.rapport.routing.RoutingCore;
import dev.rapport.storage.SqlGateways;
import dev.rapport.storage.SqlLease;
import dev.rapport.storage.SqlLetters;
import dev.rapport.storage.Store;
import io.vertx.core.Context;
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
/// touched on one context of its own.
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

  private final Vertx vertx;
  private final Context context;
  private final String self;
  private final Carrier redis;
  private final Carrier store;
  private final SqlGateways gateways;
  private final Roster roster;
  private final SqlLetters letters;
  private final Election election;
  private final Post post;
  private final Asking asking;
  private final Deciding deciding;
  private final Hearing hearing = new Hearing(now());
  private final Promise<Void> settled = Promise.promise();
  private final Growth growth;
  private final Fresh fresh = new Fresh();
  private @Nullable Local local;
  private volatile boolean ledNow;
  private volatile boolean closing;

  // Below: touched on the context only.
  private Asking.Leader leader = Asking.Leader.NOBODY;
  private long epoch;
  private @Nullable RollCall roll;

  /// @param self a name of this process that no other ever has
  public Together(Vertx vertx, Store database, String centre, String self, RedisAddress redis) {
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
    this.self = self;
    this.redis = new RedisCarrier(redis, centre);
    growth = new Growth(self, this.redis);
    letters = new SqlLetters(database, centre);
    store = new SqlCarrier(letters, () -> allFast() ? READ_SELDOM : READ_OFTEN);
    gateways = new SqlGateways(database, centre);
    roster = new Roster(context, gateways, self, () -> epoch != 0, this::callTheRoll);
    post = new Post(this.redis, store, context);
    asking = new Asking(self, post);
    deciding = new Deciding(self, this::decide);
    election = new Election(new SqlLease(database, centre, self, LEASE), new Lease());
  }

  private static long now() {
    return System.nanoTime() / 1_000_000;
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
    vertx.setPeriodic(TICK_MS, _ -> context.runOnContext(_ -> tick()));
    vertx.setPeriodic(Hearing.BEAT_EVERY_MS, _ -> post.fast(ALL, new Letter.Beat(self), () -> {}));
    vertx.setPeriodic(ROSTER_MS, _ -> context.runOnContext(_ -> roster.look()));
    vertx.setPeriodic(HERE_MS, _ -> sayHere());
    vertx.setPeriodic(COUNT_MS, _ -> sayCounted());
    vertx.setPeriodic(
        SWEEP_MS,
        _ -> {
          var _ = letters.sweep();
        });
    election.begin();
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
    Promise<Decided> answer = Promise.promise();
    context.runOnContext(_ -> asking.ask(command, leader, now()).onComplete(answer));
    return answer.future();
  }

  /// A message was stored here.
  public void said(Message message) {
    toAll(new Letter.Said(self, message.conversation(), message.contact(), message.seq()));
  }

  /// What screens show of a customer was changed here.
  public void changed(String customer) {
    toAll(new Letter.Changed(self, customer));
  }

  /// A session was ended here.
  public void sessionEnded(String session) {
    toAll(new Letter.SessionEnded(self, session));
  }

  /// The screen pop of an offer has left for a desk here.
  public void popped(long offer) {
    toAll(new Letter.Popped(self, offer));
  }

  /// By Redis alone: while it carries nothing, each gateway counts for itself.
  private void sayCounted() {
    local()
        .taken()
        .forEach(
            (limit, taken) -> post.fast(ALL, new Letter.Counted(self, limit, taken), () -> {}));
  }

  private void toAll(Letter letter) {
    context.runOnContext(_ -> {
      if (hearing.hears()) {
        post.fast(ALL, letter, () -> post.surely(ALL, letter));
      }
      if (!roster.alone() && !allFast()) {
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
        context.runOnContext(_ -> Together.this.heard(letter));
      }
    }

    @Override
    public void listensAnew() {
      context.runOnContext(_ -> local().readAgain());
    }
  }

  private void heard(Letter letter) {
    if (letter.from().equals(self)) {
      if (letter instanceof Letter.Beat) {
        hearing.beat(now());
      }
      return;
    }
    switch (letter) {
      case Letter.Asked asked -> deciding.asked(asked, epoch, reply -> answer(asked, reply));
      case Letter.Answered answered -> asking.answered(answered);
      case Letter.Grown _ -> local().grown();
      case Letter.Said said -> {
        if (fresh.is(said.conversation() + " " + said.seq())) {
          local().said(said.conversation(), said.contact(), said.seq());
        }
      }
      case Letter.Changed changed -> local().changed(changed.customer());
      case Letter.SessionEnded ended -> local().sessionEnded(ended.session());
      case Letter.Counted counted -> local().counted(counted.limit(), counted.taken());
      case Letter.Popped popped -> local().popped(popped.offer());
      case Letter.RollCall _ -> local().sayWhoIsHere();
      case Letter.Beat _ -> {}
    }
  }

  private void answer(Letter.Asked asked, Letter reply) {
    context.runOnContext(_ -> {
      if (allFast()) {
        post.fast(asked.from(), reply, () -> post.surely(asked.from(), reply));
      } else {
        post.surely(asked.from(), reply);
      }
    });
  }

  private Future<Decided> decide(Command command) {
    RollCall calling = roll;
    if (calling != null) {
      calling.heard(command);
    }
    return local().decide(command);
  }

  // --- Who leads ---

  /// What the election comes to.
  private final class Lease implements Election.Roles {
    @Override
    public void leads(long taken) {
      LOG.info("leads in epoch {}", taken);
      context.runOnContext(_ -> leader = new Asking.Leader(self, taken));
      local()
          .leads(taken)
          // What is wrong with the settings must not keep a centre without a leader.
          .onFailure(settled::tryFail)
          .onComplete(_ -> context.runOnContext(_ -> ledFrom(taken)));
    }

    @Override
    public void follows() {
      ledNow = false;
      context.runOnContext(_ -> {
        epoch = 0;
        roll = null;
      });
      local().follows();
    }

    @Override
    public void stands(SqlLease.Held held) {
      context.runOnContext(_ -> stood(held));
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

  private void stood(SqlLease.Held held) {
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
    asking.takeBack(waiting -> local().decide(waiting.command()).onComplete(waiting.answer()));
  }

  /// Whoever was connected with a gateway that is gone is not any more.
  private void callTheRoll() {
    RollCall called = new RollCall();
    roll = called;
    toAllSurely(new Letter.RollCall(self));
    vertx.setTimer(
        ROLL_CALL_MS,
        _ ->
            context.runOnContext(_ -> {
              if (roll == called) {
                roll = null;
                local().called(called.agents(), called.contacts());
              }
            }));
  }

  private void toAllSurely(Letter letter) {
    post.fast(ALL, letter, () -> {});
    post.surely(ALL, letter);
  }

  // --- Time ---

  private void tick() {
    long now = now();
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
    if (epoch != 0) {
      if (asking.size() > 0) {
        takeBack();
      }
    } else {
      asking.look(leader, now);
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
      redis.close();
    }
  }
}
