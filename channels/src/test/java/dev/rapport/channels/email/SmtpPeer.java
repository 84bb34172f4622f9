package dev.rapport.channels.email;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/// A sending mail server as a plain socket: what a test says goes out byte for byte.
final class SmtpPeer implements AutoCloseable {

  private final Socket socket;
  private final BufferedReader in;
  private final OutputStream out;

  SmtpPeer(int port) {
    try {
      socket = new Socket("localhost", port);
      socket.setSoTimeout(30_000);
      in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      out = socket.getOutputStream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The next reply, its last line; empty at the end of the connection.
  String reply() {
    try {
      String line = in.readLine();
      while (line != null && line.length() > 3 && line.charAt(3) == '-') {
        line = in.readLine();
      }
      return line == null ? "" : line;
    } catch (IOException e) {
      return "";
    }
  }

  void raw(byte[] bytes) {
    try {
      out.write(bytes);
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void raw(String text) {
    raw(text.getBytes(StandardCharsets.UTF_8));
  }

  String command(String line) {
    raw(line + "\r\n");
    return reply();
  }

  /// Everything up to the 354.
  SmtpPeer begin(String from, String to) {
    reply();
    command("EHLO peer.example");
    return again(from, to);
  }

  SmtpPeer again(String from, String to) {
    expect("250", command("MAIL FROM:<" + from + ">"));
    expect("250", command("RCPT TO:<" + to + ">"));
    expect("354", command("DATA"));
    return this;
  }

  private static void expect(String code, String reply) {
    if (!reply.startsWith(code)) {
      throw new AssertionError("expected " + code + ", got " + reply);
    }
  }

  /// A mail as it is: lines get CR LF, dots are stuffed, the final dot is sent.
  String mail(byte[] mail) {
    String text = new String(mail, StandardCharsets.ISO_8859_1);
    String lines = text.replace("\r\n", "\n").replace("\n", "\r\n");
    String stuffed = lines.startsWith(".") ? "." + lines : lines;
    stuffed = stuffed.replace("\r\n.", "\r\n..");
    raw((stuffed + "\r\n.\r\n").getBytes(StandardCharsets.ISO_8859_1));
    return reply();
  }

  String mail(String text) {
    return mail(text.getBytes(StandardCharsets.UTF_8));
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
