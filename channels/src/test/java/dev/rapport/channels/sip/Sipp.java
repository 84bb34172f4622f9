package dev.rapport.channels.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/// SIPp with one of the scenarios in `/sipp`, started for a test; in it every message that comes
/// must be the expected one.
final class Sipp implements AutoCloseable {
  private static final Path PROGRAM = Path.of("/usr/bin/sipp");

  /// Scenarios that are about what is repeated: SIPp is not to deal with that by itself.
  private static final Set<String> BARE =
      Set.of(
          "caller-loses-acks",
          "caller-repeats",
          "caller-repeats-and-gives-up",
          "agent-is-silent",
          "agent-repeats");

  private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

  private final Path folder;
  private final Process process;

  private Sipp(Path folder, String scenario, List<String> more) {
    this.folder = folder;
    List<String> command =
        new ArrayList<>(
            List.of(PROGRAM.toString(), "-sf", scenario + ".xml", "-i", "127.0.0.1", "-mi"));
    command.addAll(List.of("127.0.0.1", "-nostdin", "-timeout", "90s", "-timeout_error"));
    command.addAll(more);
    if (BARE.contains(scenario)) {
      command.add("-nr");
    }
    try (InputStream in = Sipp.class.getResourceAsStream("/sipp/" + scenario + ".xml")) {
      Files.write(
          folder.resolve(scenario + ".xml"), Objects.requireNonNull(in, scenario).readAllBytes());
      process =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve(scenario + ".txt").toFile())
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
  }

  /// Skips the test, saying so, where it is not installed.
  static void orSkip(String test) {
    boolean there = Files.isExecutable(PROGRAM);
    if (!there) {
      System.out.println(test + " skipped: there is no " + PROGRAM + " (Debian: sip-tester)");
    }
    assumeTrue(there, "sipp is not installed");
  }

  /// Calls that port.
  static Sipp calling(Path folder, String scenario, int port, String... more) {
    List<String> all = new ArrayList<>(List.of(more));
    all.addAll(List.of("-trace_err", "-error_file", scenario + ".err", "127.0.0.1:" + port));
    return new Sipp(folder, scenario, all);
  }

  /// Waits to be called, once, at that port.
  static Sipp answering(Path folder, String scenario, int port) {
    String errors = scenario + ".err";
    return new Sipp(
        folder,
        scenario,
        List.of("-p", String.valueOf(port), "-m", "1", "-trace_err", "-error_file", errors));
  }

  static int freePort() {
    try (DatagramSocket socket = new DatagramSocket(0, LOOPBACK)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Everything went as the scenario says.
  void succeeds() throws Exception {
    boolean ended = process.waitFor(120, TimeUnit.SECONDS);
    assertThat(ended && process.exitValue() == 0).as(this::faults).isTrue();
  }

  private String faults() {
    StringBuilder text = new StringBuilder("SIPp said: ");
    try (var files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".err")).toList()) {
        text.append(file.getFileName()).append(": ").append(Files.readString(file)).append('\n');
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
