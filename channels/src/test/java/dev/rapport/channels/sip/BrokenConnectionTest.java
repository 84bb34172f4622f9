package dev.rapport.channels.sip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.channels.Wait;
import dev.rapport.channels.phone.Heard;
import dev.rapport.channels.phone.PhoneEvent.EndpointChanged;
import dev.rapport.channels.sip.SipSettings.AgentPhone;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A telephone that registered by a connection is reached as long as there is that connection.
final class BrokenConnectionTest {
  private static final String REGISTER =
      """
      REGISTER sip:192.0.2.1 SIP/2.0
      Via: SIP/2.0/TCP 192.0.2.9;branch=z9hG4bK%1$d
      From: <sip:ana@192.0.2.1>;tag=here
      To: <sip:ana@192.0.2.1>
      Call-ID: one
      CSeq: %1$d REGISTER
      Max-Forwards: 70
      Contact: <sip:ana@%2$s>
      %3$sContent-Length: 0

      """;

  private final Heard heard = new Heard();
  private SipSwitch sip;
  private int sent;

  @BeforeEach
  void start() throws Exception {
    sip =
        new SipSwitch(
            SipSettings.loopback(
                List.of(new AgentPhone("ana", "secret", null)), SipSettings.Limits.USUAL));
    sip.start(heard).toCompletableFuture().get(30, TimeUnit.SECONDS);
  }

  @AfterEach
  void stop() throws Exception {
    sip.close().toCompletableFuture().get(30, TimeUnit.SECONDS);
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), sip.port());
    socket.setSoTimeout(30_000);
    return socket;
  }

  private SipResponse register(Socket connection, String host) {
    SipResponse asked = ask(connection, host, "");
    SipResponse answer = ask(connection, host, RegistrarTest.credentials(asked, "SHA-256"));
    assertThat(answer.status()).isEqualTo(200);
    return answer;
  }

  private SipResponse ask(Socket connection, String host, String credentials) {
    String text = REGISTER.formatted(++sent, host, credentials).replace("\n", "\r\n");
    var answer = new ByteArrayOutputStream();
    try {
      connection.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
      while (!answer.toString(StandardCharsets.UTF_8).endsWith("\r\n\r\n")) {
        int next = connection.getInputStream().read();
        assertThat(next).as(answer.toString(StandardCharsets.UTF_8)).isNotNegative();
        answer.write(next);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return (SipResponse) ((SipReader.Read.Message) SipReader.read(answer.toByteArray())).message();
  }

  @Test
  void anAgentIsNotReachedOnceTheConnectionIsClosed() throws Exception {
    try (Socket connection = connect()) {
      register(connection, "192.0.2.9");
      assertThat(heard.next(EndpointChanged.class)).isEqualTo(new EndpointChanged("ana", true));
    }
    assertThat(heard.next(EndpointChanged.class)).isEqualTo(new EndpointChanged("ana", false));
    try (Socket again = connect()) {
      register(again, "192.0.2.9");
      assertThat(heard.next(EndpointChanged.class)).isEqualTo(new EndpointChanged("ana", true));
    }
  }

  @Test
  void aTelephoneThatCameBackByANewConnectionStaysWhenTheOldOneCloses() throws Exception {
    try (Socket fresh = connect()) {
      try (Socket old = connect()) {
        register(old, "192.0.2.9");
        register(old, "192.0.2.10");
        assertThat(contacts(register(fresh, "192.0.2.9"))).contains("192.0.2.10");
      }
      // Until what the old one leaves behind is gone.
      Wait.until(() -> !contacts(register(fresh, "192.0.2.9")).contains("192.0.2.10"));
      assertThat(heard.all()).containsExactly(new EndpointChanged("ana", true));
    }
    assertThat(heard.next(EndpointChanged.class, e -> !e.reachable()).endpoint()).isEqualTo("ana");
  }

  private static String contacts(SipResponse answer) {
    return String.join(" ", answer.headers().all("Contact"));
  }
}
