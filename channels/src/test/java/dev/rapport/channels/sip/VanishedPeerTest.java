package dev.rapport.channels.sip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.channels.media.G711;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A telephone that dies in the middle of a call is found out, with nothing but time passing; and
/// what is repeated at its two ends changes nothing.
final class VanishedPeerTest {
  private static final long BEYOND_TIMER_F = 33_000;

  private final PaperWire wire = new PaperWire();
  private final StillClock clock = new StillClock();
  private final List<String> ended = new ArrayList<>();
  private final Hop hop =
      Hop.of(Hop.Transport.UDP, new InetSocketAddress(InetAddress.ofLiteral("192.0.2.9"), 5060));
  private final SipStack stack =
      new SipStack(
          wire,
          clock,
          new SipStack.Handler() {
            @Override
            public void request(ServerTransaction transaction) {
              Leg caller = new Leg(stack, "caller", new Owner(), transaction);
              caller.accept(sdp("192.0.2.1"));
            }

            @Override
            public void ack(SipRequest ack) {}
          });

  private Leg leg;
  private SipResponse ok;

  private final class Owner implements Leg.Owner {
    @Override
    public void up(Leg leg) {}

    @Override
    public void ringing(Leg leg) {}

    @Override
    public void failed(Leg leg, int status) {
      ended.add("failed " + status);
    }

    @Override
    public void ended(Leg leg, String cause) {
      ended.add(cause);
    }

    @Override
    public @Nullable Sdp localFor(Leg leg) {
      return null;
    }

    @Override
    public void renegotiated(Leg leg) {}

    @Override
    public void asked(Leg leg, ServerTransaction transaction) {}
  }

  @BeforeEach
  void aCallThatIsUp() {
    Dialog dialog = Dialog.ofClient(stack, "<sip:rapport@192.0.2.1>", "sip:ana@192.0.2.9", hop);
    leg = new Leg(stack, "leg", new Owner(), dialog);
    leg.invite(sdp("192.0.2.1"), new SipHeaders(List.of()));
    ok =
        SipResponse.to(request("INVITE"), 200, "theirs")
            .with("Contact", "<sip:ana@192.0.2.9>")
            .withBody("application/sdp", sdp("192.0.2.9").text(1, 1));
    answer(ok);
    wire.take();
  }

  private static Sdp sdp(String address) {
    return Sdp.of(
        new InetSocketAddress(InetAddress.ofLiteral(address), 4_000),
        List.of(Sdp.Format.of(G711.ALAW)));
  }

  private void answer(SipResponse response) {
    stack.received(response.bytes(), hop);
  }

  private SipRequest request(String method) {
    return wire.take().stream()
        .filter(SipRequest.class::isInstance)
        .map(SipRequest.class::cast)
        .filter(r -> r.method().equals(method))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + method));
  }

  @Test
  void whoAnswersIsThereForAsLongAsTheyLike() {
    for (int minute = 0; minute < 10; minute++) {
      clock.pass(SessionTimer.PROBE_MS);
      answer(SipResponse.to(request("OPTIONS"), 200, "theirs"));
    }
    assertThat(ended).isEmpty();
  }

  @Test
  void whoDoesNotAnswerIsGone() {
    clock.pass(SessionTimer.PROBE_MS + BEYOND_TIMER_F);
    assertThat(ended).containsExactly("gone");
    assertThat(new String(request("BYE").bytes(), StandardCharsets.UTF_8)).startsWith("BYE ");
  }

  @Test
  void whoKnowsNoSuchCallIsGone() {
    clock.pass(SessionTimer.PROBE_MS);
    answer(SipResponse.to(request("OPTIONS"), 481, "theirs"));
    assertThat(ended).containsExactly("gone");
  }

  @Test
  void anAnswerThatIsRepeatedAfterTheEndIsAcknowledgedAndHungUpOnce() {
    leg.end();
    assertThat(methods()).containsExactly("BYE");
    answer(ok);
    assertThat(methods()).containsExactly("ACK");
  }

  private List<String> methods() {
    return wire.take().stream().map(m -> ((SipRequest) m).method()).toList();
  }

  @Test
  void aCallerWhoNeverAcknowledgesOurAnswerHearsItAgainAndIsHungUp() {
    String invite =
        """
        INVITE sip:support@192.0.2.1 SIP/2.0
        Via: SIP/2.0/UDP 192.0.2.9;branch=z9hG4bKone
        From: <sip:harriet@192.0.2.9>;tag=hers
        To: <sip:support@192.0.2.1>
        Call-ID: hers
        CSeq: 1 INVITE
        Contact: <sip:harriet@192.0.2.9>
        Content-Length: 0

        """;
    stack.received(invite.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8), hop);
    clock.pass(BEYOND_TIMER_F);
    List<SipMessage> sent = wire.take();
    assertThat(sent.stream().filter(SipResponse.class::isInstance)).hasSizeGreaterThan(5);
    assertThat(sent.getLast()).isInstanceOf(SipRequest.class);
    assertThat(ended).containsExactly("no_ack");
  }
}
