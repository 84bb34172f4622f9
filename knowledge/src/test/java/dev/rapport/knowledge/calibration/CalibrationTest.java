package dev.rapport.knowledge.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CalibrationTest {

  @Test
  void aLogisticRegressionFindsTheCurveItsExamplesCameFrom() {
    var random = new Random(1);
    var examples = new ArrayList<Logistic.Example>();
    for (int i = 0; i < 5_000; i++) {
      double x = random.nextDouble(-1, 1);
      boolean right = random.nextDouble() < 1 / (1 + Math.exp(-(2 * x - 0.5)));
      examples.add(new Logistic.Example(new double[] {x}, right, 1));
    }
    Logistic fitted = Logistic.fit(examples);
    assertThat(fitted.of(0.25)).isCloseTo(0.5, within(0.03));
    assertThat(fitted.of(1)).isCloseTo(0.82, within(0.03));
  }

  @Test
  void anHonestConfidenceHasNoCalibrationError() {
    var judged = new ArrayList<Judged>();
    for (int i = 0; i < 100; i++) {
      judged.add(new Judged(0.75, i % 4 != 0));
    }
    assertThat(CalibrationError.of(judged)).isCloseTo(0, within(1e-9));
    judged.replaceAll(one -> new Judged(0.95, one.right()));
    assertThat(CalibrationError.of(judged)).isCloseTo(0.2, within(1e-9));
  }

  @Test
  void theUpperBoundIsThatOfClopperAndPearson() {
    // From the tables: 0 of 10 at 95 % is 1 - 0.05^(1/10).
    assertThat(new WantedError(0.2588, 0.95).isKept(0, 10)).isFalse();
    assertThat(new WantedError(0.2590, 0.95).isKept(0, 10)).isTrue();
    assertThat(new WantedError(0.1022, 0.95).isKept(5, 100)).isFalse();
    assertThat(new WantedError(0.1024, 0.95).isKept(5, 100)).isTrue();
  }

  @Test
  void aRateIsKeptExactlyWhereItsUpperBoundIsWithinIt() {
    var random = new Random(2);
    for (int i = 0; i < 2_000; i++) {
      int of = 1 + random.nextInt(600);
      int wrong = random.nextInt(random.nextBoolean() ? of + 1 : Math.min(of + 1, 30));
      var wanted = new WantedError(random.nextDouble(), 0.5 + random.nextDouble() * 0.49);
      double bound = upperBound(wanted, wrong, of);
      if (Math.abs(bound - wanted.rate()) > 1e-9) {
        assertThat(wanted.isKept(wrong, of))
            .as("%d of %d for %s", wrong, of, wanted)
            .isEqualTo(bound <= wanted.rate());
      }
    }
    assertThat(new WantedError(1, 0.9).isKept(7, 7)).isTrue();
  }

  /// The highest error rate that still explains so few wrong ones, found by bisection.
  private static double upperBound(WantedError wanted, int wrong, int of) {
    if (wrong == of) {
      return 1;
    }
    double low = (double) wrong / of;
    double high = 1;
    for (int step = 0; step < 50; step++) {
      double p = (low + high) / 2;
      if (WantedError.atMost(wrong, of, p) > 1 - wanted.confidence()) {
        low = p;
      } else {
        high = p;
      }
    }
    return high;
  }

  @Test
  void theThresholdIsTheLowestThatKeepsTheWantedErrorRate() {
    var judged = new ArrayList<Judged>();
    for (int i = 0; i < 200; i++) {
      judged.add(new Judged(0.9, true));
      judged.add(new Judged(0.4, i % 2 == 0));
    }
    assertThat(WantedError.USUAL.threshold(judged)).hasValue(0.9);
    assertThat(new WantedError(0.4, 0.9).threshold(judged)).hasValue(0.4);
  }

  @Test
  void withTooFewJudgementsThereIsNoThreshold() {
    assertThat(WantedError.USUAL.threshold(List.of(new Judged(0.99, true)))).isEmpty();
  }
}
