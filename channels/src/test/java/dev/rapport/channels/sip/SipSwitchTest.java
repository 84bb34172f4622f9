package dev.rapport.channels.sip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.channels.Wait;
import dev.rapport.channels.media.Clip;
import dev.rapport.channels.media.Melody;
import dev.rapport.channels.media.Pitch;
import dev.rapport.channels.phone.Heard;
import dev.rapport.channels.phone.PhoneCommand;
import dev.rapport.channels.phone.PhoneCommand.Cause;
import dev.rapport.channels.phone.PhoneCommand.Display;
import dev.rapport.channels.phone.PhoneEvent;
import dev.rapport.channels.phone.PhoneEvent.Failure;
import dev.rapport.channels.phone.PhoneEvent.Party;
import dev.rapport.channels.phone.PhoneSwitch.CommandAnswer;
import dev.rapport.channels.sip.SipSettings.AgentPhone;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Whole calls through the embedded switch, with telephones of our own at both ends, real sockets
/// and real sound.
final class SipSwitchTest {
  private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
  private static final double CALLER = 700;
  private static final double AGENT = 1_100;

  private final Heard heard = new Heard();
  private SipSwitch sip;
  private SoftPhone customers;
  private SoftPhone ana;
  private final LinkedBlockingQueue<SoftCall> ringing = new LinkedBlockingQueue<>();

  @BeforeEach
  void start() throws Exception {
    sip =
        new SipSwitch(
            SipSettings.loopback(
                List.of(new AgentPhone("ana", "secret", null), new AgentPhone("ben", "too", null)),
                SipSettings.Limits.USUAL));
    await(sip.start(heard));
    customers = await(SoftPhone.open(LOOPBACK, 20, Clip.of(Melody.tone(CALLER, 1_000))));
    ana = await(SoftPhone.open(LOOPBACK, 20, Clip.of(Melody.tone(AGENT, 1_000))));
    ana.whenCalled(ringing::add);
    assertThat(await(ana.register(server(), "ana", "secret"))).isTrue();
    heard.next(PhoneEvent.EndpointChanged.class);
  }

  @AfterEach
  void stop() {
    customers.close();
    ana.close();
    await(sip.close());
  }

  private InetSocketAddress server() {
    return new InetSocketAddress(LOOPBACK, sip.port());
  }

  private static <T> T await(CompletionStage<T> stage) {
    return stage.toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
  }

  private SoftCall call(SoftCall.Listener listener) {
    return customers.call(
        server(), new SoftPhone.From("+441174960000", "Harriet", Map.of()), "support", listener);
  }

  private SoftCall call() {
    return call(SoftCall.Listener.NONE);
  }

  /// Takes the next call and lets it wait with music.
  private String queued() {
    String id = heard.next(PhoneEvent.Offered.class).call();
    done(new PhoneCommand.QueueHold(id, "", List.of()));
    return id;
  }

  private void done(PhoneCommand command) {
    assertThat(await(sip.send(command))).isEqualTo(new CommandAnswer.Done());
  }

  private void ring(String call, String leg, long timeoutMs) {
    done(
        new PhoneCommand.Ring(
            call, leg, "ana", new Display("+441174960000", "Harriet"), timeoutMs));
  }

  private SoftCall answered(String call, String leg) throws InterruptedException {
    ring(call, leg, 30_000);
    SoftCall atAna = ringing.poll(30, TimeUnit.SECONDS);
    atAna.answer();
    heard.next(PhoneEvent.LegAnswered.class, e -> e.leg().equals(leg));
    done(new PhoneCommand.Connect(call, leg));
    heard.next(PhoneEvent.Connected.class);
    return atAna;
  }

  private static double share(SoftCall call, double hertz) {
    call.record(400);
    Wait.until(() -> await(call.counts())[1] > 0);
    long from = await(call.counts())[1];
    Wait.until(() -> await(call.counts())[1] >= from + 22);
    return Pitch.share(await(call.recorded()), hertz);
  }

  private void nothingIsLeft() {
    Wait.until(() -> {
      SipSwitch.Open open = await(sip.open());
      return open.calls() == 0 && open.legs() == 0 && open.media() == 0;
    });
  }

  @Test
  void aCallerHearsMusicThenTheAgentThenMusicOnHoldThenTheAgent() throws Exception {
    SoftCall caller = call();
    PhoneEvent.Offered offered = heard.next(PhoneEvent.Offered.class);
    assertThat(offered.caller().number()).isEqualTo("+441174960000");
    assertThat(offered.dialled()).isEqualTo("support");
    String call = offered.call();
    done(new PhoneCommand.QueueHold(call, "", List.of()));
    assertThat(share(caller, AGENT)).isLessThan(0.2);

    SoftCall atAna = answered(call, "leg-1");
    assertThat(atAna.caller()).isEqualTo("+441174960000");
    assertThat(share(caller, AGENT)).isGreaterThan(0.8);
    assertThat(share(atAna, CALLER)).isGreaterThan(0.8);

    atAna.hold(true);
    assertThat(heard.next(PhoneEvent.Held.class).by()).isEqualTo(Party.AGENT);
    Wait.until(() -> share(caller, AGENT) < 0.2);
    atAna.hold(false);
    heard.next(PhoneEvent.Resumed.class);
    Wait.until(() -> share(caller, AGENT) > 0.8);

    caller.hangUp();
    assertThat(heard.next(PhoneEvent.Ended.class).by()).isEqualTo(Party.CALLER);
    nothingIsLeft();
  }

