package dev.rapport.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Known values of the formulas that the simulations are held against.
class QueueTheoryTest {
  private static final Offset<Double> CLOSE = within(1e-6);

  @ParameterizedTest(name = "load {0} on {1} lines: {2}")
  @CsvSource({
    "10, 10, .21458234",
    "20, 20, .15889196",
    "50, 50, .10478746",
    "100, 100, .07570045",
    "45, 50, .05410447",
    "8, 12, .05140639",
    "150, 160, .02824633"
  })
  void erlangB(double load, int n, double blocked) {
    assertThat(QueueTheory.erlangB(load, n)).isCloseTo(blocked, CLOSE);
  }

  @ParameterizedTest(name = "load {0} on {1} agents: {2}")
  @CsvSource({
    "1, 2, .333333",
    "2, 3, .444444",
    ".8, 1, .8",
    "5, 6, .587516",
    "5, 7, .324150",
    "5, 8, .167267",
    "10, 11, .682118",
    "10, 12, .449388",
    "20, 22, .567915",
    "20, 24, .298072",
    "45, 50, .363864",
    "48, 50, .694456",
    "50, 55, .384547",
    "100, 105, .515707",
    "100, 110, .237008",
    "200, 210, .375615",
    "500, 520, .274756",
    "3.87, 8, .050085",
    "4.08, 10, .010052"
  })
  void erlangC(double load, int n, double waits) {
    assertThat(QueueTheory.erlangC(load, n)).isCloseTo(waits, CLOSE);
  }

  @ParameterizedTest(name = "{0} arrivals, service {1}, patience {2}, {3} agents")
  @CsvSource({
    "102, 1, 1, 100, .591719 .049918 .049918 .969084",
    "100, 1, 1, 100, .513299 .039861 .039861 .960139",
    "100, 1, .1, 100, .766003 .019164 .191645 .980836",
    "100, 1, 10, 100, .261913 .060450 .006045 .939550",
    "110, 1, .5, 100, .929116 .094618 .189237 .995920",
    "200, 1, .5, 205, .429813 .013585 .027169 .962356",
    "10, .2, .33333333333333, 52, .360270 .045188 .135563 .918089",
    "10, .2, .33333333333333, 48, .557839 .085696 .257087 .952400",
    "1, .2, .5, 7, .202311 .072110 .144220 .662779"
  })
  void erlangA(double arrivals, double service, double patience, int n, String known) {
    QueueTheory.ErlangA a = QueueTheory.erlangA(arrivals, service, patience, n);
    double[] expected = Stream.of(known.split(" ")).mapToDouble(Double::parseDouble).toArray();
    assertThat(new double[] {a.waits(), a.abandons(), a.meanWait(), a.occupancy()})
        .containsExactly(expected, CLOSE);
  }

  @Test
  void withoutPatienceErlangABecomesErlangBAndWithEndlessPatienceErlangC() {
    assertThat(QueueTheory.erlangA(45, 1, 1e9, 50).abandons())
        .isCloseTo(QueueTheory.erlangB(45, 50), within(1e-6));
    assertThat(QueueTheory.erlangA(45, 1, 1e-5, 50).waits())
        .isCloseTo(QueueTheory.erlangC(45, 50), within(1e-4));
  }

  @Test
  void staysFiniteForLargeCentres() {
    for (int n = 1; n <= 5_000; n += 833) {
      assertThat(QueueTheory.erlangA(5_000, 1, .2, n).abandons()).isBetween(0.0, 1.0);
    }
  }

  @Test
  void meanWaitsUnderAccumulatingPriority() {
    assertWaits(accumulating(1, new double[] {1, 2}, .4, .4), 5, 3);
    assertWaits(accumulating(1, new double[] {1, 4}, .4, .4), 5.7142857, 2.2857143);
    assertWaits(accumulating(10, new double[] {1, 2}, 4.5, 4.5), .8628794, .4745837);
    double[] roots = {1, 1.7320508, 3.4641016, 7.7459667};
    assertWaits(
        accumulating(10, roots, 4.6, 2.76, 1.38, .46), 1.2235114, .7526026, .4180960, .2283468);
  }

  private static double[] accumulating(int n, double[] b, double... arrivals) {
    return QueueTheory.accumulating(arrivals, b, 1, n);
  }

  @Test
  void meanWaitsUnderStrictPriority() {
    assertWaits(
        QueueTheory.strict(new double[] {.46, 1.38, 2.76, 4.6}, 1, 10),
        .07645016,
        .09368893,
        .16551710,
        1.68827446);
    assertThat(QueueTheory.firstCome(9.2, 1, 10)).isCloseTo(.91166821, CLOSE);
  }

  private static void assertWaits(double[] waits, double... expected) {
    assertThat(waits).containsExactly(expected, CLOSE);
  }
}
