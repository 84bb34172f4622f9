package dev.rapport.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How much longer it will take. Calls in these queues take five minutes at full speed.
class WaitEstimateTest {
  private static final double MINUTE = 60_000;

  private static Floor busy(int agents) {
    Floor floor = new Floor().queues(ContactQueue.of("all", "All", Requirement.anyone()));
    for (int i = 0; i < agents; i++) {
      floor.agent("a" + i).available("a" + i).call("busy" + i, "all").accepted("busy" + i);
    }
    return floor;
  }

  private static WaitEstimate estimate(Floor floor, String contact) {
    return Check.present(floor.core().estimate(new ContactId(contact), floor.now()), "an estimate");
  }

  @DisplayName("N1: the wait is the work ahead over those who do it, as an honest range")
  @ParameterizedTest(name = "{0} agents, {1} ahead: {2} to {3} to {4} minutes")
  @CsvSource({
    // The exact quantiles of the gamma distribution; the approximation is a few seconds off.
    "1, 0,  0.53, 3.47, 11.51",
    "5, 4,  2.43, 4.67,  7.99",
    "10, 19, 7.27, 9.83, 12.95"
  })
  void isTheWorkAheadOverThoseWhoDoIt(
      int agents, int ahead, double low, double middle, double high) {
    Floor floor = busy(agents);
    for (int i = 0; i < ahead; i++) {
      floor.call("ahead" + i, "all").after(1);
    }
    WaitEstimate estimate = estimate(floor.call("c", "all"), "c");
    assertThat(estimate.ahead()).isCloseTo(ahead, within(1e-9));
    assertThat(estimate.low() / MINUTE).isCloseTo(low, within(0.15));
    assertThat(estimate.middle() / MINUTE).isCloseTo(middle, within(0.15));
    assertThat(estimate.high() / MINUTE).isCloseTo(high, within(0.15));
  }

  @Test
  void whoGoesFirstWaitsLess() {
    Floor floor = busy(2).call("plain", "all").after(1).arrives(Floor.call("gold", "all", 60));
    assertThat(estimate(floor, "gold").ahead()).isZero();
    assertThat(estimate(floor, "plain").ahead()).isEqualTo(1);
  }

  @Test
  void contactsOfOthersCountAsFarAsTheyTakeTheSameAgents() {
    Floor floor = new Floor().agent("both", "sales", "help").agent("help", "help");
    floor.available("both", "help").call("x", "help").accepted("x").call("y", "help").accepted("y");
    floor.call("ahead", "help").after(1).call("c", "sales");
    assertThat(estimate(floor, "c").ahead()).isCloseTo(0.5, within(1e-9));
  }

  @Test
  void nobodyThereMeansNoPromise() {
    Floor floor = new Floor().agent("ana", "sales").call("c", "sales");
    assertThat(floor.core().estimate(new ContactId("c"), floor.now())).isNull();
    assertThat(floor.available("ana").core().estimate(new ContactId("c"), floor.now())).isNull();
  }

  @Test
  @DisplayName("N1: out-waiting the estimate never makes it grow, nor say nothing is left")
  void neverGrowsWithoutACause() {
    Floor floor = busy(1).call("c", "all");
    WaitEstimate first = estimate(floor, "c");
    WaitEstimate later = estimate(floor.after(3 * first.high() / 1_000), "c");
    assertThat(later.high()).isPositive().isLessThanOrEqualTo(first.high());
  }
}
