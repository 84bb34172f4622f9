package dev.rapport.loadtests.routing;

import dev.rapport.loadtests.routing.PublishedFigures.Interval;
import dev.rapport.routing.HandleAccuracy;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// The published models of contact centres on the real core, and whether it lands where it should.
@Command(
    name = "models",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Lives days of published models of contact centres (contactcenters-reference) on the real"
          + " routing core, in simulated time, and holds each figure against its published"
          + " confidence interval. Then replays a bank's recorded calls (anonymous-bank), with"
          + " their recorded services and patience, under the bank's rule and under ours.",
      "Exits with 1 when a figure is outside of its interval."
    },
    footer = {"", "Example: rapport bench models --data ../shared/data --json models.json"})
public final class ModelsCommand implements Callable<Integer> {
  private static final String FOLDER = "contactcenters-reference";
  private static final String BANK = "anonymous-bank";

  @Option(
      names = "--data",
      required = true,
      paramLabel = "PATH",
      description = "The folder of data sets.")
  private Path data = Path.of(".");

  @Option(
      names = "--days",
      defaultValue = "1000",
      description =
          "Days of each model (${DEFAULT-VALUE}, as many as were published; four times as many of"
              + " those with one queue).")
  private int days;

  @Option(names = "--model", paramLabel = "NAME", description = "Only this one.")
  private @Nullable String only;

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "The seed of the first day (${DEFAULT-VALUE}).")
  private long seed;

  @Option(names = "--json", paramLabel = "FILE", description = "Writes the object there too.")
  private @Nullable Path json;

  @Override
  public Integer call() throws IOException {
    var figures = new JsonArray();
    for (ReferenceModel model : ReferenceModel.all()) {
      if (only != null && !model.name().equals(only)) {
        continue;
      }
      compare(model, figures);
    }
    long inside = figures.stream().filter(f -> ((JsonObject) f).getBoolean("inside")).count();
    var result =
        new JsonObject()
            .put("bench", "models")
            .put("days", days)
            .put("seed", seed)
            .put("figures", figures)
            .put("inside", inside)
            .put("of", figures.size())
            .put("all_inside", inside == figures.size());
    Path bank = data.resolve(BANK);
    if (only == null && Files.isDirectory(bank)) {
      result.put("anonymous_bank", replay(bank));
    }
    result.put("machine", Machine.describe());
    String text = result.encodePrettily();
    System.out.println(text);
    if (json != null) {
      Files.writeString(json, text + "\n");
    }
    return inside == figures.size() ? 0 : 1;
  }

  private JsonObject replay(Path folder) throws IOException {
    System.err.println("bench models: the bank's calls");
    BankCalls recorded = BankCalls.read(folder, seed);
    BankReplay ours = BankReplay.of(recorded, BankReplay.Rule.OURS);
    var predictions = new JsonObject();
    for (HandleAccuracy queue : ours.handleAccuracy()) {
      predictions.put(
          queue.queue().value(),
          new JsonObject()
              .put("calls", queue.finished())
              .put("mean_error_s", Math.round(queue.meanError() / 100) / 10.0)
              .put("mean_error_of_plan_s", Math.round(queue.meanPlannedError() / 100) / 10.0));
    }
    return new JsonObject()
        .put("calls", recorded.calls().size())
        .put("recorded", BankFigures.recorded(recorded).json())
        .put("bank_rule", BankReplay.of(recorded, BankReplay.Rule.BANK).figures().json())
        .put("ours", ours.figures().json())
        .put("handle_time_predictions", predictions);
  }

  private void compare(ReferenceModel model, JsonArray figures) throws IOException {
    int count = model.days(days);
    System.err.println("bench models: " + count + " days of " + model.name());
    Map<String, Interval> published =
        PublishedFigures.read(data.resolve(FOLDER).resolve(model.name() + ".res"));
    double[] factors = model.factors(count, seed);
    SplittableRandom seeds = new SplittableRandom(seed + model.name().hashCode());
    long[] ofDays = seeds.longs(count).toArray();
    List<ModelFigures> lived =
        IntStream.range(0, count)
            .parallel()
            .mapToObj(i -> ModelDay.live(model, factors[i], ofDays[i]))
            .toList();
    published.forEach((name, interval) -> {
      double ours = ours(model, name, lived);
      figures.add(
          new JsonObject()
              .put("model", model.name())
              .put("figure", name)
              .put("low", interval.low())
              .put("high", interval.high())
              .put("ours", Math.round(ours * 10_000) / 10_000.0)
              .put("inside", interval.has(ours)));
    });
  }

  private static double ours(ReferenceModel model, String name, List<ModelFigures> days) {
    double expected = model.expected();
    return switch (name) {
      case "Number of contacts in target" -> mean(days, ModelFigures::inTarget);
      case "Number of served contacts" -> mean(days, ModelFigures::served);
      case "Number of contacts having abandoned" -> mean(days, ModelFigures::abandonedCount);
      case "Number of blocked contacts" -> mean(days, ModelFigures::blockedCount);
      case "Number of arrivals per day" -> mean(days, ModelFigures::arrivedCount);
      case "Service level" ->
          mean(days, ModelFigures::inTarget)
              / mean(days, model.types() > 1 ? ModelFigures::servedOrLost : ModelFigures::served);
      case "Service level with abandonment" ->
          mean(days, ModelFigures::inTarget) / mean(days, ModelFigures::servedOrLost);
      case "Service level with blocked contacts" ->
          mean(days, ModelFigures::inTarget) / mean(days, ModelFigures::servedOrBlocked);
      case "Speed of answer" ->
          mean(days, ModelFigures::waitOfServed) / mean(days, ModelFigures::served);
      case "Occupancy ratio" -> mean(days, ModelFigures::busy) / mean(days, ModelFigures::there);
      case "Average waiting time per customer" ->
          60 * mean(days, ModelFigures::waitOfAll) / expected;
      case "Proportion of waiting times < s" -> mean(days, ModelFigures::waitedLittle) / expected;
      case "Proportion of calls lost" -> mean(days, ModelFigures::abandonedCount) / expected;
      default -> row(name, days);
    };
  }

  /// `Type 0, period 2`.
  private static double row(String name, List<ModelFigures> days) {
    String[] words = name.split("[ ,]+", -1);
    int type = Integer.parseInt(words[1]);
    int period = Integer.parseInt(words[3]);
    return mean(days, day -> day.inTarget(type, period));
  }

  private static double mean(List<ModelFigures> days, ToDoubleFunction<ModelFigures> figure) {
    return days.stream().mapToDouble(figure).average().orElse(0);
  }
}
