package dev.rapport.channels.ari;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rapport.channels.Wait;
import dev.rapport.channels.media.Pitch;
import dev.rapport.channels.media.Wav;
import dev.rapport.channels.phone.Heard;
import dev.rapport.channels.phone.PhoneCommand;
import dev.rapport.channels.phone.PhoneEvent;
import dev.rapport.channels.phone.PhoneSwitch;
import dev.rapport.channels.phone.PhoneSwitch.LiveCall;
import dev.rapport.channels.phone.SoftPhoneContract;
import dev.rapport.channels.sip.SoftCall;
import dev.rapport.channels.sip.SoftPhone;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The switch of sites with Asterisk keeps the contract of every switch, with a real Asterisk.
final class AriSwitchContractTest extends SoftPhoneContract {
  /// Samples in a tenth of a second.
  private static final int TENTH = 800;

  private Asterisk asterisk;
  private AriSwitch ari;

  @BeforeEach
  void start() throws Exception {
    assumeTrue(
        Asterisk.available(), "skipped: there is no Asterisk in the folder RAPPORT_ASTERISK");
    asterisk =
        Asterisk.start(
            ana.address().getPort(), sue.address().getPort(), customers.address().getPort());
    ari = new AriSwitch(asterisk.settings());
    await(ari.start(heard));
    heard.next(PhoneEvent.LinkRestored.class);
  }

  @AfterEach
  void stop() {
    if (ari != null) {
      await(ari.close());
    }
    if (asterisk != null) {
      asterisk.close();
    }
  }

  @Override
  protected InetSocketAddress server() {
    return new InetSocketAddress(LOOPBACK, asterisk.sipPort());
  }

  @Override
  protected PhoneSwitch phone() {
    return ari;
  }

  @Test
  void aProcessThatComesBackFindsItsCallsAgain() {
    call();
    PhoneEvent.Offered waiting = heard.next(PhoneEvent.Offered.class);
    await(ari.send(new PhoneCommand.QueueHold(waiting.call(), "", List.of())));
    call();
    PhoneEvent.Offered talking = heard.next(PhoneEvent.Offered.class);
    await(ari.send(new PhoneCommand.QueueHold(talking.call(), "", List.of())));
    talking(talking.call(), "leg-1");

    AriSwitch next = new AriSwitch(asterisk.settings());
    Heard again = new Heard();
    ari.vanish();
    await(next.start(again));
    List<String> keys =
        List.of(
            again.next(PhoneEvent.Offered.class).dedupeKey(),
            again.next(PhoneEvent.Offered.class).dedupeKey());
    assertThat(keys).containsExactlyInAnyOrder(waiting.dedupeKey(), talking.dedupeKey());
    ari = next;
    assertThat(await(ari.snapshot()))
        .containsExactlyInAnyOrder(
            new LiveCall(waiting.call(), ""), new LiveCall(talking.call(), "leg-1"));
  }

  @Test
  void anAsteriskThatDiesTakesItsCallsWithIt() {
    call();
    PhoneEvent.Offered offered = heard.next(PhoneEvent.Offered.class);
    await(ari.send(new PhoneCommand.QueueHold(offered.call(), "", List.of())));
    asterisk.kill();
    heard.next(PhoneEvent.LinkLost.class);
    assertThat(await(ari.send(new PhoneCommand.Hold(offered.call()))))
        .isInstanceOfSatisfying(
            PhoneSwitch.CommandAnswer.Refused.class,
            refused -> assertThat(refused.reason()).isEqualTo("unavailable"));
    asterisk.again();
    Wait.until(() -> heard.all(PhoneEvent.LinkRestored.class).size() == 2);
    assertThat(heard.next(PhoneEvent.Ended.class).call()).isEqualTo(offered.call());
  }

  private String talks() {
    call();
    PhoneEvent.Offered offered = heard.next(PhoneEvent.Offered.class);
    await(ari.send(new PhoneCommand.QueueHold(offered.call(), "", List.of())));
    talking(offered.call(), "leg-1");
    return offered.call();
  }

  @Test
  void aKeptTalkHasBothVoicesAndNotWhatIsSaidWithoutTheCaller() throws Exception {
    String call = talks();
    var words = List.<PhoneCommand.Prompt>of(new PhoneCommand.Prompt.Greeting("en"));
    await(ari.send(new PhoneCommand.RecordTalk(call, "contact.leg-1", words)));
    Wait.until(() -> share(atCaller, AGENT) < 0.9);
    // Longer than a speaker breathes.
    Wait.until(() -> IntStream.range(0, 4).allMatch(_ -> share(atCaller, AGENT) > 0.95));
    somethingIsSaid();
    await(ari.send(new PhoneCommand.Hold(call)));
    somethingIsSaid();
    await(ari.send(new PhoneCommand.HangUpLeg(call, "leg-1")));
    PhoneEvent.TalkRecorded kept = heard.next(PhoneEvent.TalkRecorded.class);
    short[] sound = Wav.read(kept.wav());
    assertThat(meanShare(sound, CALLER)).isGreaterThan(0.3);
    assertThat(meanShare(sound, AGENT)).isGreaterThan(0.3);
    assertThat(meanShare(sound, CALLER) + meanShare(sound, AGENT)).isGreaterThan(0.8);
  }

