package dev.rapport.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
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
  void whatOthersLetOnCountsHereAndIsNotToldAgain() {
    SharedLimits here = new SharedLimits();
    SharedLimits there = new SharedLimits();
    Throttle first = here.limit("requests", 3, 10);
    Throttle second = there.limit("requests", 3, 10);
    assertThat(first.take("a") + first.take("a") + second.take("a")).isZero();
    here.taken().forEach(there::heard);
    assertThat(second.take("a")).as("three in all").isPositive();
    assertThat(first.take("a")).as("not heard of the third yet").isZero();
    there.taken().forEach(here::heard);
    assertThat(here.taken()).containsOnlyKeys("requests");
    assertThat(there.taken()).as("what was heard is not told").isEmpty();
    assertThat(first.peek("a")).isPositive();
    assertThat(first.peek("b")).isZero();
    here.heard("a limit of a newer version", Map.of("a", 5));
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
