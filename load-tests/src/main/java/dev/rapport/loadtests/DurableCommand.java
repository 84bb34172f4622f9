package dev.rapport.loadtests;

import dev.rapport.routing.ChannelId;
import dev.rapport.routing.Contact;
import dev.rapport.routing.ContactId;
import dev.rapport.routing.Event;
import dev.rapport.routing.QueueId;
import dev.rapport.storage.SqlEventLog;
import dev.rapport.storage.SqlInbox;
import dev.rapport.storage.Store;
import dev.rapport.storage.StoreSettings;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
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
  private static final int CONTACTS = 1_000;
  private static final int MOST_SAMPLES = 1 << 20;
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
      List<ContactId> contacts = contacts(store);
      SqlEventLog log = new SqlEventLog(store, CENTRE);
      acknowledged = append(log, contacts, WARM_UP_SECONDS).events;
      Appended appended = append(log, contacts, seconds);
      acknowledged += appended.events;
      ours = appended.events / appended.took;
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

  private static List<ContactId> contacts(Store store) {
    SqlInbox inbox = new SqlInbox(store, InstantSource.system());
    return OpenFloor.take(inbox, CONTACTS).stream().map(ContactId::new).toList();
  }

  private static final class Appended {
    private final long events;
    private final double took;

    /// How long appends took, sorted.
    private final long[] nanos;

    private Appended(long events, double took, long[] nanos) {
      this.events = events;
      this.took = took;
      this.nanos = nanos;
    }

    double percentile(double share) {
      return nanos[(int) (share * (nanos.length - 1))] / 1e6;
    }
  }

  private Appended append(SqlEventLog log, List<ContactId> contacts, int forSeconds)
      throws InterruptedException {
    AtomicLong next = new AtomicLong();
    long[] nanos = new long[MOST_SAMPLES];
    long begin = System.nanoTime();
    long end = begin + forSeconds * 1_000_000_000L;
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < writers; i++) {
      threads.add(
          Thread.ofVirtual()
              .start(() -> {
                while (System.nanoTime() < end) {
                  int number = (int) next.getAndIncrement();
                  long asked = System.nanoTime();
                  log.append(List.of(arrived(contacts.get(number % CONTACTS))), asked / 1_000_000)
                      .join();
                  nanos[number % MOST_SAMPLES] = System.nanoTime() - asked;
                }
              }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    double took = (System.nanoTime() - begin) / 1e9;
    long[] sorted = Arrays.copyOf(nanos, (int) Math.min(next.get(), MOST_SAMPLES));
    Arrays.sort(sorted);
    return new Appended(next.get(), took, sorted);
  }

  private static Event arrived(ContactId contact) {
    return new Event.Arrived(
        Contact.of(contact, ChannelId.EMAIL, new QueueId("support")), 1_790_000_000_000L, null);
  }
}
