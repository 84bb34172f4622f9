package dev.rapport.channels.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// How a telephone is asked for its password: by the best it knows, which is found out.
final class RegistrarTest {
  private static final String REGISTER =
      """
      REGISTER sip:192.0.2.1 SIP/2.0
      Via: SIP/2.0/UDP 192.0.2.9;branch=z9hG4bK%1$d
      From: <sip:ana@192.0.2.1>;tag=here
      To: <sip:ana@192.0.2.1>
      Call-ID: one
      CSeq: %1$d REGISTER
      Max-Forwards: 70
      Contact: <sip:ana@192.0.2.9>
      %2$sContent-Length: 0

      """;

  private final PaperWire wire = new PaperWire();
  private final List<String> here = new ArrayList<>();
  private final SipStack stack =
      new SipStack(
          wire,
          new StillClock(),
          new SipStack.Handler() {
            @Override
            public void request(ServerTransaction transaction) {
              registrar.register(transaction);
            }

            @Override
            public void ack(SipRequest ack) {}
          });
  private final Registrar registrar =
      new Registrar(
          stack,
          List.of(new SipSettings.AgentPhone("ana", "secret", null)),
          Registrations.NONE,
          (agent, there) -> here.add(agent + " " + there));
  private int sent;

  private SipResponse register(String credentials) {
    String text = REGISTER.formatted(++sent, credentials).replace("\n", "\r\n");
    wire.take();
    stack.received(
        text.getBytes(java.nio.charset.StandardCharsets.UTF_8),
        Hop.of(Hop.Transport.UDP, new InetSocketAddress(InetAddress.ofLiteral("192.0.2.9"), 5060)));
    return (SipResponse) wire.take().getFirst();
  }

  private static List<String> algorithms(SipResponse asked) {
    return challenges(asked).stream().map(c -> c.getOrDefault("algorithm", "")).toList();
  }

  private static List<Map<String, String>> challenges(SipResponse asked) {
    assertThat(asked.status()).isEqualTo(401);
    return asked.headers().all("WWW-Authenticate").stream()
        .map(value -> Digest.parse(value.substring("Digest ".length())))
        .toList();
  }

  /// What a telephone answers that was asked so.
  private static String credentials(SipResponse asked, String algorithm) {
    String nonce = challenges(asked).getFirst().getOrDefault("nonce", "");
    String who = Digest.hex(algorithm, "ana:" + Digest.REALM + ":secret");
    String what = Digest.hex(algorithm, "REGISTER:sip:192.0.2.1");
    return "Authorization: Digest username=\"ana\", realm=\"%s\", nonce=\"%s\", uri=\"sip:192.0.2.1\", algorithm=%s, response=\"%s\"\r\n"
        .formatted(
            Digest.REALM, nonce, algorithm, Digest.hex(algorithm, who + ":" + nonce + ":" + what));
  }

  @Test
  void aTelephoneIsAskedByTheBetterAlgorithmFirst() {
    SipResponse asked = register("");
    assertThat(algorithms(asked)).containsExactly("SHA-256", "MD5");
    assertThat(register(credentials(asked, "SHA-256")).status()).isEqualTo(200);
    assertThat(here).containsExactly("ana true");
    assertThat(algorithms(register(""))).containsExactly("SHA-256", "MD5");
  }

  @Test
  void aTelephoneThatGaveUpAtTheBetterOneIsAskedByTheOther() {
    register("");
    SipResponse again = register("");
    assertThat(algorithms(again)).containsExactly("MD5");
    assertThat(register(credentials(again, "MD5")).status()).isEqualTo(200);
    assertThat(algorithms(register(""))).as("it is remembered").containsExactly("MD5");
  }

  @Test
  void aTelephoneThatAnswersTheBetterOneAfterAllIsAskedByItAgain() {
    SipResponse asked = register("");
    register("");
    assertThat(register(credentials(asked, "SHA-256")).status()).isEqualTo(200);
    assertThat(algorithms(register(""))).containsExactly("SHA-256", "MD5");
  }
}
