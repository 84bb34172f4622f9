package dev.rapport.loadtests;

import io.vertx.core.json.JsonObject;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Two gateways on one PostgreSQL and one Redis: what they carry, and what is lost when Redis and
/// the leader are killed.
@Command(
    name = "together",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Starts a PostgreSQL and a Redis of its own and two gateways that serve at once, lets contacts"
          + " arrive at both while agents of both take them, kills Redis and then the leader, and"
          + " prints what was lost, doubled or with two agents at once; before it, how many events a"
          + " second become durable on that PostgreSQL, beside the same rows without Rapport.",
      "What each key means: docs/benchmarks.md. Exit 1 when anything was lost, doubled, with two"
          + " agents at once, or seen that cannot be."
    },
    footer = {"", "Example: rapport bench together --json together.json"})
final class TogetherCommand implements Callable<Integer> {
  private static final int FLOOR_SECONDS = 5;
  private static final int WARM_UP_SECONDS = 6;
  private static final int FAULT_SECONDS = 6;

  /// What must be 0.
  private static final List<String> NONE_OF =
      List.of("lost", "doubled", "double_assigned", "contradictions");

  @Option(names = "--json", paramLabel = "FILE", description = "Writes the object there too.")
  private @Nullable Path json;

  @Option(
      names = "--rate",
      defaultValue = "10",
      description = "Contacts a second (${DEFAULT-VALUE}).")
  private int rate;

  @Option(
      names = "--seconds",
      defaultValue = "12",
      description = "How long they arrive before anything is killed (${DEFAULT-VALUE}).")
  private int seconds;

  @Option(names = "--agents", defaultValue = "10", description = "Agents (${DEFAULT-VALUE}).")
  private int agents;

  @Option(
      names = "--writers",
      defaultValue = "64",
      description = "Writers that each wait for their own event (${DEFAULT-VALUE}).")
  private int writers;

  @Mixin private final Launcher launcher = new Launcher();

  @Override
  public Integer call() throws IOException, InterruptedException, SQLException {
    Path home = Files.createTempDirectory("rapport-together-");
    // What is acknowledged shall be on the disk, which the artifact's own settings do not ask for.
    try (EmbeddedPostgres postgres = durable();
        EmbeddedPostgres another = durable()) {
      JsonObject result = new JsonObject().put("bench", "together");
      say("how much becomes durable");
      result.mergeIn(new TogetherFloor(home, postgres, writers, FLOOR_SECONDS).measure());
      var size = new BenchCentre.Size(agents, 5, 5, 1_000);
      say("visitors who only look");
      Path idle = Files.createDirectory(home.resolve("idle"));
      result.mergeIn(new IdleSockets(idle, List.of(launcher.command()), another, size).measure());
      say("two gateways");
      var load = new TogetherRun.Load(rate, WARM_UP_SECONDS, seconds, FAULT_SECONDS);
      result.mergeIn(
          new TogetherRun(home, List.of(launcher.command()), postgres, size, load).measure());
      result.put("units", units()).put("machine", Machine.describe());
      String text = result.encodePrettily();
      System.out.println(text);
      if (json != null) {
        Files.writeString(json, text + "\n");
      }
      return NONE_OF.stream().allMatch(key -> result.getInteger(key) == 0) ? 0 : 1;
    } finally {
      Folders.delete(home);
    }
  }

  private static EmbeddedPostgres durable() throws IOException {
    return EmbeddedPostgres.builder().setServerConfig("synchronous_commit", "on").start();
  }

  private static JsonObject units() {
    return new JsonObject()
        .put("*_ms", "milliseconds")
        .put("*_per_second", "1/s")
        .put("ratio", "of the bare loop on PostgreSQL")
        .put("*_kib", "KiB of resident memory")
        .put("everything else", "count");
  }

  static void say(String words) {
    System.err.println("bench together: " + words);
  }
}
