package dev.rapport.gateway;

import dev.rapport.channels.Message;
import dev.rapport.gateway.desk.PopsSent;
import dev.rapport.gateway.settings.Settings;
import dev.rapport.gateway.settings.SettingsException;
import dev.rapport.gateway.together.Local;
import dev.rapport.gateway.together.RedisAddress;
import dev.rapport.gateway.together.StillHere;
import dev.rapport.gateway.together.Together;
import dev.rapport.gateway.unit.Decided;
import dev.rapport.gateway.unit.EventListener;
import dev.rapport.routing.AgentId;
import dev.rapport.routing.AgentView;
import dev.rapport.routing.Command;
import dev.rapport.routing.ContactId;
import dev.rapport.routing.Event;
import dev.rapport.routing.OfferId;
import dev.rapport.routing.Outcome;
import dev.rapport.routing.RoutingCore;
import dev.rapport.storage.LogTail;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// This gateway as the others reach it, while several serve at once.
final class TogetherWiring implements Local, EventListener {
  private static final Logger LOG = LoggerFactory.getLogger(TogetherWiring.class);
  private static final long RETRY_MS = 100;

  private final Wiring made;
  private final StillHere stillHere;
  private final Supplier<Future<?>> leading;
  private final Runnable replaced;
  private volatile long taken;
  private volatile boolean begun;

  /// Null when no carrier is set.
  static @Nullable Together of(Wiring made) {
    Settings.Carrier carrier = made.settings.carrier();
    if (carrier == null) {
      return null;
    }
    var redis = new RedisAddress(carrier.url(), carrier.prefix(), carrier.authorities());
    var together =
        new Together(made.vertx, made.store, made.centre, UUID.randomUUID().toString(), redis);
    made.unit.together(new LogTail(made.store, made.centre)::after, together);
    return together;
  }

  /// @param leading what else the leader does, when it does
  /// @param replaced called when another leads and this process cannot go on without leading
  TogetherWiring(Wiring made, Together together, Supplier<Future<?>> leading, Runnable replaced) {
    this.made = made;
    this.leading = leading;
    this.replaced = replaced;
    stillHere = new StillHere(made.centre, made.unit, made.desks, made.chat, made.open);
    made.desks.pops().others(new Pops(together));
    made.desks.calls().others(together.tidings()::callStood);
    made.unit.listen(stillHere);
    made.unit.listen(together);
    made.unit.listen(this);
  }

  /// After the unit has started: counts what came today, and follows the log from there.
  Future<Void> begin() {
    return count()
        .onSuccess(_ -> {
          begun = true;
          made.unit.lookForMore();
        });
  }

  private Future<Void> count() {
    return made.readers
        .executeBlocking(made::today, false)
        .map(Objects::requireNonNull)
        .compose(today -> made.unit.ask(_ -> made.live.begin(today.byChannel(), today.upTo())))
        .compose(exact -> exact ? Future.succeededFuture() : count());
  }

  @Override
  public void happened(long sequence, long at, Event event, RoutingCore core) {}

  @Override
  public void rebuilt(RoutingCore core) {
    if (begun) {
      // Once it runs again.
      made.vertx.setTimer(
          RETRY_MS,
          _ -> count().onFailure(e -> LOG.warn("today is not counted: {}", e.getMessage())));
    }
  }

  @Override
  public Future<Void> leads(long epoch) {
    taken = epoch;
    made.epoch(epoch);
    Promise<Void> led = Promise.promise();
    lead(epoch, led);
    return led.future();
  }

  private void lead(long epoch, Promise<Void> led) {
    made.unit
        .lead()
        .compose(_ -> leading.get())
        .onSuccess(_ -> led.complete())
        .onFailure(e -> {
          LOG.warn("does not lead yet: {}", e.toString());
          if (taken == epoch && !(e instanceof SettingsException)) {
            made.vertx.setTimer(RETRY_MS, _ -> lead(epoch, led));
          } else {
            led.fail(e);
          }
        });
  }

  @Override
  public void follows() {
    taken = 0;
    made.unit.follow();
    if (made.phone != null) {
      // Its calls are in this process, and nobody here decides about them any more.
      replaced.run();
    }
  }

  @Override
  public Future<Decided> decide(Command command) {
    return made.unit.decide(command);
  }

  @Override
  public Future<Outcome> hold(AgentId agent, ContactId contact, boolean on) {
    Promise<Outcome> done = Promise.promise();
    made.context.runOnContext(
        _ -> PhoneWiring.callsHere(made).hold(agent, contact, on).onComplete(done));
    return done.future();
  }

  @Override
  public void grown() {
    made.unit.lookForMore();
  }

  @Override
  public void said(String conversation, @Nullable String contact, long seq) {
    made.context.runOnContext(_ -> {
      boolean shown = contact != null && made.desks.shows(new ContactId(contact));
      if (shown || made.chat.watches(made.centre, conversation)) {
        made.conversations
            .after(made.centre, conversation, seq - 1, 1)
            .whenComplete((found, fault) -> {
              if (fault != null) {
                LOG.warn("a message of another gateway cannot be read: {}", fault.toString());
              } else {
                found.forEach(this::said);
              }
            });
      }
    });
  }

  private void said(Message message) {
    made.deliver(message);
    String contact = message.contact();
    if (contact != null) {
      made.desks.said(contact, message);
    }
  }

  @Override
  public void changed(String customer) {
    made.desks.customerChanged(customer);
  }

  @Override
  public void sessionEnded(String session) {
    made.sockets.ended(session);
  }

  @Override
  public void counted(String limit, Map<String, Integer> taken) {
    made.limits.heard(limit, taken);
  }

  @Override
  public Map<String, Map<String, Integer>> taken() {
    return made.limits.taken();
  }

  @Override
  public void popped(long offer) {
    made.context.runOnContext(_ -> made.desks.pops().sent(new OfferId(offer)));
  }

  @Override
  public void callStood(AgentId agent, ContactId contact, String state) {
    made.context.runOnContext(_ -> made.desks.calls().heard(agent, contact, state));
  }

  @Override
  public void pbxCall(String call) {
    if (made.pbx != null) {
      made.pbx.told(call);
    }
  }

  /// Screen pops at gateways other than the one whose calls they are.
  private final class Pops implements PopsSent.Others {
    private final Together together;

    Pops(Together together) {
      this.together = together;
    }

    @Override
    public boolean have(AgentId agent, RoutingCore core) {
      AgentView view = core.agent(agent);
      return view != null && view.connected();
    }

    @Override
    public void sent(OfferId offer) {
      if (made.phone != null && !made.decides()) {
        together.tidings().popped(offer.number());
      }
    }
  }

  @Override
  public void sayWhoIsHere() {
    made.context.runOnContext(_ -> stillHere.sayAll());
  }

  @Override
  public void called(Set<AgentId> agents, Set<ContactId> contacts) {
    made.unit.ask(core -> {
      stillHere.called(core, agents, contacts);
      return true;
    });
  }

  @Override
  public void readAgain() {
    made.context.runOnContext(_ -> {
      made.unit.lookForMore();
      made.desks.redraw();
      made.chat.readOn();
      if (made.pbx != null) {
        made.pbx.readAgain();
      }
    });
  }
}
