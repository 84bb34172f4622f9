package dev.rapport.gateway.running;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/// A program of others, started for a test with what it writes kept beside it, and ended with it.
final class Peer implements AutoCloseable {
  private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

  private final Path said;
  private final Process process;

  Peer(Path folder, List<String> command) {
    said = folder.resolve("out.txt");
    try {
      process =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(said.toFile())
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
  }

  /// A port that is free for UDP and TCP, and not one that the system gives away by itself: whoever
  /// asks for such a one until it listens can be connected with themselves.
  static int freePort() {
    while (true) {
      int port = ThreadLocalRandom.current().nextInt(10_000, 20_000);
      try (DatagramSocket _ = new DatagramSocket(port, LOOPBACK);
          ServerSocket _ = new ServerSocket(port, 1, LOOPBACK)) {
        return port;
      } catch (BindException e) {
        // Somebody has it.
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /// Connects as soon as it listens.
  Socket connect(int port) {
    var sockets = new Socket[1];
    Patience.until(
        "it listens",
        () -> {
          if (!process.isAlive()) {
            throw new AssertionError("it ended, saying:\n" + said());
          }
          Socket socket = new Socket();
          try {
            socket.connect(new InetSocketAddress(LOOPBACK, port));
            sockets[0] = socket;
            return true;
          } catch (IOException e) {
            return false;
          }
        });
    return sockets[0];
  }

  String said() {
    try {
      return Files.readString(said);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Lets it end by itself what it can.
  @Override
  public void close() {
    try {
      process.destroy();
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
