package dev.rapport.customers.value;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PurchaseModelsTest {
  private static final BgNbd BG = new BgNbd(0.243, 4.414, 0.793, 2.426);
  private static final ParetoNbd PARETO = new ParetoNbd(0.5533, 10.5776, 0.6062, 11.6679);
  private static final MbgNbd MBG = new MbgNbd(0.5248, 6.1830, 0.8914, 1.6140);

  @Test
  void publishedExpectationsAreReproduced() {
    assertEquals(1.226, BG.expectedPurchases(new PurchaseRecord(2, 30.43, 38.86), 39), 1e-3);
    assertEquals(25.4565, PARETO.expectedPurchases(new PurchaseRecord(26, 30.86, 31), 52), 2e-2);
    double[] times = {0.1429, 1, 3, 31.8571, 32, 78};
    double[] published = {0.0078, 0.0533, 0.1509, 1.0420, 1.0452, 1.8605};
    for (int i = 0; i < times.length; i++) {
      assertEquals(published[i], BG.expectedOfNew(times[i]), 1e-3);
    }
  }

  @Test
  void manyPurchasesDoNotOverflow() {
    var model = new ParetoNbd(0.55, 10.58, 0.61, 11.67);
    assertEquals(
        6.2060517890, model.expectedPurchases(new PurchaseRecord(132, 200, 200), 10), 1e-9);
    assertEquals(
        6.2528722476, model.expectedPurchases(new PurchaseRecord(133, 200, 200), 10), 1e-9);
  }

  @Test
  void gammaGammaGivesThePublishedMeans() {
    var model = new GammaGamma(6.25, 3.74, 15.44);
    assertEquals(35.22, model.population(), 5e-3);
    assertEquals(24.66, model.expectedSpend(2, 22.345), 5e-2);
    assertEquals(model.population(), model.expectedSpend(0, 0), 1e-9);
  }

  @Test
  void whoBoughtOnceAndNeverAgainIsNotBelievedIn() {
    var longGone = new PurchaseRecord(0, 0, 38);
    assertTrue(PARETO.alive(longGone) < 0.5);
    assertTrue(MBG.alive(longGone) < 0.5);
    // The reason why BG/NBD is not asked.
    assertEquals(1, BG.aliveForComparison(longGone), 0);
  }

  @Test
  void silenceMakesItLessLikelyThatSomebodyIsStillACustomer() {
    for (LifetimeModel model : List.of(PARETO, MBG)) {
      double before = 1;
      for (int weeks = 20; weeks < 200; weeks += 10) {
        double now = model.alive(new PurchaseRecord(5, 20, weeks));
        assertTrue(now <= before && now >= 0, model + " after " + weeks);
        before = now;
      }
    }
  }

  @Test
  void expectationsGrowWithTimeAndStayFinite() {
    var random = new SplittableRandom(7);
    for (PurchaseModel model : List.of(PARETO, MBG, BG)) {
      for (int i = 0; i < 300; i++) {
        double observed = 1 + random.nextDouble(3_000);
        int repeats = random.nextInt(500);
        double last = repeats == 0 ? 0 : random.nextDouble(observed);
        var seen = new PurchaseRecord(repeats, last, observed);
        double sooner = model.expectedPurchases(seen, 10);
        double later = model.expectedPurchases(seen, 100);
        assertTrue(Double.isFinite(later) && later >= sooner && sooner >= 0, model + " " + seen);
        assertTrue(Double.isFinite(model.logLikelihood(seen)), model + " " + seen);
      }
    }
  }

  @Test
  void fittingFindsTheParametersThatMadeTheRecords() {
    var made = new SimulatedBuyers(new ParetoNbd(0.6, 10, 0.6, 12), 11).records(6_000);
    var fitting = new Fitting(made);
    ParetoNbd found = fitting.paretoNbd();
    assertEquals(0.6, found.r(), 0.08);
    assertEquals(10, found.alpha(), 1.6);
    assertTrue(
        fitting.logLikelihood(found) >= fitting.logLikelihood(new ParetoNbd(0.6, 10, 0.6, 12)));
    assertTrue(fitting.logLikelihood(found) > fitting.logLikelihood(fitting.nbd()));
  }

  /// Customers who buy and leave as the model says.
  private record SimulatedBuyers(ParetoNbd model, long seed) {
    List<PurchaseRecord> records(int count) {
      var random = new java.util.Random(seed);
      List<PurchaseRecord> records = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        double rate = gamma(random, model.r()) / model.alpha();
        double leaving = gamma(random, model.s()) / model.beta();
        double observed = 40;
        double gone = Math.min(observed, -Math.log(random.nextDouble()) / Math.max(leaving, 1e-9));
        int repeats = 0;
        double last = 0;
        double at = -Math.log(random.nextDouble()) / Math.max(rate, 1e-9);
        while (at < gone) {
          repeats++;
          last = at;
          at += -Math.log(random.nextDouble()) / rate;
        }
        records.add(new PurchaseRecord(repeats, last, observed));
      }
      return records;
    }

    /// Marsaglia and Tsang (2000), for shapes below 1 raised by one.
    private static double gamma(java.util.Random random, double shape) {
      double d = shape + 1 - 1.0 / 3;
      double c = 1 / Math.sqrt(9 * d);
      while (true) {
        double x = random.nextGaussian();
        double v = Math.pow(1 + c * x, 3);
        if (v > 0 && Math.log(random.nextDouble()) < 0.5 * x * x + d - d * v + d * Math.log(v)) {
          return d * v * Math.pow(random.nextDouble(), 1 / shape);
        }
      }
    }
  }

  @Test
  void theSimplexFindsAKnownMaximum() {
    double[] found =
        Maximum.of(p -> -Math.pow(Math.log(p[0] / 3), 2) - Math.pow(p[1] - 2, 2), 1, 1);
    assertTrue(Arrays.equals(found, found.clone()));
    assertEquals(3, found[0], 1e-4);
    assertEquals(2, found[1], 1e-4);
  }
}
