package dev.rapport.gateway.phone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.channels.phone.PhoneEvent;
import dev.rapport.channels.phone.ScriptedSwitch;
import dev.rapport.gateway.unit.EventListener;
import dev.rapport.gateway.unit.FaultyLog;
import dev.rapport.gateway.unit.RoutingUnit;
import dev.rapport.routing.AgentId;
import dev.rapport.routing.AgentProfile;
import dev.rapport.routing.ChannelId;
import dev.rapport.routing.Command;
import dev.rapport.routing.Contact;
import dev.rapport.routing.ContactId;
import dev.rapport.routing.ContactQueue;
import dev.rapport.routing.Event;
import dev.rapport.routing.Hearing;
import dev.rapport.routing.Outcome;
import dev.rapport.routing.Plan;
import dev.rapport.routing.Presence;
import dev.rapport.routing.QueueId;
import dev.rapport.routing.Requirement;
import dev.rapport.routing.RoutingCore;
import dev.rapport.routing.Urgency;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A call that an agent has, and supervisors who heard it before this process.
final class ListenersTest {
  private static final AgentId ANA = new AgentId("ana");
  private static final ContactId CALL = new ContactId("c1");

  private final Vertx vertx = Vertx.vertx();
  private final Context context = vertx.getOrCreateContext();
  private final FaultyLog log = new FaultyLog();
  private final LinkedBlockingQueue<Event.ListenedIn> told = new LinkedBlockingQueue<>();
  private final LinkedBlockingQueue<Event.Offered> offers = new LinkedBlockingQueue<>();
  private RoutingUnit unit;

  private final class Heard implements EventListener {
    @Override
    public void happened(long sequence, long at, Event event, RoutingCore core) {
      if (event instanceof Event.ListenedIn e) {
        told.add(e);
      } else if (event instanceof Event.Offered e) {
        offers.add(e);
      }
    }

    @Override
    public void rebuilt(RoutingCore core) {}
  }

  @BeforeEach
  void anAgentHasTheCall() throws InterruptedException {
    unit = new RoutingUnit(vertx, context, () -> log, InstantSource.system());
    unit.listen(new Heard());
    await(unit.start(Future.succeededFuture()));
    done(
        new Command.SavePlan(
            Plan.of(
                1,
                List.of(),
                List.of(ContactQueue.of("support", "Support", Requirement.allOf())),
                List.of(AgentProfile.of("ana", "Ana"))),
            "test"));
    done(new Command.Connect(ANA));
    done(new Command.SetPresence(ANA, new Presence.Available()));
    done(
        Command.Arrive.now(
            new Contact(
                CALL,
                ChannelId.PHONE,
                new QueueId("support"),
                Requirement.allOf(),
                Urgency.NORMAL,
                1,
                null,
                null)));
    done(new Command.Accept(offers.poll(60, TimeUnit.SECONDS).offer(), ANA));
  }

  @AfterEach
  void stop() {
    await(vertx.close());
  }

  private static <T> T await(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().orTimeout(60, TimeUnit.SECONDS).join();
  }

  private void done(Command command) {
    assertThat(await(unit.submit(command))).isInstanceOf(Outcome.Done.class);
  }

  private static Event.ListenedIn event(String phone, Hearing hearing) {
    return new Event.ListenedIn(CALL, ANA, hearing, phone, phone, "training");
  }

  /// What the core is told when the call is taken up again.
  private void resumed(List<Event.ListenedIn> past, String... stillHere) {
    var call =
        new Call("call-1", new PhoneEvent.CallerIdentity("", "", "", false, null, null), "en");
    call.contact = CALL;
    for (String leg : stillHere) {
      call.listeners.put(leg, event("sofia", Hearing.LISTEN));
    }
    var line = new SwitchLine(context, new ScriptedSwitch((_, _) -> {}));
    var listeners = new Listeners(unit, line, _ -> Future.succeededFuture(past));
    context.runOnContext(_ -> listeners.resumed(call));
  }

  private Event.ListenedIn next() throws InterruptedException {
    return told.poll(60, TimeUnit.SECONDS);
  }

  @Test
  void whoHeardTheCallBeforeARestartIsSaidToHearItNoMore() throws InterruptedException {
    resumed(
        List.of(
            event("sofia", Hearing.LISTEN),
            event("adam", Hearing.LISTEN),
            event("sofia", Hearing.WHISPER),
            event("adam", Hearing.NONE)));
    assertThat(next())
        .isEqualTo(
            new Event.ListenedIn(CALL, ANA, Hearing.NONE, "sofia", "sofia", "phone: restarted"));
    done(new Command.ListenIn(CALL, Hearing.BARGE, "eve", "eve", "now"));
    assertThat(next().phone()).as("nothing is said of adam").isEqualTo("eve");
  }

  @Test
  void whoHearsItAlreadyAgainIsLeftAlone() throws InterruptedException {
    resumed(List.of(event("sofia", Hearing.LISTEN)), "listen-sofia");
    await(unit.ask(_ -> true));
    await(unit.ask(_ -> true));
    done(new Command.ListenIn(CALL, Hearing.BARGE, "eve", "eve", "now"));
    assertThat(next().phone()).isEqualTo("eve");
  }
}
