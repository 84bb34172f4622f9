package dev.rapport.loadtests;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// The servers of a pair of gateways; skips the test, saying why, where there can be none.
final class PairServers {
  private PairServers() {}

  /// One leads, the other stands by.
  static GatewayPair alone(Path home, BenchCentre.Size size) throws IOException {
    return together(home, size, List.of());
  }

  /// Both serve at once, and find Redis at these ports.
  static GatewayPair together(Path home, BenchCentre.Size size, List<Integer> redisPorts)
      throws IOException {
    List<String> application = Application.launcher();
    return GatewayPair.open(home, size, application, postgres(), redisPorts);
  }

  static EmbeddedPostgres postgres() throws IOException {
    try {
      return EmbeddedPostgres.builder().start();
    } catch (IOException | RuntimeException e) {
      assumeTrue(false, "skipped: no PostgreSQL here: " + e);
      throw e;
    }
  }

  static RapportProcess redis(Path home, int port) throws IOException {
    try {
      return RedisProcess.start(home, port);
    } catch (IOException e) {
      assumeTrue(false, "skipped: " + e.getMessage());
      throw e;
    }
  }
}
