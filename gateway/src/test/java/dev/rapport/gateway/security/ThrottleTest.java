package dev.rapport.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ThrottleTest {
  @Test
  void soManyMayGoOnAndTheNextWaits() {
    Throttle throttle = new Throttle(2, 10);
    assertThat(throttle.take("a")).isZero();
    assertThat(throttle.take("a")).isZero();
    assertThat(throttle.take("a")).isBetween(1L, 31L);
    assertThat(throttle.take("b")).as("another name").isZero();
  }

  @Test
  void lookingTakesNothing() {
    Throttle throttle = new Throttle(1, 10);
    assertThat(throttle.peek("a")).isZero();
    assertThat(throttle.peek("a")).isZero();
    assertThat(throttle.take("a")).isZero();
    assertThat(throttle.peek("a")).isPositive();
  }

  @Test
  void theNameLongestUnusedIsForgottenFirst() {
    Throttle throttle = new Throttle(1, 2);
    assertThat(throttle.take("a")).isZero();
    assertThat(throttle.take("b")).isZero();
    assertThat(throttle.take("a")).isPositive();
    assertThat(throttle.take("c")).isZero();
    assertThat(throttle.peek("a")).as("used lately").isPositive();
    assertThat(throttle.peek("b")).as("forgotten").isZero();
  }
}
