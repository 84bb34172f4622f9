package dev.rapport.gateway.together;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Assumptions;
import redis.embedded.core.ExecutableProvider;

/// A real Redis, from the artifact, that things can be done to.
public final class RealRedis implements AutoCloseable {
  private static final long BETWEEN_TRIES_NS = 20_000_000;
  private static final int TRIES = 1_500;

  private final File executable;
  private final int port;
  private Process process;

  private RealRedis(File executable, int port) {
    this.executable = executable;
    this.port = port;
  }

  /// Skips the test, saying why, where there is none.
  public static RealRedis start() {
    try {
      int free;
      try (ServerSocket any = new ServerSocket(0)) {
        free = any.getLocalPort();
      }
      RealRedis redis = new RealRedis(ExecutableProvider.newJarResourceProvider().get(), free);
      redis.run();
      return redis;
    } catch (IOException | RuntimeException e) {
      Assumptions.assumeTrue(false, "no Redis here: " + e);
      throw new IllegalStateException(e);
    }
  }

  public String url() {
    return "redis://127.0.0.1:" + port;
  }

  /// Starts it, empty, and waits until it answers.
  public void run(String... options) {
    List<String> command =
        new ArrayList<>(
            List.of(
                executable.getPath(),
                "--port",
                Integer.toString(port),
                "--save",
                "",
                "--appendonly",
                "no"));
    command.addAll(List.of(options));
    try {
      process =
          new ProcessBuilder(command)
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
  }
}
