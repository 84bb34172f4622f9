package dev.rapport.loadtests.routing;

import dev.rapport.routing.PolicyName;
import dev.rapport.routing.RoutingCore;
import dev.rapport.routing.WaitAccuracy;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.IntFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// The same days under each policy.
@Command(
    name = "policy",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Lives days of a centre with sixty agents on the real routing core, in simulated time, under"
          + " each policy and with the same customers, and prints who was lost and how long the"
          + " least valuable had to wait.",
      "value_lost, abandoned_*: per cent of calls and chats. eta: how much of the way from first"
          + " come first served to a centre where everybody can do everything."
    },
    footer = {"", "Example: rapport bench policy --quick"})
public final class PolicyCommand implements Callable<Integer> {
  private static final int DAYS = 60;
  private static final int QUICK_DAYS = 7;
  private static final int FEWEST_DAYS = 2;
  private static final long QUICK_NANOS = 30_000_000_000L;

  /// The first days are lived on one processor while the JVM still compiles itself.
  private static final int FASTER_LATER = 2;

  /// What a day of each load costs, in days lived.
  private static final int LIVES_A_DAY = 3 * 11;

  private static final int MOST_FORETOLD_DAYS = 20;

  /// What a predictor wins is a small difference of large numbers.
  private static final int QUICK_VARIANT_DAYS = 9;

  /// Below so many per cent nothing can be won, and a share of it says nothing.
  private static final double WORTH_SHARING = .05;

  @Option(names = "--quick", description = "Few days; the intervals are wide.")
  private boolean quick;

  @Option(names = "--days", defaultValue = "0", description = "So many days; instead of --quick.")
  private int days;

  @Option(
      names = "--seed",
      defaultValue = "700000",
      description = "The seed of the first day (${DEFAULT-VALUE}).")
  private long seed;

  @Option(names = "--json", paramLabel = "FILE", description = "Writes the object there too.")
  private @Nullable Path json;

  /// Arrivals a minute where the day's profile is 1.
  private enum Load {
    LIGHT(8.5),
    BUSY(10.4),
    OVERLOAD(12.5);

    private final double perMinute;

    Load(double perMinute) {
      this.perMinute = perMinute;
    }
  }

  @Override
  public Integer call() throws IOException {
    boolean bounded = quick && days == 0;
    long start = System.nanoTime();
    var variant = new Variant(seed - 1_000);
    long each = (System.nanoTime() - start) / Variant.DAYS_BEFORE;
    int count = days > 0 ? days : quick ? quickDays(each) : DAYS;
    var result =
        new JsonObject()
            .put("bench", "policy")
            .put("days", count)
            .put("seed", seed)
            .put("machine", Machine.describe());
    for (Load load : Load.values()) {
      JsonObject figures = measure(load, count);
      foretell(figures, load, Math.min(count, MOST_FORETOLD_DAYS));
      vary(figures, variant, load, bounded ? quickVariantDays(load, count) : count);
      result.put(load.name().toLowerCase(Locale.ROOT), figures);
    }
    String text = result.encodePrettily();
    System.out.println(text);
    if (json != null) {
      Files.writeString(json, text + "\n");
    }
    return 0;
  }

  /// As many days as this machine lives through in the time there is.
  private static int quickDays(long nanosEach) {
    long most = FASTER_LATER * QUICK_NANOS / Math.max(1, nanosEach * LIVES_A_DAY);
    return Math.clamp(most, FEWEST_DAYS, QUICK_DAYS);
  }

  /// On a light day nothing can be won, so a few are enough.
  private static int quickVariantDays(Load load, int count) {
    return load == Load.LIGHT ? count : Math.max(QUICK_VARIANT_DAYS, count);
  }

  private JsonObject measure(Load load, int count) {
    System.err.println("bench policy: " + count + " days at " + load.perMinute + " a minute");
    Instance real = new Instance();
    List<DayFigures> fifo = days(real, PolicyName.FIFO, load, count);
    List<DayFigures> strict = days(real, PolicyName.STRICT, load, count);
    List<DayFigures> byValue = days(real, PolicyName.DEFAULT, load, count);
    List<DayFigures> pooled = days(real.pooled(), PolicyName.DEFAULT, load, count);
    double worst = mean(fifo, DayFigures::valueLost);
    double best = mean(pooled, DayFigures::valueLost);
    return new JsonObject()
        .put("arrivals_per_minute", load.perMinute)
        .put("fifo", figures(fifo, worst, best))
        .put("strict", figures(strict, worst, best))
        .put("default", figures(byValue, worst, best))
        .put("pooled", figures(pooled, worst, best))
        .put("default_minus_fifo", differences(byValue, fifo))
        .put("default_minus_strict", differences(byValue, strict));
  }

