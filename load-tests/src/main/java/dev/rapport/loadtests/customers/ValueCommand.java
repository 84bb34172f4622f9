package dev.rapport.loadtests.customers;

import dev.rapport.customers.value.BgNbd;
import dev.rapport.customers.value.Fitting;
import dev.rapport.customers.value.GammaGamma;
import dev.rapport.customers.value.LifetimeModel;
import dev.rapport.customers.value.MbgNbd;
import dev.rapport.customers.value.Nbd;
import dev.rapport.customers.value.ParetoNbd;
import dev.rapport.customers.value.PurchaseModel;
import dev.rapport.customers.value.PurchaseRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// How well purchases to come are foretold, and whether the published figures are reproduced.
@Command(
    name = "value",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Fits the value models to CDNOW's first 39 weeks and foretells the next 39; each figure"
            + " stands beside the published one.",
    footer = {"", "Example: rapport bench value --data ../shared/data --json value.json"})
public final class ValueCommand implements Callable<Integer> {
  private static final double WEEKS = 39;
  private static final double DIGITS = 0.001;

  /// To three digits, and half of the next: what a published 10.578 may stand for.
  private static final double FITTED = 0.0015;

  private static final double LIKELIHOOD = 0.01;

  @Option(
      names = "--data",
      paramLabel = "PATH",
      required = true,
      description = "The folder of the sets; cdnow/CDNOW_sample.txt is read.")
  private @Nullable Path data;

  @Option(names = "--json", paramLabel = "FILE", description = "Writes the list there too.")
  private @Nullable Path json;

  private final Figures figures = new Figures();

  @Override
  public Integer call() throws IOException {
    Path file = Objects.requireNonNull(data).resolve("cdnow/CDNOW_sample.txt");
    if (!Files.exists(file)) {
      Figures.skipped("cdnow", file);
      return figures.finish(json);
    }
    var purchases = new Purchases(file);
    var fitting = new Fitting(purchases.records());
    figures.near("cdnow", "customers", purchases.records().size(), 2357, 0);
    figures.near(
        "cdnow",
        "repeat purchases",
        purchases.records().stream().mapToInt(PurchaseRecord::repeats).sum(),
        2457,
        0);
    figures.near("cdnow", "repeaters", purchases.spends().size(), 946, 0);
    bgNbd(fitting, purchases);
    paretoNbd(fitting, purchases);
    mbgNbd(fitting, purchases);
    Nbd nbd = fitting.nbd();
    parameter("NBD", "r", nbd.r(), 0.3848);
    parameter("NBD", "alpha", nbd.alpha(), 12.0721);
    figures.near("cdnow", "NBD log-likelihood", fitting.logLikelihood(nbd), -9763.6602, LIKELIHOOD);
    gammaGamma(purchases);
    return figures.finish(json);
  }

  private void parameter(String model, String name, double ours, double published) {
    figures.near("cdnow", model + " " + name, ours, published, FITTED);
  }

  private void bgNbd(Fitting fitting, Purchases purchases) {
    BgNbd model = fitting.bgNbd();
    parameter("BG/NBD", "r", model.r(), 0.2426);
    parameter("BG/NBD", "alpha", model.alpha(), 4.4135);
    parameter("BG/NBD", "a", model.a(), 0.7929);
    parameter("BG/NBD", "b", model.b(), 2.4258);
    figures.near(
        "cdnow", "BG/NBD log-likelihood", fitting.logLikelihood(model), -9582.4256, LIKELIHOOD);
    figures.near(
        "cdnow",
        "BG/NBD purchases in 39 weeks of customer 1 (2, 30.43, 38.86)",
        model.expectedPurchases(new PurchaseRecord(2, 30.43, 38.86), WEEKS),
        1.226,
        DIGITS);
    var published = new BgNbd(0.243, 4.414, 0.793, 2.426);
    double[] times = {0.1429, 1, 3, 31.8571, 32, 78};
    double[] expected = {0.0078, 0.0533, 0.1509, 1.0420, 1.0452, 1.8605};
    for (int i = 0; i < times.length; i++) {
      figures.near(
          "cdnow",
          "BG/NBD purchases of a new customer in " + times[i] + " weeks",
          published.expectedOfNew(times[i]),
          expected[i],
          DIGITS);
    }
    holdout("BG/NBD", model, purchases, 1653.4);
  }

