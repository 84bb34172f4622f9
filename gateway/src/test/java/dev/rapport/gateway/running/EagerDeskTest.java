package dev.rapport.gateway.running;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Desks that greet as soon as they are let in.
final class EagerDeskTest {
  /// Several, because connections are spread over the process' threads.
  private static final int DESKS = 60;

  @TempDir private Path data;
  private RunningRapport rapport;

  @BeforeEach
  void start() {
    rapport = RunningRapport.start(data);
  }

  @AfterEach
  void stop() {
    rapport.close();
  }

  @Test
  void aGreetingRightAfterTheUpgradeIsHeard() throws IOException {
    for (int i = 0; i < DESKS; i++) {
      assertThat(welcomed()).as("desk %d", i).isTrue();
    }
  }

  private boolean welcomed() throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress("127.0.0.1", rapport.httpPort()));
      socket.setSoTimeout((int) Patience.LIMIT.toMillis());
      socket.getOutputStream().write(upgrade().getBytes(US_ASCII));
      InputStream in = socket.getInputStream();
      var heard = new ByteArrayOutputStream();
      until(in, heard, "\r\n\r\n");
      socket.getOutputStream().write(masked("{\"type\":\"hello\"}"));
      return until(in, heard, "\"welcome\"");
    }
  }

  private static boolean until(InputStream in, ByteArrayOutputStream heard, String text)
      throws IOException {
    byte[] part = new byte[4_096];
    while (!heard.toString(UTF_8).contains(text)) {
      int read = in.read(part);
      if (read < 0) {
        return false;
      }
      heard.write(part, 0, read);
    }
    return true;
  }

  private String upgrade() {
    return String.join(
        "\r\n",
        "GET /api/v1/desk HTTP/1.1",
        "Host: 127.0.0.1",
        "Upgrade: websocket",
        "Connection: Upgrade",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
        "Sec-WebSocket-Version: 13",
        "Authorization: Bearer " + rapport.token("ben"),
        "",
        "");
  }

  /// A text frame as a client sends it (RFC 6455, 5.2), masked with zeros.
  private static byte[] masked(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    byte[] frame = new byte[6 + bytes.length];
    frame[0] = (byte) 0x81;
    frame[1] = (byte) (0x80 | bytes.length);
    System.arraycopy(bytes, 0, frame, 6, bytes.length);
    return frame;
  }
}
