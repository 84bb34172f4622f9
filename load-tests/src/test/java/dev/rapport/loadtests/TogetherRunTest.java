package dev.rapport.loadtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A short run of what `rapport bench together` does.
final class TogetherRunTest {
  @TempDir private Path home;

  @Test
  @Timeout(value = 10, unit = TimeUnit.MINUTES)
  @DisplayName("P1 P2 P4 P5 P9 P10 P27 P28: Redis and the leader are killed, and nothing is lost")
  void theFiguresAreThereAndNothingIsLost() throws Exception {
    var application = Application.launcher();
    var size = new BenchCentre.Size(4, 5, 5, 1_000);
    var load = new TogetherRun.Load(5, 1, 3, 3);
    try (EmbeddedPostgres postgres = PairServers.postgres()) {
      PairServers.redis(home, RapportProcess.freePorts(1).getFirst()).kill();
      JsonObject figures = new TogetherFloor(home, postgres, 64, 1).measure();
      figures.mergeIn(new TogetherRun(home, application, postgres, size, load).measure());
      System.out.println("together: " + figures.encode());
      for (String none : new String[] {"lost", "doubled", "double_assigned", "contradictions"}) {
        assertThat(figures.getInteger(none)).as(none).isZero();
      }
      for (String measured :
          new String[] {
            "events_per_second", "disk_group_commit_per_second", "ratio", "takeover_ms"
          }) {
        assertThat(figures.getDouble(measured)).as(measured).isPositive();
      }
      assertThat(figures.getJsonObject("arrival_to_offer_ms").getInteger("count")).isPositive();
    }
  }
}
