package dev.rapport.loadtests.routing;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// How long the core takes to decide, and how much that grows with the number waiting.
@Command(
    name = "routing",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Fills a floor of 10,000 agents and 200 skills with 1,000, 10,000 and 100,000 waiting"
          + " contacts, and measures each command in which the core decides, on one thread.",
      "decision_us: an agent becomes free, and whose turn is it; arrival_us: a contact arrives."
          + " Commands, events, indexes and the decision's record included."
    },
    footer = {"", "Example: rapport bench routing --json routing.json"})
public final class RoutingCommand implements Callable<Integer> {
  private static final int[] WAITING = {1_000, 10_000, 100_000};
  private static final int WARM_UP = 60_000;
  private static final int SAMPLES = 40_000;
  private static final int LIVES = 200_000;

  @Option(names = "--json", paramLabel = "FILE", description = "Writes the object there too.")
  private @Nullable Path json;

  @Override
  public Integer call() throws IOException {
    var floor = new LargeFloor();
    floor.fill(WAITING[0]);
    for (int i = 0; i < WARM_UP; i++) {
      floor.free();
      floor.arrive();
    }
    var lives = new SmallFloor();
    lives.live(LIVES);
    double livesPerSecond = lives.live(LIVES);
    var decisions = new JsonObject();
    var arrivals = new JsonObject();
    for (int waiting : WAITING) {
      System.err.println("bench routing: " + waiting + " waiting");
      floor.fill(waiting);
      long[] free = new long[SAMPLES];
      long[] arrive = new long[SAMPLES];
      for (int i = 0; i < SAMPLES; i++) {
        free[i] = floor.free();
        arrive[i] = floor.arrive();
      }
      decisions.put(Integer.toString(waiting), quantiles(free));
      arrivals.put(Integer.toString(waiting), quantiles(arrive));
    }
    var result =
        new JsonObject()
            .put("bench", "routing")
            .put("agents", LargeFloor.AGENTS)
            .put("skills", LargeFloor.SKILLS)
            .put("decision_us", decisions)
            .put("arrival_us", arrivals)
            .put("growth_1k_to_100k", growth(decisions))
            .put("lives_per_second", Math.round(livesPerSecond))
            .put("machine", Machine.describe());
    String text = result.encodePrettily();
    System.out.println(text);
    if (json != null) {
      Files.writeString(json, text + "\n");
    }
    return 0;
  }

  /// Of the medians: a pause of the machine is not growth.
  private static double growth(JsonObject decisions) {
    double few = decisions.getJsonObject("1000").getDouble("p50");
    double many = decisions.getJsonObject("100000").getDouble("p50");
    return Math.round(100 * many / few) / 100.0;
  }

  private static JsonObject quantiles(long[] nanos) {
    long[] sorted = nanos.clone();
    Arrays.sort(sorted);
    return new JsonObject()
        .put("p50", micros(sorted[sorted.length / 2]))
        .put("p99", micros(sorted[sorted.length * 99 / 100]))
        .put("max", micros(sorted[sorted.length - 1]));
  }

  private static double micros(long nanos) {
    return Math.round(nanos / 100.0) / 10.0;
  }
}
