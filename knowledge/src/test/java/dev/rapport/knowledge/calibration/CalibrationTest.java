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
    var wanted = new WantedError(0.05, 0.95);
    assertThat(wanted.upperBound(0, 10)).isCloseTo(0.2589, within(1e-4));
    assertThat(wanted.upperBound(5, 100)).isCloseTo(0.1023, within(1e-4));
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