  /// Days lived one after the other, because what is learnt of waits on one is used on the next.
  private void foretell(JsonObject json, Load load, int count) {
    Instance real = new Instance();
    RoutingCore core = new RoutingCore();
    for (int i = 0; i < count; i++) {
      Day day = Day.of(seed + i, load.perMinute, real);
      core = BusyDay.foretell(real, day, real.plan(PolicyName.DEFAULT), Variant.fresh(core));
    }
    var ofQueues = new JsonObject();
    long within = 0;
    long answered = 0;
    for (WaitAccuracy queue : core.waitAccuracy()) {
      ofQueues.put(queue.queue().value(), round(queue.coverage()));
      within += queue.within();
      answered += queue.answered();
    }
    json.put("wait_range_coverage", round((double) within / Math.max(1, answered)))
        .put("wait_range_coverage_by_queue", ofQueues);
  }

  private void vary(JsonObject json, Variant variant, Load load, int count) {
    List<DayFigures> plain = each(count, i -> variant.plain(seed + i, load.perMinute));
    List<DayFigures> predicted = each(count, i -> variant.predicted(seed + i, load.perMinute));
    List<DayFigures> known = each(count, i -> variant.known(seed + i, load.perMinute));
    double won = mean(plain, DayFigures::abandonedAll) - mean(predicted, DayFigures::abandonedAll);
    double most = mean(plain, DayFigures::abandonedAll) - mean(known, DayFigures::abandonedAll);
    json.put("variant_default", figures(plain))
        .put("variant_predicted", figures(predicted))
        .put("variant_known", figures(known))
        .put("predictor_wins_share", most < WORTH_SHARING ? null : round(won / most));
  }

  private static List<DayFigures> each(int count, IntFunction<DayFigures> day) {
    return IntStream.range(0, count).parallel().mapToObj(day).toList();
  }

  private List<DayFigures> days(Instance instance, PolicyName policy, Load load, int count) {
    Instance people = new Instance();
    return each(
        count,
        i ->
            BusyDay.live(
                instance, Day.of(seed + i, load.perMinute, people), instance.plan(policy)));
  }

  private static JsonObject figures(List<DayFigures> days, double worst, double best) {
    double lost = mean(days, DayFigures::valueLost);
    return figures(days).put("eta", round((worst - lost) / (worst - best)));
  }

  private static JsonObject figures(List<DayFigures> days) {
    double lost = mean(days, DayFigures::valueLost);
    return new JsonObject()
        .put("value_lost", round(lost))
        .put("value_lost_ci95", round(interval(days, DayFigures::valueLost)))
        .put("abandoned_bronze", round(mean(days, DayFigures::abandonedBronze)))
        .put("abandoned_bronze_ci95", round(interval(days, DayFigures::abandonedBronze)))
        .put("abandoned_all", round(mean(days, DayFigures::abandonedAll)))
        .put("abandoned_all_ci95", round(interval(days, DayFigures::abandonedAll)))
        .put(
            "worst_bronze_wait_s",
            Math.round(days.stream().mapToDouble(DayFigures::worstBronzeWait).max().orElse(0)));
  }

  /// Day by day, so that what the days have in common falls out.
  private static JsonObject differences(List<DayFigures> ours, List<DayFigures> theirs) {
    var json = new JsonObject();
    difference(json, "value_lost", ours, theirs, DayFigures::valueLost);
    difference(json, "abandoned_bronze", ours, theirs, DayFigures::abandonedBronze);
    difference(json, "abandoned_all", ours, theirs, DayFigures::abandonedAll);
    return json;
  }

  private static void difference(
      JsonObject json,
      String name,
      List<DayFigures> ours,
      List<DayFigures> theirs,
      ToDoubleFunction<DayFigures> figure) {
    List<Double> differences =
        IntStream.range(0, ours.size())
            .mapToObj(i -> figure.applyAsDouble(ours.get(i)) - figure.applyAsDouble(theirs.get(i)))
            .toList();
    json.put(name, round(mean(differences, d -> d)))
        .put(name + "_ci95", round(interval(differences, d -> d)));
  }

  private static <T> double mean(List<T> values, ToDoubleFunction<T> figure) {
    return values.stream().mapToDouble(figure).average().orElse(0);
  }

  /// Half the width of the 95 % interval of the mean.
  private static <T> double interval(List<T> values, ToDoubleFunction<T> figure) {
    double mean = mean(values, figure);
    double squares =
        values.stream().mapToDouble(figure).map(value -> (value - mean) * (value - mean)).sum();
    int count = values.size();
    return count < 2 ? 0 : 1.96 * Math.sqrt(squares / (count - 1) / count);
  }

  private static double round(double value) {
    return Math.round(value * 1_000) / 1_000.0;
  }
}
