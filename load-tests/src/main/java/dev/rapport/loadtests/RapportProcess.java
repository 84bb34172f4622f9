package dev.rapport.loadtests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/// A Rapport in a process of its own, seen from outside: its exit, its health, its memory.
public final class RapportProcess implements AutoCloseable {
  private static final Duration STOPPING = Duration.ofSeconds(20);
  private static final long BETWEEN_LOOKS_NANOS = 5_000_000;
  private static final int TAIL_LINES = 30;

  private final Process process;
  private final Path log;
  private final Target target;
  private final long startedAt;

  /// How much was in the log before.
  private final long logBefore;

  private RapportProcess(Process process, Path log, Target target, long startedAt, long logBefore) {
    this.logBefore = logBefore;
    this.process = process;
    this.log = log;
    this.target = target;
    this.startedAt = startedAt;
  }

  /// Starts `command`; what it prints goes to `log`, after what is there already.
  static RapportProcess start(List<String> command, Path log, Target target) {
    long startedAt = System.nanoTime();
    long logBefore = log.toFile().length();
    return new RapportProcess(launch(command, log), log, target, startedAt, logBefore);
  }

  /// Runs a command that ends by itself.
  ///
  /// @throws IllegalStateException when it fails or takes longer than `limit`; with its last lines
  public static void run(List<String> command, Path log, Duration limit) {
    Process process = launch(command, log);
    try {
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
        throw new IllegalStateException(command + " took longer than " + limit + tail(log));
      }
      if (process.exitValue() != 0) {
        throw new IllegalStateException(
            command + " exited with " + process.exitValue() + tail(log));
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static Process launch(List<String> command, Path log) {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start();
      // A benchmark that a signal ends leaves nothing running behind it.
      Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(process::destroyForcibly));
      return process;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Blocks until `/health/ready` answers 200.
  ///
  /// @return the time since the start
  Duration awaitReady(Duration limit) {
    while (true) {
      if (isReady()) {
        return Duration.ofNanos(System.nanoTime() - startedAt);
      }
      if (!process.isAlive()) {
        throw new IllegalStateException("it exited with " + process.exitValue() + tail(log));
      }
      if (System.nanoTime() - startedAt > limit.toNanos()) {
        throw new IllegalStateException(
            "not ready within " + limit + ", health: " + health() + tail(log));
      }
      LockSupport.parkNanos(BETWEEN_LOOKS_NANOS);
    }
  }

  boolean isReady() {
    return health().startsWith("HTTP/1.1 200");
  }

  /// Whether it decides, of several that serve.
  boolean leads() {
    return health().contains("leads; ");
  }

  /// Blocks until it decides, of several that serve.
  void awaitLeads(Duration limit) {
    awaitHealth("leads; ", limit);
  }

  /// Blocks until another decides.
  void awaitFollows(Duration limit) {
    awaitHealth("follows; ", limit);
  }

  /// Blocks until what it says to the other gateways goes by Redis.
  void awaitCarried(Duration limit) {
    awaitHealth("Redis carries", limit);
  }

  private void awaitHealth(String word, Duration limit) {
    long deadline = System.nanoTime() + limit.toNanos();
    while (!health().contains(word)) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        throw new IllegalStateException("it does not say '" + word + "'" + tail(log));
      }
      LockSupport.parkNanos(BETWEEN_LOOKS_NANOS);
    }
  }

  /// What `/health/ready` answers, headers and all; why not, when it does not answer.
  private String health() {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(target.host(), target.httpPort()), 1_000);
      socket.setSoTimeout(2_000);
      String request =
          "GET /health/ready HTTP/1.1\r\nHost: " + target.host() + "\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return e.toString();
    }
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /// Sends it a signal, such as STOP.
  void signal(String name) throws IOException, InterruptedException {
    Process sent =
        new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).inheritIO().start();
    if (sent.waitFor() != 0) {
      throw new IllegalStateException("kill -" + name + " exited with " + sent.exitValue());
    }
  }

  /// Blocks until it has said this since its start.
  void awaitWord(String word, Duration limit) throws IOException {
    long deadline = System.nanoTime() + limit.toNanos();
    while (Files.readString(log, StandardCharsets.ISO_8859_1).indexOf(word, (int) logBefore) < 0) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        throw new IllegalStateException("it did not say '" + word + "'" + tail(log));
      }
      LockSupport.parkNanos(BETWEEN_LOOKS_NANOS);
    }
  }

  /// Blocks until it has ended by itself.
  ///
  /// @return its exit code
  int awaitExit(Duration limit) throws InterruptedException {
    if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new IllegalStateException("it runs after " + limit + tail(log));
    }
    return process.exitValue();
  }

  /// kill -9: no chance to say goodbye.
  void kill() {
    try {
      everything().forEach(ProcessHandle::destroyForcibly);
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Asks it to stop, and kills it when it does not.
  ///
  /// @return whether it stopped by itself
  boolean stop() {
    try {
      process.destroy();
      if (process.waitFor(STOPPING.toMillis(), TimeUnit.MILLISECONDS)) {
        return true;
      }
      kill();
      return false;
    } catch (InterruptedException e) {
      kill();
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /// Resident memory in MiB, of the process and what it started; 0 where `/proc` does not tell.
  double residentMegabytes() {
    return everything().mapToDouble(RapportProcess::residentMegabytes).sum();
  }

  /// Processor time so far, of the process and what it started.
  Duration processorTime() {
    return everything()
        .map(handle -> handle.info().totalCpuDuration().orElse(Duration.ZERO))
        .reduce(Duration.ZERO, Duration::plus);
  }

  private Stream<ProcessHandle> everything() {
    return Stream.concat(process.descendants(), Stream.of(process.toHandle()));
  }

  private static double residentMegabytes(ProcessHandle handle) {
    try (Stream<String> lines = Files.lines(Path.of("/proc/" + handle.pid() + "/status"))) {
      return lines
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1_024)
          .sum();
    } catch (IOException | UncheckedIOException e) {
      return 0;
    }
  }

  /// Ports that nobody listens on now, all different.
  static List<Integer> freePorts(int count) {
    var held = new ArrayList<ServerSocket>();
    var ports = new ArrayList<Integer>();
    try {
      for (int i = 0; i < count; i++) {
        var socket = new ServerSocket();
        held.add(socket);
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        ports.add(socket.getLocalPort());
      }
      for (ServerSocket socket : held) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return ports;
  }

  private static String tail(Path log) {
    try {
      List<String> lines = Files.readAllLines(log, StandardCharsets.ISO_8859_1);
      return "; it said:\n"
          + String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
    } catch (IOException e) {
      return "";
    }
  }

  @Override
  public void close() {
    stop();
  }
}
