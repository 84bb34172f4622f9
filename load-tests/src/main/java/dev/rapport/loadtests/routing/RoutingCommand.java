package dev.rapport.loadtests.routing;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
          + " Commands, events, indexes and the decision's record included. After a warm-up; of"
          + " five rounds the middle one.",
      "durable_lives_per_second: whole lives whose every event is on the disk, with its hash chain."
    },
    footer = {"", "Example: rapport bench routing --json routing.json"})
public final class RoutingCommand implements Callable<Integer> {
  private static final int[] WAITING = {1_000, 10_000, 100_000};
  private static final int WARM_UP = 40_000;
  private static final int ROUNDS = 5;
  private static final int SAMPLES = 10_000;
  private static final int LIVES = 150_000;
  private static final int DURABLE_WARM_UP_S = 3;
  private static final int DURABLE_S = 5;
  private static final int COMMITS = 500;

  @Option(names = "--json", paramLabel = "FILE", description = "Writes the object there too.")
  private @Nullable Path json;

  @Override
  public Integer call() throws IOException {
    var result =
        new JsonObject()
            .put("bench", "routing")
            .put("agents", LargeFloor.AGENTS)
            .put("skills", LargeFloor.SKILLS);
    decisions(result);
    lives(result);
    durable(result);
    result.put("machine", Machine.describe());
    String text = result.encodePrettily();
    System.out.println(text);
    if (json != null) {
      Files.writeString(json, text + "\n");
    }
    return 0;
  }

  private static void decisions(JsonObject result) {
    var floor = new LargeFloor();
    floor.fill(WAITING[0]);
    for (int i = 0; i < WARM_UP; i++) {
      floor.free();
      floor.arrive();
    }
    var decisions = new JsonObject();
    var arrivals = new JsonObject();
    for (int waiting : WAITING) {
      System.err.println("bench routing: " + waiting + " waiting");
      floor.fill(waiting);
      List<long[]> free = new ArrayList<>();
      List<long[]> arrive = new ArrayList<>();
      for (int round = 0; round < ROUNDS; round++) {
        round(floor, free, arrive);
      }
      decisions.put(Integer.toString(waiting), quantiles(free));
      arrivals.put(Integer.toString(waiting), quantiles(arrive));
    }
    result
        .put("decision_us", decisions)
        .put("arrival_us", arrivals)
        .put("growth_1k_to_100k", growth(decisions));
  }

  private static void round(LargeFloor floor, List<long[]> free, List<long[]> arrive) {
    long[] frees = new long[SAMPLES];
    long[] arrivals = new long[SAMPLES];
    for (int i = 0; i < SAMPLES; i++) {
      frees[i] = floor.free();
      arrivals[i] = floor.arrive();
    }
    Arrays.sort(frees);
    Arrays.sort(arrivals);
    free.add(frees);
    arrive.add(arrivals);
  }

  private static void lives(JsonObject result) {
    System.err.println("bench routing: whole lives");
    var lives = new SmallFloor();
    lives.live(LIVES);
    result.put("lives_per_second", Math.round(lives.live(LIVES)));
  }

  private static void durable(JsonObject result) throws IOException {
    System.err.println("bench routing: whole lives on the disk");
    try (var floor = new DurableFloor()) {
      floor.live(DURABLE_WARM_UP_S);
      long before = floor.commits();
      long livedBefore = floor.lived();
      double perSecond = floor.live(DURABLE_S);
      long commits = floor.commits() - before;
      result
          .put("durable_lives_per_second", Math.round(perSecond))
          .put("durable_lives_per_commit", (floor.lived() - livedBefore) / Math.max(1, commits))
          .put("disk_group_commit_per_second", Math.round(floor.commits(COMMITS)));
    }
  }

  /// Of the medians: a pause of the machine is not growth.
  private static double growth(JsonObject decisions) {
    double few = decisions.getJsonObject("1000").getDouble("p50");
    double many = decisions.getJsonObject("100000").getDouble("p50");
    return Math.round(100 * many / few) / 100.0;
  }

  /// Of the middle round, so that a neighbour who disturbs one round does not decide; the maximum
  /// is of all.
  private static JsonObject quantiles(List<long[]> rounds) {
    return new JsonObject()
        .put("p50", micros(middle(rounds, SAMPLES / 2)))
        .put("p99", micros(middle(rounds, SAMPLES * 99 / 100)))
        .put("max", micros(rounds.stream().mapToLong(r -> r[SAMPLES - 1]).max().orElse(0)));
  }

  private static long middle(List<long[]> rounds, int place) {
    return rounds.stream()
        .mapToLong(round -> round[place])
        .sorted()
        .skip(ROUNDS / 2)
        .findFirst()
        .orElseThrow();
  }

  private static double micros(long nanos) {
    return Math.round(nanos / 100.0) / 10.0;
  }
}
