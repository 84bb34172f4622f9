package dev.rapport.gateway.phone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.channels.phone.PhoneEvent;
import dev.rapport.channels.phone.ScriptedSwitch;
import dev.rapport.routing.AgentId;
import dev.rapport.routing.AgentProfile;
import dev.rapport.routing.ChannelId;
import dev.rapport.routing.Command;
import dev.rapport.routing.Contact;
import dev.rapport.routing.ContactId;
import dev.rapport.routing.ContactQueue;
import dev.rapport.routing.Event;
import dev.rapport.routing.Hearing;
import dev.rapport.routing.Plan;
import dev.rapport.routing.Presence;
import dev.rapport.routing.QueueId;
import dev.rapport.routing.Requirement;
import dev.rapport.routing.Urgency;
import io.vertx.core.Future;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A call that an agent has, and supervisors who heard it before this process.
final class ListenersTest {
  private static final AgentId ANA = new AgentId("ana");
  private static final ContactId CALL = new ContactId("c1");

  private RunningUnit running;
  private RunningUnit.Events<Event.ListenedIn> told;

  @BeforeEach
  void anAgentHasTheCall() throws InterruptedException {
    running =
        RunningUnit.start(
            Plan.of(
                1,
                List.of(),
                List.of(ContactQueue.of("support", "Support", Requirement.allOf())),
                List.of(AgentProfile.of("ana", "Ana"))));
    told = running.events(Event.ListenedIn.class);
    RunningUnit.Events<Event.Offered> offers = running.events(Event.Offered.class);
    running.done(new Command.Connect(ANA));
    running.done(new Command.SetPresence(ANA, new Presence.Available()));
    running.done(
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
    running.done(new Command.Accept(offers.next().offer(), ANA));
  }

  @AfterEach
  void stop() {
    running.close();
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
    var line = new SwitchLine(running.context, new ScriptedSwitch((_, _) -> {}));
    var listeners = new Listeners(running.unit, line, _ -> Future.succeededFuture(past));
    running.context.runOnContext(_ -> listeners.resumed(call));
  }

  @Test
  void whoHeardTheCallBeforeARestartIsSaidToHearItNoMore() throws InterruptedException {
    resumed(
        List.of(
            event("sofia", Hearing.LISTEN),
            event("adam", Hearing.LISTEN),
            event("sofia", Hearing.WHISPER),
            event("adam", Hearing.NONE)));
    assertThat(told.next())
        .isEqualTo(
            new Event.ListenedIn(CALL, ANA, Hearing.NONE, "sofia", "sofia", "phone: restarted"));
    running.done(new Command.ListenIn(CALL, Hearing.BARGE, "eve", "eve", "now"));
    assertThat(told.next().phone()).as("nothing is said of adam").isEqualTo("eve");
  }

  @Test
  void whoHearsItAlreadyAgainIsLeftAlone() throws InterruptedException {
    resumed(List.of(event("sofia", Hearing.LISTEN)), "listen-sofia");
    running.settled();
    running.settled();
    running.done(new Command.ListenIn(CALL, Hearing.BARGE, "eve", "eve", "now"));
    assertThat(told.next().phone()).isEqualTo("eve");
  }
}