  @Test
  void anAgentWhoDoesNotAnswerLeavesTheCallerWaiting() throws Exception {
    SoftCall caller = call();
    String call = queued();
    ring(call, "leg-1", 200);
    PhoneEvent.LegFailed failed = heard.next(PhoneEvent.LegFailed.class);
    assertThat(failed.leg()).isEqualTo("leg-1");
    assertThat(failed.reason()).isEqualTo(Failure.NO_ANSWER);
    ringing.clear();
    answered(call, "leg-2");
    assertThat(share(caller, AGENT)).isGreaterThan(0.8);
    assertThat(heard.all(PhoneEvent.LegFailed.class)).hasSize(1);
    caller.hangUp();
    nothingIsLeft();
  }

  @Test
  void anAgentWhoDeclinesIsToldApart() throws Exception {
    call();
    String call = queued();
    ring(call, "leg-1", 30_000);
    ringing.poll(30, TimeUnit.SECONDS).decline(486);
    assertThat(heard.next(PhoneEvent.LegFailed.class).reason()).isEqualTo(Failure.BUSY);
    ring(call, "leg-2", 30_000);
    ringing.poll(30, TimeUnit.SECONDS).decline(603);
    assertThat(heard.next(PhoneEvent.LegFailed.class).reason()).isEqualTo(Failure.REJECTED);
    done(new PhoneCommand.HangUp(call, Cause.NORMAL));
    nothingIsLeft();
  }

  @Test
  void aCallerWhoHangsUpWhileTheAgentsPhoneRingsEndsBoth() throws Exception {
    SoftCall caller = call();
    String call = queued();
    ring(call, "leg-1", 30_000);
    SoftCall atAna = ringing.poll(30, TimeUnit.SECONDS);
    var ended = new LinkedBlockingQueue<Integer>();
    atAna.listen(
        new SoftCall.Listener() {
          @Override
          public void ended(int status) {
            ended.add(status);
          }
        });
    caller.hangUp();
    assertThat(heard.next(PhoneEvent.Ended.class).by()).isEqualTo(Party.CALLER);
    assertThat(ended.poll(30, TimeUnit.SECONDS)).isEqualTo(487);
    nothingIsLeft();
  }

  @Test
  void aCallGivenUpBeforeItWasTakenIsCancelled() {
    SoftCall caller = call();
    heard.next(PhoneEvent.Offered.class);
    caller.hangUp();
    assertThat(heard.next(PhoneEvent.Ended.class).cause()).isEqualTo("cancelled");
    nothingIsLeft();
  }

  @Test
  void anAgentWhoHangsUpEndsTheLegAndTheCentreTheCall() throws Exception {
    call();
    String call = queued();
    SoftCall atAna = answered(call, "leg-1");
    atAna.hangUp();
    assertThat(heard.next(PhoneEvent.LegEnded.class).leg()).isEqualTo("leg-1");
    assertThat(heard.all(PhoneEvent.Ended.class)).isEmpty();
    done(new PhoneCommand.HangUp(call, Cause.NORMAL));
    assertThat(heard.next(PhoneEvent.Ended.class).by()).isEqualTo(Party.CENTRE);
    nothingIsLeft();
  }

  @Test
  void theCentreHoldsAndResumes() throws Exception {
    SoftCall caller = call();
    String call = queued();
    answered(call, "leg-1");
    done(new PhoneCommand.Hold(call));
    Wait.until(() -> share(caller, AGENT) < 0.2);
    done(new PhoneCommand.Resume(call));
    Wait.until(() -> share(caller, AGENT) > 0.8);
    caller.hangUp();
    nothingIsLeft();
  }

  @Test
  void aTransferIsAskedForAndTheCallerWaitsWithMusicAgain() throws Exception {
    SoftCall caller = call();
    String call = queued();
    SoftCall atAna = answered(call, "leg-1");
    atAna.transfer("orders");
    PhoneEvent.TransferAsked asked = heard.next(PhoneEvent.TransferAsked.class);
    assertThat(asked.target()).isEqualTo("orders");
    assertThat(asked.attended()).isFalse();
    done(new PhoneCommand.AnswerTransfer(call, "leg-1", true));
    done(new PhoneCommand.HangUpLeg(call, "leg-1"));
    Wait.until(() -> share(caller, AGENT) < 0.2);
    answered(call, "leg-2");
    Wait.until(() -> share(caller, AGENT) > 0.8);
    caller.hangUp();
    nothingIsLeft();
  }

