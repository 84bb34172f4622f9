package dev.rapport.gateway.together;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class NewestTest {
  @Test
  void whatComesLateOrTwiceIsNotTheNewest() {
    Newest newest = new Newest();
    assertThat(newest.is("the call", 4)).isTrue();
    assertThat(newest.is("the call", 4)).isFalse();
    assertThat(newest.is("another call", 3)).isTrue();
    assertThat(newest.is("the call", 6)).isTrue();
    assertThat(newest.is("the call", 5)).isFalse();
  }
}
