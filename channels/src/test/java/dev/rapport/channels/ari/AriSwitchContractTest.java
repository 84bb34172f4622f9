package dev.rapport.channels.ari;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rapport.channels.phone.Heard;
import dev.rapport.channels.phone.PhoneCommand;
import dev.rapport.channels.phone.PhoneEvent;
import dev.rapport.channels.phone.PhoneSwitch;
import dev.rapport.channels.phone.SoftPhoneContract;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The switch of sites with Asterisk keeps the contract of every switch, with a real Asterisk.
final class AriSwitchContractTest extends SoftPhoneContract {
  private Asterisk asterisk;
  private AriSwitch ari;

  @BeforeEach
  void start() throws Exception {
    assumeTrue(
        Asterisk.available(), "skipped: there is no Asterisk in the folder RAPPORT_ASTERISK");
    asterisk = Asterisk.start(ana.address().getPort(), customers.address().getPort());
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
            new PhoneSwitch.LiveCall(waiting.call(), ""),
            new PhoneSwitch.LiveCall(talking.call(), "leg-1"));
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
    heard.next(PhoneEvent.LinkRestored.class);
    assertThat(heard.next(PhoneEvent.Ended.class).call()).isEqualTo(offered.call());
  }
}
