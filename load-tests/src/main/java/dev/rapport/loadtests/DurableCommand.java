package dev.rapport.loadtests;

import dev.rapport.routing.ContactId;
import dev.rapport.storage.SqlEventLog;
import dev.rapport.storage.Store;
import dev.rapport.storage.StoreSettings;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// How many events a second become durable, each with its row in the log and its contact's row.
@Command(
    name = "durable",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Lets many writers append an event each and wait until it is durable, on SQLite or on the"
          + " PostgreSQL of --storage; beside it the same rows without Rapport, and the flushes of"
          + " the disk itself.",
      "What each key means: docs/benchmarks.md. Exit 1 when an acknowledged event is missing."
    },
    footer = {"", "Example: rapport bench durable --json durable.json"})
final class DurableCommand implements Callable<Integer> {
  private static final String CENTRE = "bench";
  private static final int WARM_UP_SECONDS = 2;

  @Option(names = "--json", paramLabel = "FILE", description = "Writes the object there too.")
  private @Nullable Path json;

  @Option(
      names = "--writers",
      defaultValue = "64",
      description = "Writers that each wait for their own event (${DEFAULT-VALUE}).")
  private int writers;

  @Option(
      names = "--seconds",
      defaultValue = "10",
      description = "How long each part runs (${DEFAULT-VALUE}).")
  private int seconds;

  @Option(
      names = "--storage",
      paramLabel = "URL",
      description = "An empty PostgreSQL: postgresql://user:password@host:5432/database.")
  private @Nullable String storage;

  @Override
  public Integer call() throws IOException, InterruptedException, SQLException {
    Path home = Files.createTempDirectory("rapport-durable-");
    try {
      JsonObject result = measure(home);
      String text = result.encodePrettily();
      System.out.println(text);
      if (json != null) {
        Files.writeString(json, text + "\n");
      }
      return result.getLong("lost") == 0 ? 0 : 1;
    } finally {
      Folders.delete(home);
    }
  }

  private JsonObject measure(Path home) throws IOException, InterruptedException, SQLException {
    double flushes = BareLoop.flushesPerSecond(home, seconds);
    double bare;
    try (BareLoop loop = BareLoop.open(home, storage)) {
      loop.eventsPerSecond(writers, WARM_UP_SECONDS);
      bare = loop.eventsPerSecond(writers, seconds);
    }
    StoreSettings settings = StoreSettings.in(home.resolve("data")).withPostgres(storage);
    JsonObject result = new JsonObject().put("bench", "durable");
    long acknowledged;
    double ours;
    try (Store store = Store.open(settings)) {
      List<ContactId> contacts = Appending.contacts(store);
      SqlEventLog log = new SqlEventLog(store, CENTRE);
      acknowledged = Appending.run(log, contacts, writers, WARM_UP_SECONDS).events();
      Appending appended = Appending.run(log, contacts, writers, seconds);
      acknowledged += appended.events();
      ours = appended.perSecond();
      result
          .put("engine", storage == null ? "SQLite" : "PostgreSQL")
          .put("writers", writers)
          .put("events_per_second", Math.round(ours))
          .put("append_p50_ms", appended.percentile(0.5))
          .put("append_p99_ms", appended.percentile(0.99));
    }
    try (Store again = Store.open(settings)) {
      long there = new SqlEventLog(again, CENTRE).verify();
      result
          .put("lost", Math.max(0, acknowledged - there))
          .put("doubled", Math.max(0, there - acknowledged));
    }
    return result
        .put("bare_events_per_second", Math.round(bare))
        .put("ratio", ours / bare)
        .put("disk_group_commit_per_second", Math.round(flushes))
        .put("units", new JsonObject().put("*_ms", "milliseconds").put("ratio", "of the bare loop"))
        .put("machine", Machine.describe());
  }
}
