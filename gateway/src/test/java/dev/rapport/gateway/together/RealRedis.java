package dev.rapport.gateway.together;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Assumptions;
import redis.embedded.core.ExecutableProvider;

/// A real Redis, from the artifact, that things can be done to; or another, or a Valkey:
/// `-Dredis=/usr/bin/valkey-server`.
public final class RealRedis implements AutoCloseable {
  private static final long BETWEEN_TRIES_NS = 20_000_000;
  private static final int TRIES = 1_500;

  private final File executable;
  private final int port;
  private final List<String> options;

  /// Where it runs: a replica leaves a file there, whatever it was told to keep.
  private final Path folder;

  private Process process;

  private RealRedis(File executable, List<String> options) throws IOException {
    this.executable = executable;
    this.port = freePort();
    this.options = options;
    folder = Files.createTempDirectory("redis-");
  }

  /// Skips the test, saying why, where there is none.
  ///
  /// @param options beside the port, as on its command line, at each start
  public static RealRedis start(String... options) {
    RealRedis redis;
    try {
      redis = new RealRedis(executable(), List.of(options));
    } catch (IOException | RuntimeException e) {
      Assumptions.assumeTrue(false, "no Redis here: " + e);
      throw new IllegalStateException(e);
    }
    redis.run();
    return redis;
  }

  /// One that watches a master, and makes its replica the master when it dies.
  ///
  /// @param folder where it notes what it knows
  static RealRedis sentinel(Path folder, String name, RealRedis master) throws IOException {
    Path notes =
        Files.writeString(
            folder.resolve("sentinel.conf"),
            """
            sentinel monitor %1$s 127.0.0.1 %2$d 1
            sentinel down-after-milliseconds %1$s 500
            sentinel failover-timeout %1$s 5000
            """
                .formatted(name, master.port));
    RealRedis sentinel = new RealRedis(executable(), List.of(notes.toString(), "--sentinel"));
    sentinel.run();
    return sentinel;
  }

  private static File executable() throws IOException {
    String other = System.getProperty("redis", "");
    return other.isEmpty() ? ExecutableProvider.newJarResourceProvider().get() : new File(other);
  }

  private static int freePort() throws IOException {
    // A Cluster's nodes talk to each other at this and 10,000, which must be a port too.
    for (int i = 0; i < TRIES; i++) {
      try (ServerSocket any = new ServerSocket(0)) {
        if (any.getLocalPort() < 50_000) {
          return any.getLocalPort();
        }
      }
    }
    throw new IOException("no port below 50,000");
  }

  static Carrier carrier(String url) {
    return carrier(url, "");
  }

  static Carrier carrier(String url, String authorities) {
    return new RedisCarrier(new RedisAddress(url, "test", authorities), "centre");
  }

  public String url() {
    return "redis://127.0.0.1:" + port;
  }

  int port() {
    return port;
  }

  /// Starts it, empty, and waits until it answers.
  public void run() {
    List<String> command = new ArrayList<>(List.of(executable.getPath()));
    if (options.contains("--sentinel")) {
      command.addAll(options);
    } else {
      command.addAll(List.of("--save", "", "--appendonly", "no"));
      command.addAll(options);
    }
    command.addAll(List.of("--port", Integer.toString(port)));
    try {
      process =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    for (int i = 0; i < TRIES && process.isAlive(); i++) {
      if (say("PING").startsWith("+PONG")) {
        return;
      }
      LockSupport.parkNanos(BETWEEN_TRIES_NS);
    }
    throw new IllegalStateException("it does not answer");
  }

  /// One line of the protocol; what is answered, empty when nothing is.
  public String say(String line) {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      socket.setSoTimeout((int) TimeUnit.SECONDS.toMillis(10));
      socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
      InputStream in = socket.getInputStream();
      byte[] answer = new byte[512];
      int length = in.read(answer);
      return length <= 0 ? "" : new String(answer, 0, length, StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "";
    }
  }

  public void kill() {
    process.destroyForcibly();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// @param name `STOP` or `CONT`
  public void signal(String name) {
    try {
      new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    kill();
    try (DirectoryStream<Path> left = Files.newDirectoryStream(folder)) {
      for (Path each : left) {
        Files.delete(each);
      }
      Files.delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
