package dev.rapport.loadtests;

import dev.rapport.storage.StoreCheck;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// How soon a killed process takes contacts again, with many of them open.
@Command(
    name = "recovery",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Fills a centre with open contacts, leaves its files as a kill leaves them, with a tail of"
          + " events behind the newest snapshot, and starts the process on them, several times.",
      "What each key means: docs/benchmarks.md. Exit 1 when the state after the replay is another."
    },
    footer = {"", "Example: rapport bench recovery --json recovery.json"})
final class RecoveryCommand implements Callable<Integer> {
  private static final Duration STARTING = Duration.ofMinutes(2);

  @Option(names = "--json", paramLabel = "FILE", description = "Writes the object there too.")
  private @Nullable Path json;

  @Option(
      names = "--contacts",
      defaultValue = "100000",
      description = "Open contacts (${DEFAULT-VALUE}).")
  private int contacts;

  @Option(
      names = "--tail",
      defaultValue = "20000",
      description = "How many of them arrive after the newest snapshot (${DEFAULT-VALUE}).")
  private int tail;

  @Option(names = "--runs", defaultValue = "5", description = "Starts (${DEFAULT-VALUE}).")
  private int runs;

  @Mixin private final Launcher launcher = new Launcher();

  @Override
  public Integer call() throws IOException {
    Path home = Files.createTempDirectory("rapport-recovery-");
    try {
      List<Integer> ports = RapportProcess.freePorts(2);
      var centre =
          new BenchCentre(
              List.of(launcher.command()),
              home,
              new Target("127.0.0.1", ports.get(0), ports.get(1)),
              1,
              new BenchCentre.Size(30, 5, 5, 1_000));
      JsonObject result = measure(centre);
      String text = result.encodePrettily();
      System.out.println(text);
      if (json != null) {
        Files.writeString(json, text + "\n");
      }
      return result.getBoolean("same_state") ? 0 : 1;
    } finally {
      Folders.delete(home);
    }
  }

  private JsonObject measure(BenchCentre centre) throws IOException {
    centre.setUp();
    try (RapportProcess once = centre.serve()) {
      // The plan of the settings goes into the log.
      once.awaitReady(STARTING);
    }
    Path filled = centre.home().resolve("filled");
    Files.move(centre.data(), filled);
    Path image = centre.home().resolve("image");
    var result = new JsonObject().put("bench", "recovery");
    String before;
    try (OpenFloor floor = new OpenFloor(filled)) {
      System.err.println("bench recovery: " + contacts + " contacts arrive");
      floor.arrive(contacts - tail);
      floor.snapshot();
      floor.arrive(tail);
      floor.copyTo(image);
      before = floor.stateHash();
      result.put("contacts_open", floor.open()).put("events", floor.events());
    }
    result
        .put("tail_events", tail)
        .put("database_mb", Files.size(image.resolve("rapport.db")) / 1e6)
        .put("wal_mb", Files.size(image.resolve("rapport.db-wal")) / 1e6);
    String after = StoreCheck.of(image).centres().getFirst().stateHash();
    result.put("same_state", before.equals(after));
    List<Double> ready = new ArrayList<>();
    for (int run = 0; run < runs; run++) {
      if (Files.exists(centre.data())) {
        Folders.delete(centre.data());
      }
      Folders.copy(image, centre.data());
      try (RapportProcess process = centre.serve()) {
        ready.add((double) process.awaitReady(STARTING).toMillis());
        process.kill();
      }
      System.err.println("bench recovery: ready after " + ready.getLast() + " ms");
    }
    List<Double> sorted = ready.stream().sorted().toList();
    return result
        .put("ready_ms", new JsonArray(ready))
        .put("ready_ms_median", sorted.get(sorted.size() / 2))
        .put("ready_ms_max", sorted.getLast())
        .put("units", new JsonObject().put("*_ms", "milliseconds").put("*_mb", "megabytes"))
        .put("machine", Machine.describe());
  }
}
