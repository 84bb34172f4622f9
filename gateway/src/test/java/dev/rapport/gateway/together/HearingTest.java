package dev.rapport.gateway.together;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.gateway.together.Hearing.Change;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// When Redis counts as one that carries.
final class HearingTest {
  private static final long STOOD_STILL_MS = 5_000;

  private final Hearing hearing = new Hearing(0);

  @Test
  void itCarriesFromTheFirstBeatOn() {
    assertThat(hearing.look(100)).isEqualTo(Change.NONE);
    hearing.beat(150);
    assertThat(hearing.look(200)).isEqualTo(Change.FOUND);
    assertThat(hearing.hears()).isTrue();
  }

  @Test
  @DisplayName("P29: whoever stood still does not take the beat that waited for them for a new one")
  void anOldBeatIsNoSign() {
    hearing.beat(50);
    assertThat(hearing.look(100)).isEqualTo(Change.FOUND);
    long awake = 100 + STOOD_STILL_MS;
    hearing.beat(awake);
    assertThat(hearing.look(awake + 1)).isEqualTo(Change.LOST);
    hearing.beat(awake + 500);
    assertThat(hearing.look(awake + 550)).isEqualTo(Change.FOUND);
  }
}
