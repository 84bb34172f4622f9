package dev.rapport.gateway.phone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.channels.phone.PhoneEvent;
import dev.rapport.channels.phone.ScriptedSwitch;
import dev.rapport.gateway.settings.PhoneSettings;
import dev.rapport.gateway.unit.EventListener;
import dev.rapport.gateway.unit.FaultyLog;
import dev.rapport.gateway.unit.RoutingUnit;
import dev.rapport.routing.ChannelId;
import dev.rapport.routing.Command;
import dev.rapport.routing.Contact;
import dev.rapport.routing.ContactId;
import dev.rapport.routing.ContactQueue;
import dev.rapport.routing.Event;
import dev.rapport.routing.Outcome;
import dev.rapport.routing.Plan;
import dev.rapport.routing.QueueId;
import dev.rapport.routing.Requirement;
import dev.rapport.routing.RoutingCore;
import dev.rapport.routing.SelfService;
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

/// Keys, and a core that learns of the contact when it is durable.
final class MenuTest {
  private static final ContactId CONTACT = new ContactId("c1");

  private final Vertx vertx = Vertx.vertx();
  private final Context context = vertx.getOrCreateContext();
  private final LinkedBlockingQueue<Event.Moved> moved = new LinkedBlockingQueue<>();
  private final Call call =
      new Call("call-1", new PhoneEvent.CallerIdentity("", "", "", false, null, null), "en");
  private RoutingUnit unit;
  private Menu menu;

  private final class Heard implements EventListener {
    @Override
    public void happened(long sequence, long at, Event event, RoutingCore core) {
      if (event instanceof Event.Moved e) {
        moved.add(e);
      }
    }

    @Override
    public void rebuilt(RoutingCore core) {}
  }

  @BeforeEach
  void aCallIsThereAndItsContactIsDurable() {
    FaultyLog log = new FaultyLog();
    unit = new RoutingUnit(vertx, context, () -> log, InstantSource.system());
    unit.listen(new Heard());
    await(unit.start(Future.succeededFuture()));
    done(
        new Command.SavePlan(
            Plan.of(1, List.of(), List.of(queue("support"), queue("orders")), List.of()), "test"));
    menu =
        new Menu(
            new PhoneSettings.Menu(List.of(), List.of("support", "orders"), 60, false, false),
            unit,
            new SwitchLine(context, new ScriptedSwitch((_, _) -> {})),
            InstantSource.system(),
            _ -> {});
    menu.opening(call);
    call.contact = CONTACT;
  }

  @AfterEach
  void stop() {
    await(vertx.close());
  }

  private static ContactQueue queue(String id) {
    return ContactQueue.of(id, id, Requirement.allOf());
  }

  private static <T> T await(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().orTimeout(60, TimeUnit.SECONDS).join();
  }

  private void done(Command command) {
    assertThat(await(unit.submit(command))).isInstanceOf(Outcome.Done.class);
  }

  private void arrives() {
    done(
        new Command.Arrive(
            Contact.of(CONTACT, ChannelId.PHONE, new QueueId("support")),
            0,
            new SelfService(System.currentTimeMillis() + 60_000, SelfService.After.WAIT)));
  }

  private void pressed(char... digits) {
    for (char digit : digits) {
      menu.pressed(call, digit);
    }
  }

  @Test
  void aKeyPressedBeforeTheCoreKnowsTheContactCountsWhenItDoes() throws InterruptedException {
    pressed('2');
    arrives();
    menu.known(call);
    assertThat(moved.poll(60, TimeUnit.SECONDS).to()).isEqualTo(new QueueId("orders"));
    menu.known(call);
    await(unit.ask(_ -> true));
    assertThat(moved).as("it counts once").isEmpty();
  }

  @Test
  void aKeyPressedAfterwardsCountsAtOnce() throws InterruptedException {
    arrives();
    menu.known(call);
    pressed('2');
    assertThat(moved.poll(60, TimeUnit.SECONDS).to()).isEqualTo(new QueueId("orders"));
  }

  @Test
  void whoeverDrumsOnTheKeysIsNotRememberedForEver() {
    pressed("999999999999999999999999".toCharArray());
    assertThat(call.early).hasSizeLessThan(10);
  }
}
