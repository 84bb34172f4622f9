package dev.rapport.channels.sip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.channels.Wait;
import dev.rapport.channels.media.Clip;
import dev.rapport.channels.media.Melody;
import dev.rapport.channels.phone.Heard;
import dev.rapport.channels.phone.PhoneCommand;
import dev.rapport.channels.phone.PhoneCommand.Display;
import dev.rapport.channels.phone.PhoneEvent;
import dev.rapport.channels.phone.PhoneSwitch.LiveCall;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// One dialog takes the place of another (RFC 3891): a caller who is transferred to us by somebody
/// else's phone, and ours whom an agent hands over after having talked to the next one.
final class ReplacesTest {
  private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

  private final Heard heard = new Heard();
  private final BlockingQueue<SoftCall> anas = new LinkedBlockingQueue<>();
  private final BlockingQueue<SoftCall> bens = new LinkedBlockingQueue<>();
  private SipSwitch sip;
  private SoftPhone customer;
  private SoftPhone secretary;
  private SoftPhone ana;
  private SoftPhone ben;

  @BeforeEach
  void start() throws Exception {
    ana = phone(1_100);
    ana.whenCalled(anas::add);
    ben = phone(1_500);
    ben.whenCalled(bens::add);
    sip =
        new SipSwitch(
            SipSettings.loopback(
                List.of(
                    new SipSettings.AgentPhone("ana", "", "sip:ana@" + at(ana)),
                    new SipSettings.AgentPhone("ben", "", "sip:ben@" + at(ben))),
                SipSettings.Limits.USUAL));
    await(sip.start(heard));
    customer = phone(700);
    secretary = phone(500);
  }

  @AfterEach
  void stop() {
    await(sip.close());
    List.of(customer, secretary, ana, ben).forEach(SoftPhone::close);
  }

  private static SoftPhone phone(double hertz) {
    return await(SoftPhone.open(LOOPBACK, 10, Clip.of(Melody.tone(hertz, 1_000))));
  }

  private static <T> T await(CompletionStage<T> stage) {
    return stage.toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
  }

  private static String at(SoftPhone phone) {
    return SipStack.host(phone.address());
  }

  private static SoftCall next(BlockingQueue<SoftCall> ringing) throws InterruptedException {
    SoftCall call = ringing.poll(30, TimeUnit.SECONDS);
    assertThat(call).as("it rings").isNotNull();
    return call;
  }

  private SoftCall call(SoftPhone from, Map<String, String> headers) {
    return from.call(
        new InetSocketAddress(LOOPBACK, sip.port()),
        new SoftPhone.From("+441174960000", "", headers),
        "support",
        SoftCall.Listener.NONE);
  }

  /// The secretary's call, connected to ana.
  private String connected(SoftCall caller) throws InterruptedException {
    String call = heard.next(PhoneEvent.Offered.class).call();
    await(sip.send(new PhoneCommand.QueueHold(call, "", List.of())));
    Wait.until(caller::answered);
    await(sip.send(new PhoneCommand.Ring(call, "leg-1", "ana", new Display("", ""), 30_000)));
    next(anas).answer();
    heard.next(PhoneEvent.LegAnswered.class);
    await(sip.send(new PhoneCommand.Connect(call, "leg-1")));
    heard.next(PhoneEvent.Connected.class);
    return call;
  }

  @Test
  void aCallerWhoIsHandedToUsTakesThePlaceOfWhoeverCalled() throws Exception {
    SoftCall first = call(secretary, Map.of());
    String call = connected(first);
    Replaces place = first.place();
    SoftCall second = call(customer, Map.of("Replaces", place.text(), "Require", "replaces"));
    Wait.until(second::answered);
    Wait.until(first::over);
    assertThat(await(sip.snapshot())).containsExactly(new LiveCall(call, "leg-1"));
    assertThat(heard.all(PhoneEvent.Offered.class)).hasSize(1);
    assertThat(heard.all(PhoneEvent.Ended.class)).isEmpty();
    second.hangUp();
    assertThat(heard.next(PhoneEvent.Ended.class).call()).isEqualTo(call);
  }

  @Test
  void aPlaceThatIsNotThereIsNotTaken() {
    SoftCall caller = call(customer, Map.of("Replaces", "nothing;to-tag=a;from-tag=b"));
    Wait.until(caller::over);
    SoftCall nonsense = call(customer, Map.of("Replaces", "no tags at all"));
    Wait.until(nonsense::over);
    assertThat(heard.all(PhoneEvent.Offered.class)).isEmpty();
  }

