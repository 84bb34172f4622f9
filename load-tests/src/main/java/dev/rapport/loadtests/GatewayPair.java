package dev.rapport.loadtests;

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

  /// @param application the words before a Rapport command
  /// @param postgres is closed with the pair
  /// @param redisPorts where each finds Redis, so that both serve at once; empty for none
  static GatewayPair open(
      Path home,
      BenchCentre.Size size,
      List<String> application,
      EmbeddedPostgres postgres,
      List<Integer> redisPorts) {
    GatewayPair pair = new GatewayPair(postgres);
    List<Integer> ports = RapportProcess.freePorts(5);
    for (int i = 0; i < 2; i++) {
      Target target = new Target("127.0.0.1", ports.get(2 * i), ports.get(2 * i + 1));
      List<String> launcher = new ArrayList<>(List.of("env", "RAPPORT_STORAGE=" + pair.url()));
      if (!redisPorts.isEmpty()) {
        launcher.add("RAPPORT_CARRIER_URL=redis://127.0.0.1:" + redisPorts.get(i));
      }
      launcher.addAll(application);
      pair.centres.add(
          new BenchCentre(launcher, home.resolve("gateway" + i), target, ports.get(4), size));
    }
    pair.centres.get(0).setUp();
    pair.centres.get(1).prepare();
    return pair;
  }

  private String url() {
    return "postgresql://postgres:postgres@127.0.0.1:%d/postgres".formatted(postgres.getPort());
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

  int capacity() {
    return centres.getFirst().size().capacity();
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

  /// Starts both, and waits until they serve; the first leads.
  void startBoth() throws IOException {
    start(0);
    awaitServes(0);
    start(1);
    awaitServes(1);
  }

  /// Which of the two decides; on a starved machine it need not be who was started first.
  int leader() {
    return process(1).leads() ? 1 : 0;
  }

  /// Kills who leads.
  ///
  /// @return after how many milliseconds the other does
  long killLeader(int leader) {
    long killed = System.nanoTime();
    process(leader).kill();
    process(1 - leader).awaitLeads(STARTING);
    return (System.nanoTime() - killed) / 1_000_000;
  }

  /// Waits until Redis brings again what both say.
  void awaitCarried() {
    process(0).awaitCarried(STARTING);
    process(1).awaitCarried(STARTING);
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