  /// Of a tenth of a second each: over longer a tone that was interrupted cancels itself.
  private static double meanShare(short[] sound, double hertz) {
    return IntStream.range(0, sound.length / TENTH)
        .mapToObj(i -> Arrays.copyOfRange(sound, i * TENTH, (i + 1) * TENTH))
        .mapToDouble(part -> Pitch.share(part, hertz))
        .average()
        .orElse(0);
  }

  @Test
  void whatWasNotStoredIsToldAgainAfterARestart() {
    String call = talks();
    await(ari.send(new PhoneCommand.RecordTalk(call, "contact.leg-1", List.of())));
    somethingIsSaid();
    AriSwitch next = new AriSwitch(asterisk.settings());
    Heard again = new Heard();
    ari.vanish();
    await(next.start(again));
    ari = next;
    again.next(PhoneEvent.Offered.class);
    await(ari.send(new PhoneCommand.RecordTalk(call, "contact.leg-1", List.of())));
    await(ari.send(new PhoneCommand.HangUp(call, PhoneCommand.Cause.NORMAL)));
    PhoneEvent.TalkRecorded kept = again.next(PhoneEvent.TalkRecorded.class);
    assertThat(kept.part()).isEqualTo(1);
    ari.vanish();

    next = new AriSwitch(asterisk.settings());
    Heard later = new Heard();
    await(next.start(later));
    ari = next;
    PhoneEvent.TalkRecorded same = later.next(PhoneEvent.TalkRecorded.class);
    assertThat(same.id()).isEqualTo("contact.leg-1");
    assertThat(same.millis()).isEqualTo(kept.millis());
    await(ari.send(new PhoneCommand.LetGoOfTalk("", same.id(), same.part())));
  }

  @Test
  void aSupervisorIsHeardByWhomTheyMayBe() {
    String call = talks();
    var display = new PhoneCommand.Display(NUMBER, "Harriet");
    for (PhoneCommand.Way way : PhoneCommand.Way.values()) {
      await(ari.send(new PhoneCommand.ListenIn(call, "listen-sue", "sue", display, way, 30_000)));
      if (way == PhoneCommand.Way.LISTEN) {
        supervisorRings().answer();
      }
      heard.next(PhoneEvent.ListenedIn.class, told -> told.way() == way);
      Wait.until(() -> share(atSupervisor, CALLER) > 0.3 && share(atSupervisor, AGENT) > 0.3);
      boolean agentHears = way != PhoneCommand.Way.LISTEN;
      boolean callerHears = way == PhoneCommand.Way.BARGE;
      Wait.until(() -> share(atAgent, SUPERVISOR) > 0.3 == agentHears);
      Wait.until(() -> share(atCaller, SUPERVISOR) > 0.3 == callerHears);
    }
    await(ari.send(new PhoneCommand.HangUpLeg(call, "listen-sue")));
    Wait.until(() -> share(atCaller, AGENT) > 0.8);
  }

  @Test
  void anAsteriskThatStandsStillIsLostAndItsCallsGoOnWhenItDoes() {
    String call = talks();
    asterisk.stall(true);
    heard.next(PhoneEvent.LinkLost.class);
    asterisk.stall(false);
    heard.next(PhoneEvent.LinkRestored.class);
    Wait.until(() -> await(ari.snapshot()).equals(List.of(new LiveCall(call, "leg-1"))));
    await(ari.send(new PhoneCommand.Hold(call)));
    heard.next(PhoneEvent.Held.class);
    assertThat(heard.all(PhoneEvent.Ended.class)).isEmpty();
  }

  @Test
  void ofSeveralThatHearOfACallOneHasItAndFindsItAgain() {
    AriSwitch other = new AriSwitch(asterisk.settings("other"));
    Heard atOther = new Heard();
    await(other.start(atOther));
    atOther.next(PhoneEvent.LinkRestored.class);
    for (int i = 0; i < 6; i++) {
      customers.call(
          server(), SoftPhone.From.number("+44117496010" + i), "everybody", SoftCall.Listener.NONE);
    }
    Wait.until(() ->
        await(ari.snapshot()).size() + await(other.snapshot()).size() == 6
            && heard.all(PhoneEvent.Offered.class).size()
                    + atOther.all(PhoneEvent.Offered.class).size()
                == 6);
    int mine = await(ari.snapshot()).size();
    AriSwitch next = new AriSwitch(asterisk.settings());
    ari.vanish();
    Heard atNext = new Heard();
    await(next.start(atNext));
    ari = next;
    atNext.next(PhoneEvent.LinkRestored.class);
    assertThat(atNext.all(PhoneEvent.Offered.class)).as("told before").hasSize(mine);
    assertThat(await(ari.snapshot())).hasSize(mine);
    assertThat(await(other.snapshot())).hasSize(6 - mine);
    await(other.close());
  }
}
