package dev.rapport.gateway.phone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.channels.phone.PhoneEvent;
import dev.rapport.channels.phone.ScriptedSwitch;
import dev.rapport.gateway.settings.PhoneSettings;
import dev.rapport.routing.ChannelId;
import dev.rapport.routing.Command;
import dev.rapport.routing.Contact;
import dev.rapport.routing.ContactId;
import dev.rapport.routing.ContactQueue;
import dev.rapport.routing.Event;
import dev.rapport.routing.Plan;
import dev.rapport.routing.QueueId;
import dev.rapport.routing.Requirement;
import dev.rapport.routing.SelfService;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Keys, and a core that learns of the contact when it is durable.
final class MenuTest {
  private static final ContactId CONTACT = new ContactId("c1");

  private final Call call =
      new Call("call-1", new PhoneEvent.CallerIdentity("", "", "", false, null, null), "en");
  private RunningUnit running;
  private RunningUnit.Events<Event.Moved> moved;
  private Menu menu;

  @BeforeEach
  void aCallIsThereAndItsContactIsDurable() {
    running =
        RunningUnit.start(
            Plan.of(1, List.of(), List.of(queue("support"), queue("orders")), List.of()));
    moved = running.events(Event.Moved.class);
    menu =
        new Menu(
            new PhoneSettings.Menu(List.of(), List.of("support", "orders"), 60, false, false),
            running.unit,
            new SwitchLine(running.context, new ScriptedSwitch((_, _) -> {})),
            InstantSource.system(),
            _ -> {});
    menu.opening(call);
    call.contact = CONTACT;
  }

  @AfterEach
  void stop() {
    running.close();
  }

  private static ContactQueue queue(String id) {
    return ContactQueue.of(id, id, Requirement.allOf());
  }

  private void arrives() {
    running.done(
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
    assertThat(moved.next().to()).isEqualTo(new QueueId("orders"));
    menu.known(call);
    running.settled();
    assertThat(moved.isEmpty()).as("it counts once").isTrue();
  }

  @Test
  void aKeyPressedAfterwardsCountsAtOnce() throws InterruptedException {
    arrives();
    menu.known(call);
    pressed('2');
    assertThat(moved.next().to()).isEqualTo(new QueueId("orders"));
  }

  @Test
  void whoeverDrumsOnTheKeysIsNotRememberedForEver() {
    pressed("999999999999999999999999".toCharArray());
    assertThat(call.early).hasSizeLessThan(10);
  }
}