  @Test
  void whoSpeaksNoFormatThatTheOthersDoTakesNobodysPlace() throws Exception {
    SoftCall first = call(secretary, Map.of());
    String call = connected(first);
    assertThat(answerTo(first.place())).startsWith("SIP/2.0 488 ");
    assertThat(await(sip.snapshot())).containsExactly(new LiveCall(call, "leg-1"));
    assertThat(first.over()).isFalse();
  }

  /// What a telephone is told that speaks G.722 alone.
  private String answerTo(Replaces place) throws IOException {
    try (DatagramSocket socket = new DatagramSocket(0, LOOPBACK)) {
      String invite =
          """
          INVITE sip:support@127.0.0.1 SIP/2.0
          Via: SIP/2.0/UDP 127.0.0.1:%1$d;branch=z9hG4bKg722
          From: <sip:+441174960009@127.0.0.1>;tag=g722
          To: <sip:support@127.0.0.1>
          Call-ID: g722
          CSeq: 1 INVITE
          Contact: <sip:g722@127.0.0.1:%1$d>
          Replaces: %2$s
          Content-Type: application/sdp

          v=0
          c=IN IP4 127.0.0.1
          m=audio 4000 RTP/AVP 9
          """;
      byte[] sent =
          invite
              .formatted(socket.getLocalPort(), place.text())
              .replace("\n", "\r\n")
              .getBytes(StandardCharsets.UTF_8);
      socket.setSoTimeout(30_000);
      socket.send(new DatagramPacket(sent, sent.length, LOOPBACK, sip.port()));
      DatagramPacket answer = new DatagramPacket(new byte[4_000], 4_000);
      socket.receive(answer);
      return new String(answer.getData(), 0, answer.getLength(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void anAgentTalksToTheNextOneFirstAndTheirPhoneIsToldWhoseTheCallIs() throws Exception {
    SoftCall first = call(customer, Map.of());
    String call = heard.next(PhoneEvent.Offered.class).call();
    await(sip.send(new PhoneCommand.QueueHold(call, "", List.of())));
    Wait.until(first::answered);
    await(sip.send(new PhoneCommand.Ring(call, "leg-1", "ana", new Display("", ""), 30_000)));
    SoftCall atAna = next(anas);
    atAna.answer();
    heard.next(PhoneEvent.LegAnswered.class);
    await(sip.send(new PhoneCommand.Connect(call, "leg-1")));
    heard.next(PhoneEvent.Connected.class);

    SoftCall question =
        ana.call(ben.address(), SoftPhone.From.number("ana"), "ben", SoftCall.Listener.NONE);
    SoftCall atBen = next(bens);
    atBen.answer();
    Wait.until(question::answered);
    atAna.transfer("ben", question.place());
    PhoneEvent.TransferAsked asked = heard.next(PhoneEvent.TransferAsked.class);
    assertThat(asked.attended()).isTrue();
    assertThat(asked.target()).isEqualTo("ben");
    await(sip.send(new PhoneCommand.AnswerTransfer(call, "leg-1", true)));
    await(sip.send(new PhoneCommand.HangUpLeg(call, "leg-1")));
    await(sip.send(new PhoneCommand.Ring(call, "leg-2", "ben", new Display("", ""), 30_000)));
    // Ben's phone knows the talk that is replaced: it need not ring again.
    heard.next(PhoneEvent.LegAnswered.class, e -> e.leg().equals("leg-2"));
    Wait.until(question::over);
    await(sip.send(new PhoneCommand.Connect(call, "leg-2")));
    heard.next(PhoneEvent.Connected.class, e -> e.leg().equals("leg-2"));
    assertThat(bens).isEmpty();
  }

  @Test
  void aPhoneThatKnowsNoSuchTalkRingsAsForAnyCall() throws Exception {
    SoftCall caller = call(customer, Map.of());
    String call = connected(caller);
    SoftCall again = call(secretary, Map.of());
    heard.next(PhoneEvent.Offered.class);
    assertThat(again.over()).isFalse();
    await(sip.send(new PhoneCommand.Ring(call, "leg-9", "ben", new Display("", ""), 30_000)));
    next(bens).answer();
    heard.next(PhoneEvent.LegAnswered.class, e -> e.leg().equals("leg-9"));
  }
}
