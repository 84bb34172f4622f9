package dev.rapport.loadtests;

import dev.rapport.routing.ContactId;
import dev.rapport.storage.SqlEventLog;
import dev.rapport.storage.SqlLease;
import dev.rapport.storage.Store;
import dev.rapport.storage.StoreSettings;
import io.vertx.core.json.JsonObject;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;

/// What the log of a leader takes on a PostgreSQL, each append with the epoch looked at; beside it
/// bare loops on the same PostgreSQL and on SQLite, and the flushes of the disk.
final class TogetherFloor {
  private static final String CENTRE = "bench";
  private static final String DATABASE = "floor";

  private final Path home;
  private final EmbeddedPostgres postgres;
  private final int writers;
  private final int seconds;

  /// How long what is not compared with another is measured, and what warms up.
  private final int shortly;

  /// @param seconds how long each part runs
  TogetherFloor(Path home, EmbeddedPostgres postgres, int writers, int seconds) {
    this.home = home;
    this.postgres = postgres;
    this.writers = writers;
    this.seconds = seconds;
    shortly = Math.ceilDiv(seconds, 3);
  }

  JsonObject measure() throws IOException, InterruptedException, SQLException {
    try (Connection own = postgres.getPostgresDatabase().getConnection();
        Statement sql = own.createStatement()) {
      sql.execute("CREATE DATABASE " + DATABASE);
    }
    String url =
        "postgresql://postgres:postgres@127.0.0.1:%d/%s".formatted(postgres.getPort(), DATABASE);
    double flushes = BareLoop.flushesPerSecond(home, shortly);
    double bare;
    try (BareLoop loop = BareLoop.open(home, url)) {
      loop.eventsPerSecond(writers, shortly);
      bare = loop.eventsPerSecond(writers, seconds);
    }
    double sqlite;
    try (BareLoop loop = BareLoop.open(home, null)) {
      sqlite = loop.eventsPerSecond(writers, shortly);
    }
    JsonObject result =
        new JsonObject()
            .put("disk_group_commit_per_second", Math.round(flushes))
            .put("bare_events_per_second", Math.round(bare))
            .put("bare_sqlite_events_per_second", Math.round(sqlite));
    StoreSettings settings = StoreSettings.in(home.resolve("floor")).withPostgres(url);
    try (Store store = Store.open(settings)) {
      long epoch =
          new SqlLease(store, CENTRE, "bench", Duration.ofMinutes(5)).take().join().orElseThrow();
      List<ContactId> contacts = Appending.contacts(store);
      SqlEventLog log = new SqlEventLog(store, CENTRE, epoch);
      Appending.run(log, contacts, writers, shortly);
      Appending ours = Appending.run(log, contacts, writers, seconds);
      result
          .put("writers", writers)
          .put("events_per_second", Math.round(ours.perSecond()))
          .put("append_p50_ms", ours.percentile(0.5))
          .put("append_p99_ms", ours.percentile(0.99))
          .put("ratio", Math.round(ours.perSecond() / bare * 1_000) / 1_000.0);
    }
    return result;
  }
}