  private void paretoNbd(Fitting fitting, Purchases purchases) {
    ParetoNbd model = fitting.paretoNbd();
    parameter("Pareto/NBD", "r", model.r(), 0.5533);
    parameter("Pareto/NBD", "alpha", model.alpha(), 10.5776);
    parameter("Pareto/NBD", "s", model.s(), 0.6062);
    parameter("Pareto/NBD", "beta", model.beta(), 11.6679);
    figures.near(
        "cdnow", "Pareto/NBD log-likelihood", fitting.logLikelihood(model), -9594.9739, LIKELIHOOD);
    var named = new PurchaseRecord(26, 30.86, 31);
    figures.near(
        "cdnow",
        "Pareto/NBD purchases in 52 weeks of (26, 30.86, 31)",
        model.expectedPurchases(named, 52),
        25.4565,
        DIGITS);
    figures.near(
        "cdnow", "Pareto/NBD still a customer (26, 30.86, 31)", model.alive(named), 0.9979, DIGITS);
    var large = new ParetoNbd(0.55, 10.58, 0.61, 11.67);
    figures.near(
        "overflow",
        "Pareto/NBD purchases of (132, 200, 200) in 10",
        large.expectedPurchases(new PurchaseRecord(132, 200, 200), 10),
        6.2060517890,
        1e-6);
    figures.near(
        "overflow",
        "Pareto/NBD purchases of (133, 200, 200) in 10",
        large.expectedPurchases(new PurchaseRecord(133, 200, 200), 10),
        6.2528722476,
        1e-6);
    holdout("Pareto/NBD", model, purchases, 1665.5);
    figures.atLeast(
        "cdnow", "Pareto/NBD AUC of still a customer", auc(model, purchases), 0.7262, 0.72);
  }

  private void mbgNbd(Fitting fitting, Purchases purchases) {
    MbgNbd model = fitting.mbgNbd();
    parameter("MBG/NBD", "r", model.r(), 0.5248);
    parameter("MBG/NBD", "alpha", model.alpha(), 6.1830);
    parameter("MBG/NBD", "a", model.a(), 0.8914);
    parameter("MBG/NBD", "b", model.b(), 1.6140);
    figures.near(
        "cdnow", "MBG/NBD log-likelihood", fitting.logLikelihood(model), -9582.1327, LIKELIHOOD);
    holdout("MBG/NBD", model, purchases, 1576.7);
    figures.atLeast(
        "cdnow", "MBG/NBD AUC of still a customer", auc(model, purchases), 0.6866, 0.68);
  }

  private void gammaGamma(Purchases purchases) {
    List<Fitting.Spend> spends =
        purchases.spends().stream().filter(spend -> spend.mean() > 0).toList();
    GammaGamma model = Fitting.gammaGamma(spends);
    parameter("Gamma-Gamma", "p", model.p(), 6.2488);
    parameter("Gamma-Gamma", "q", model.q(), 3.7446);
    figures.near("cdnow", "Gamma-Gamma v", model.v(), 15.4477, 0.005);
    figures.near(
        "cdnow",
        "Gamma-Gamma log-likelihood",
        Fitting.logLikelihood(model, spends),
        -4055.9232,
        LIKELIHOOD);
    figures.near(
        "cdnow",
        "Gamma-Gamma spend of a new customer at the published parameters",
        new GammaGamma(6.25, 3.74, 15.44).population(),
        35.22,
        0.01);
  }

  private void holdout(String name, PurchaseModel model, Purchases purchases, double published) {
    List<PurchaseRecord> records = purchases.records();
    double sum = 0;
    double error = 0;
    for (int i = 0; i < records.size(); i++) {
      double expected = model.expectedPurchases(records.get(i), WEEKS);
      sum += expected;
      error += Math.abs(expected - purchases.later().get(i));
    }
    figures.near("cdnow", name + " purchases in the next 39 weeks (1882 made)", sum, published, 1);
    figures.told("cdnow", name + " mean absolute error", error / records.size(), null);
  }

  /// How often somebody who came back was thought likelier to be still a customer than somebody who
  /// did not.
  private static double auc(LifetimeModel model, Purchases purchases) {
    record Judged(double alive, boolean back) {}
    List<Judged> judged = new ArrayList<>();
    for (int i = 0; i < purchases.records().size(); i++) {
      judged.add(new Judged(model.alive(purchases.records().get(i)), purchases.later().get(i) > 0));
    }
    judged.sort(Comparator.comparingDouble(Judged::alive));
    double ranks = 0;
    double back = 0;
    for (int i = 0; i < judged.size(); ) {
      int end = i;
      while (end < judged.size() && judged.get(end).alive() == judged.get(i).alive()) {
        end++;
      }
      for (int j = i; j < end; j++) {
        if (judged.get(j).back()) {
          ranks += (i + end + 1) / 2.0;
          back++;
        }
      }
      i = end;
    }
    return (ranks - back * (back + 1) / 2) / (back * (judged.size() - back));
  }
}
