package dev.rapport.gateway.running;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// The relay that replies leave by: takes every mail and keeps it.
final class MailRelay implements AutoCloseable {
  private final ServerSocket server;
  private final BlockingQueue<Taken> taken = new LinkedBlockingQueue<>();

  /// @param data headers and body, with line feeds
  record Taken(String from, String to, String data) {}

  MailRelay() {
    try {
      server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return server.getLocalPort();
  }

  /// The next mail; waits for it.
  Taken next() {
    try {
      Taken mail = taken.poll(Patience.LIMIT.toMillis(), TimeUnit.MILLISECONDS);
      if (mail == null) {
        throw new AssertionError("no mail left");
      }
      return mail;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = server.accept();
        Thread.ofVirtual().start(() -> serve(socket));
      }
    } catch (IOException e) {
      // The relay was closed.
    }
  }

  private void serve(Socket socket) {
    try (socket;
        BufferedReader in =
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
      OutputStream out = socket.getOutputStream();
      say(out, "220 relay.example ESMTP");
      String from = "";
      String to = "";
      String line = in.readLine();
      while (line != null) {
        String verb = line.split("[ :]", 2)[0].toUpperCase(Locale.ROOT);
        switch (verb) {
          case "EHLO" -> say(out, "250-relay.example\r\n250 8BITMIME");
          case "MAIL" -> from = address(line);
          case "RCPT" -> to = address(line);
          case "DATA" -> {
            say(out, "354 go on");
            taken.add(new Taken(from, to, data(in)));
          }
          default -> {}
        }
        if (!verb.equals("EHLO")) {
          say(out, verb.equals("QUIT") ? "221 bye" : "250 ok");
        }
        line = in.readLine();
      }
    } catch (IOException e) {
      // The sender hung up, or the test is over.
    }
  }

  private static String data(BufferedReader in) throws IOException {
    StringBuilder data = new StringBuilder();
    String line = in.readLine();
    while (line != null && !line.equals(".")) {
      data.append(line.startsWith("..") ? line.substring(1) : line).append('\n');
      line = in.readLine();
    }
    return data.toString();
  }

  private static String address(String line) {
    return line.substring(line.indexOf('<') + 1, line.indexOf('>'));
  }

  private static void say(OutputStream out, String line) throws IOException {
    out.write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
