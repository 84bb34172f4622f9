package dev.rapport.channels.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A telephone that dies in the middle of a call is found out, with nothing but time passing.
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
            public void request(ServerTransaction transaction) {}

            @Override
            public void ack(SipRequest ack) {}
          });

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
    Leg leg = new Leg(stack, "leg", new Owner(), dialog);
    leg.invite(
        Sdp.of(
            new InetSocketAddress(InetAddress.ofLiteral("192.0.2.1"), 4_000),
            List.of(Sdp.Format.of(dev.rapport.channels.media.G711.ALAW))),
        new SipHeaders(List.of()));
    SipRequest invite = request("INVITE");
    byte[] sdp =
        Sdp.of(
                new InetSocketAddress(InetAddress.ofLiteral("192.0.2.9"), 4_000),
                List.of(Sdp.Format.of(dev.rapport.channels.media.G711.ALAW)))
            .text(1, 1);
    answer(
        SipResponse.to(invite, 200, "theirs")
            .with("Contact", "<sip:ana@192.0.2.9>")
            .withBody("application/sdp", sdp));
    wire.take();
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
}
