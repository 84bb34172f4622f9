package dev.rapport.loadtests;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Two gateways of one centre on one PostgreSQL: processes, ports and data directories of their
/// own, and the same secret key.
final class GatewayPair implements AutoCloseable {
  /// Long, since a starved machine is no fault of the process.
  private static final Duration STARTING = Duration.ofMinutes(5);

  private final EmbeddedPostgres postgres;
  private final List<BenchCentre> centres = new ArrayList<>();
  private final @Nullable RapportProcess[] processes = new @Nullable RapportProcess[2];

  private GatewayPair(EmbeddedPostgres postgres) {
    this.postgres = postgres;
  }

  /// Skips the test, saying why, where there can be no PostgreSQL or nothing is built.
  static GatewayPair open(Path home, BenchCentre.Size size) throws IOException {
    return open(home, size, List.of());
  }

  /// Both serve at once, and talk by this Redis.
  static GatewayPair together(Path home, BenchCentre.Size size, int redisPort) throws IOException {
    return open(
        home, size, List.of("RAPPORT_CARRIER_URL=redis://127.0.0.1:%d".formatted(redisPort)));
  }

  private static GatewayPair open(Path home, BenchCentre.Size size, List<String> variables)
      throws IOException {
    List<String> application = Application.launcher();
    GatewayPair pair = new GatewayPair(postgres());
    String url =
        "postgresql://postgres:postgres@127.0.0.1:%d/postgres".formatted(pair.postgres.getPort());
    List<String> launcher = new ArrayList<>(List.of("env", "RAPPORT_STORAGE=" + url));
    launcher.addAll(variables);
    launcher.addAll(application);
    List<Integer> ports = RapportProcess.freePorts(5);
    for (int i = 0; i < 2; i++) {
      Target target = new Target("127.0.0.1", ports.get(2 * i), ports.get(2 * i + 1));
      pair.centres.add(
          new BenchCentre(launcher, home.resolve("gateway" + i), target, ports.get(4), size));
    }
    pair.centres.get(0).setUp();
    pair.centres.get(1).prepare();
    return pair;
  }

  private static EmbeddedPostgres postgres() throws IOException {
    try {
      return EmbeddedPostgres.builder().start();
    } catch (IOException | RuntimeException e) {
      assumeTrue(false, "skipped: no PostgreSQL here: " + e);
      throw e;
    }
  }

  Target target(int index) {
    return centres.get(index).target();
  }

  List<Integer> httpPorts() {
    return centres.stream().map(centre -> centre.target().httpPort()).toList();
  }

  List<Integer> smtpPorts() {
    return centres.stream().map(centre -> centre.target().smtpPort()).toList();
  }

  List<String> agents() {
    return centres.getFirst().agents();
  }

  void start(int index) throws IOException {
    Path key = centres.get(1 - index).data().resolve("secret.key");
    Path own = centres.get(index).data().resolve("secret.key");
    if (Files.exists(key) && !Files.exists(own)) {
      Files.copy(key, own);
    }
    processes[index] = centres.get(index).serve();
  }

  RapportProcess process(int index) {
    RapportProcess process = processes[index];
    if (process == null) {
      throw new IllegalStateException("gateway " + index + " was not started");
    }
    return process;
  }

  /// Waits until it serves, which without a carrier only the one that leads does.
  void awaitServes(int index) {
    process(index).awaitReady(STARTING);
  }

  @Override
  public void close() throws IOException {
    for (RapportProcess process : processes) {
      if (process != null) {
        process.kill();
      }
    }
    postgres.close();
  }
}
