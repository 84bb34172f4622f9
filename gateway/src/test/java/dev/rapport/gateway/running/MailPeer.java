package dev.rapport.gateway.running;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/// A mail server that delivers to ours, by plain socket.
final class MailPeer implements AutoCloseable {
  private final Socket socket;
  private final BufferedReader in;
  private final OutputStream out;

  MailPeer(int port) {
    try {
      socket = new Socket(InetAddress.getLoopbackAddress(), port);
      socket.setSoTimeout((int) Patience.LIMIT.toMillis());
      in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      out = socket.getOutputStream();
      reply();
      command("EHLO peer.example");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Delivers one mail; answers the last line of the last reply.
  String deliver(String from, String to, String mail) {
    String answer = command("MAIL FROM:<" + from + ">");
    if (answer.startsWith("250")) {
      answer = command("RCPT TO:<" + to + ">");
    }
    if (answer.startsWith("250")) {
      answer = command("DATA");
    }
    return answer.startsWith("354")
        ? command(mail.replace("\n", "\r\n").replace("\r\n.", "\r\n..") + "\r\n.")
        : answer;
  }

  String command(String line) {
    try {
      out.write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
      out.flush();
      return reply();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String reply() throws IOException {
    String line = in.readLine();
    while (line != null && line.length() > 3 && line.charAt(3) == '-') {
      line = in.readLine();
    }
    return line == null ? "" : line;
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
