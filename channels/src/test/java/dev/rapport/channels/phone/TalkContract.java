package dev.rapport.channels.phone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.channels.phone.PhoneCommand.Display;
import dev.rapport.channels.phone.PhoneSwitch.LiveCall;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What a switch keeps that has the sound of a talk; one that has not says so.
public abstract class TalkContract extends PhoneSwitchContract {
  /// The next ring of the supervisor's phone, whose name is `sue`.
  protected abstract AgentPhone supervisorRings();

  /// Caller and agent say something.
  protected void somethingIsSaid() {}

  private boolean can(PhoneSwitch.Capability what) {
    return phone().capabilities().contains(what);
  }

  @Test
  void whatIsSaidInATalkIsKeptUntilItIsLetGoOf() {
    Customer caller = call();
    String call = queued();
    var record = new PhoneCommand.RecordTalk(call, "contact.offer-1", List.of());
    if (!can(PhoneSwitch.Capability.RECORD_TALK)) {
      assertThat(refused(record)).isEqualTo("unsupported");
      return;
    }
    assertThat(refused(record)).isEqualTo("no_leg");
    talking(call, "leg-1");
    done(record);
    done(record);
    somethingIsSaid();
    done(new PhoneCommand.Hold(call));
    done(new PhoneCommand.Resume(call));
    caller.hangUp();
    PhoneEvent.TalkRecorded kept = heard.next(PhoneEvent.TalkRecorded.class);
    assertThat(kept.id()).isEqualTo("contact.offer-1");
    assertThat(kept.part()).isEqualTo(1);
    assertThat(kept.wav()).startsWith('R', 'I', 'F', 'F');
    assertThat(kept.millis()).isPositive();
    done(new PhoneCommand.LetGoOfTalk(call, kept.id(), kept.part()));
    done(new PhoneCommand.LetGoOfTalk(call, kept.id(), kept.part()));
  }

  private static PhoneCommand.ListenIn listen(String call, PhoneCommand.Way way) {
    return new PhoneCommand.ListenIn(
        call, "listen-sue", "sue", new Display(NUMBER, "Harriet"), way, 30_000);
  }

  private void listensIn(PhoneCommand.Way way) {
    assertThat(heard.next(PhoneEvent.ListenedIn.class).way()).isEqualTo(way);
  }

  @Test
  void aSupervisorListensWhispersAndJoinsTheTalk() {
    Customer caller = call();
    String call = queued();
    if (!can(PhoneSwitch.Capability.LISTEN)) {
      assertThat(refused(listen(call, PhoneCommand.Way.LISTEN))).isEqualTo("unsupported");
      return;
    }
    assertThat(refused(listen(call, PhoneCommand.Way.LISTEN))).isEqualTo("no_leg");
    talking(call, "leg-1");
    done(listen(call, PhoneCommand.Way.LISTEN));
    AgentPhone sue = supervisorRings();
    sue.answer();
    listensIn(PhoneCommand.Way.LISTEN);
    done(listen(call, PhoneCommand.Way.LISTEN));
    assertThat(refused(new PhoneCommand.Connect(call, "listen-sue"))).isEqualTo("no_leg");
    done(listen(call, PhoneCommand.Way.WHISPER));
    listensIn(PhoneCommand.Way.WHISPER);
    done(listen(call, PhoneCommand.Way.BARGE));
    listensIn(PhoneCommand.Way.BARGE);
    done(listen(call, PhoneCommand.Way.LISTEN));
    listensIn(PhoneCommand.Way.LISTEN);
    assertThat(live()).containsExactly(new LiveCall(call, "leg-1"));
    sue.hangUp();
    assertThat(heard.next(PhoneEvent.LegEnded.class).leg()).isEqualTo("listen-sue");
    caller.hangUp();
    heard.next(PhoneEvent.Ended.class);
    assertThat(heard.all(PhoneEvent.ListenedIn.class)).hasSize(4);
  }

  @Test
  void listeningEndsWithTheTalk() {
    call();
    String call = queued();
    if (!can(PhoneSwitch.Capability.LISTEN)) {
      return;
    }
    AgentPhone ana = talking(call, "leg-1");
    done(listen(call, PhoneCommand.Way.BARGE));
    supervisorRings().answer();
    listensIn(PhoneCommand.Way.BARGE);
    ana.hangUp();
    heard.next(PhoneEvent.LegEnded.class, e -> e.leg().equals("listen-sue"));
    heard.next(PhoneEvent.LegEnded.class, e -> e.leg().equals("leg-1"));
    assertThat(live()).containsExactly(new LiveCall(call, ""));
    talking(call, "leg-2");
  }
}