  @Test
  void keysPressedWhileWaitingAreHeardOnceEach() {
    SoftCall caller = call();
    queued();
    Wait.until(() -> await(caller.counts())[1] > 5);
    "17#".chars().forEach(c -> caller.press((char) c));
    assertThat(heard.next(PhoneEvent.Digit.class).digit()).isEqualTo('1');
    assertThat(heard.next(PhoneEvent.Digit.class).digit()).isEqualTo('7');
    assertThat(heard.next(PhoneEvent.Digit.class).digit()).isEqualTo('#');
    caller.hangUp();
    nothingIsLeft();
  }

  @Test
  void aMessageIsRecordedUntilTheHash() {
    SoftCall caller = call();
    String call = queued();
    Wait.until(() -> await(caller.counts())[1] > 5);
    done(new PhoneCommand.RecordCaller(call, 30_000));
    long from = await(caller.counts())[0];
    Wait.until(() -> await(caller.counts())[0] > from + 30);
    caller.press('#');
    PhoneEvent.Recorded recorded = heard.next(PhoneEvent.Recorded.class);
    assertThat(recorded.millis()).isBetween(400L, 20_000L);
    short[] samples = readWav(recorded.wav());
    assertThat(Pitch.share(samples, CALLER)).isGreaterThan(0.8);
    caller.hangUp();
    nothingIsLeft();
  }

  private static short[] readWav(byte[] wav) {
    try {
      return dev.rapport.channels.media.Wav.read(wav);
    } catch (java.io.IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void somebodyCalledBackHearsMusicAndThenTheAgent() throws Exception {
    var calls = new LinkedBlockingQueue<SoftCall>();
    customers.whenCalled(calls::add);
    String number = "sip:+441174960001@" + SipStack.host(customers.address());
    done(new PhoneCommand.Dial("back-1", number, "+441174960099", 30_000));
    SoftCall atCustomer = calls.poll(30, TimeUnit.SECONDS);
    assertThat(atCustomer.caller()).isEqualTo("+441174960099");
    atCustomer.answer();
    heard.next(PhoneEvent.DialAnswered.class);
    done(new PhoneCommand.QueueHold("back-1", "", List.of()));
    answered("back-1", "leg-1");
    assertThat(share(atCustomer, AGENT)).isGreaterThan(0.8);
    done(new PhoneCommand.HangUp("back-1", Cause.NORMAL));
    nothingIsLeft();
  }

  @Test
  void theNewestPhoneRingsHoweverManyWereLeftOn() throws Exception {
    for (int i = 0; i < 6; i++) {
      ana.close();
      ana = await(SoftPhone.open(LOOPBACK, 20, Clip.of(Melody.tone(AGENT, 1_000))));
      ana.whenCalled(ringing::add);
      assertThat(await(ana.register(server(), "ana", "secret"))).isTrue();
    }
    call();
    ring(queued(), "leg-1", 30_000);
    assertThat(ringing.poll(30, TimeUnit.SECONDS)).isNotNull();
  }

  @Test
  void aWrongPasswordDoesNotRegister() {
    assertThat(await(customers.register(server(), "ana", "guess"))).isFalse();
    assertThat(await(customers.register(server(), "nobody", "secret"))).isFalse();
  }

  @Test
  void aTelephoneThatCallsAColleaguesIsSentThereAndIsNoContact() throws Exception {
    var ended = new LinkedBlockingQueue<Integer>();
    var listener =
        new SoftCall.Listener() {
          @Override
          public void ended(int status) {
            ended.add(status);
          }
        };
    ana.call(server(), SoftPhone.From.number("ana"), "ben", listener);
    assertThat(ended.poll(30, TimeUnit.SECONDS)).isEqualTo(480);

    SoftPhone ben = await(SoftPhone.open(LOOPBACK, 1, Clip.of(Melody.tone(CALLER, 1_000))));
    assertThat(await(ben.register(server(), "ben", "too"))).isTrue();
    ana.call(server(), SoftPhone.From.number("ana"), "ben", listener);
    assertThat(ended.poll(30, TimeUnit.SECONDS)).isEqualTo(302);

    // A customer who dials the same is a contact as any other.
    SoftCall caller =
        customers.call(
            server(), SoftPhone.From.number("+441174960000"), "ben", SoftCall.Listener.NONE);
    assertThat(heard.next(PhoneEvent.Offered.class).caller().number()).isEqualTo("+441174960000");
    caller.hangUp();
    heard.next(PhoneEvent.Ended.class);
    ben.close();
    nothingIsLeft();
  }

  @Test
  void aRepeatedCommandChangesNothing() throws Exception {
    call();
    String call = queued();
    answered(call, "leg-1");
    ring(call, "leg-1", 30_000);
    done(new PhoneCommand.Connect(call, "leg-1"));
    assertThat(ringing).isEmpty();
    assertThat(await(sip.snapshot())).singleElement().returns("leg-1", c -> c.connected());
    done(new PhoneCommand.HangUp(call, Cause.NORMAL));
    assertThat(await(sip.send(new PhoneCommand.HangUp(call, Cause.NORMAL))))
        .isInstanceOf(CommandAnswer.Refused.class);
  }
}
