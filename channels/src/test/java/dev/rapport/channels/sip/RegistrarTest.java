package dev.rapport.channels.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
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

  private final List<String> here = new ArrayList<>();
  private final StillClock clock = new StillClock();
  private final Life now = new Life();
  private int sent;

  /// What a telephone registers at, until it is another.
  private final class Life {
    private final PaperWire wire = new PaperWire();
    private final SipStack stack =
        new SipStack(
            wire,
            clock,
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

    SipResponse register(String credentials) {
      String text = REGISTER.formatted(++sent, credentials).replace("\n", "\r\n");
      wire.take();
      stack.received(
          text.getBytes(StandardCharsets.UTF_8),
          Hop.of(
              Hop.Transport.UDP, new InetSocketAddress(InetAddress.ofLiteral("192.0.2.9"), 5060)));
      return (SipResponse) wire.take().getFirst();
    }
  }

  private SipResponse register(String credentials) {
    return now.register(credentials);
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
  static String credentials(SipResponse asked, String algorithm) {
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

  @Test
  void aTelephoneThatKnowsOnlyTheBetterOneIsNotLockedOutByAQuestionItLeftUnanswered() {
    register("");
    register("");
    assertThat(algorithms(register(""))).containsExactly("SHA-256", "MD5");
  }

  @Test
  void aTelephoneWhoseNonceIsOldIsAskedByTheAlgorithmItUsed() {
    SipResponse asked = register("");
    for (String algorithm : List.of("MD5", "SHA-256")) {
      String old = credentials(asked, algorithm);
      clock.pass(400_000);
      SipResponse again = register(old);
      assertThat(algorithms(again)).containsExactly(algorithm);
      assertThat(stale(again)).isTrue();
      assertThat(register(credentials(again, algorithm)).status()).isEqualTo(200);
    }
  }

  private static boolean stale(SipResponse asked) {
    return challenges(asked).stream().allMatch(c -> "true".equals(c.get("stale")));
  }

  @Test
  void anOfficeOfTelephonesThatRefreshAfterARestartIsNotTakenForOneThatGuesses() {
    SipResponse asked = register("");
    String known = credentials(asked, "SHA-256");
    assertThat(register(known).status()).isEqualTo(200);
    var next = new Life();
    for (int telephone = 0; telephone < 30; telephone++) {
      SipResponse again = next.register(known);
      assertThat(algorithms(again)).containsExactly("SHA-256");
      assertThat(stale(again)).isTrue();
    }
    SipResponse again = next.register(known);
    assertThat(next.register(credentials(again, "SHA-256")).status()).isEqualTo(200);
  }

  @Test
  void aWrongPasswordIsNotAskedForAgainAsIfItWereRight() {
    String wrong =
        credentials(register(""), "MD5").replaceFirst("response=\"[^\"]*", "response=\"0");
    var next = new Life();
    for (int guess = 0; guess < 20; guess++) {
      assertThat(stale(next.register(wrong))).isFalse();
    }
    assertThat(next.register(wrong).status()).isEqualTo(403);
  }
}
