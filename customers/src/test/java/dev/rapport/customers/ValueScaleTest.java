package dev.rapport.customers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ValueScaleTest {
  private final ValueScale scale = new ValueScale(new Money(100_00, "EUR"));

  @ParameterizedTest(name = "{0} minor units weigh {1}: {2}")
  @CsvSource({
    "-500000, 1, BRONZE",
    "0, 1, BRONZE",
    "10000, 1, BRONZE",
    "17000, 1.7, BRONZE",
    "18000, 1.8, SILVER",
    "59900, 5.99, SILVER",
    "60100, 6.01, GOLD",
    "120000, 12, GOLD",
    "270000, 27, PLATINUM",
    "600000, 60, PLATINUM",
    "9223372036854775807, 60, PLATINUM",
  })
  void theWeightIsTheValueOverTheMedianWithinItsBounds(long minor, double weight, ValueBand band) {
    CustomerValue value = new CustomerValue(new Money(minor, "EUR"), null);
    assertThat(scale.weight(value)).isEqualTo(weight);
    assertThat(scale.band(value)).isEqualTo(band);
  }

  @Test
  void nothingToldWeighsOne() {
    assertThat(scale.weight(CustomerValue.UNTOLD)).isEqualTo(1);
  }

  @Test
  void anotherCurrencyIsNotCompared() {
    assertThat(scale.weight(new CustomerValue(new Money(600_000, "USD"), null))).isEqualTo(1);
  }

  @Test
  void theBandSomebodyDecidedOnWins() {
    CustomerValue told = new CustomerValue(new Money(600_000, "EUR"), ValueBand.SILVER);
    assertThat(scale.weight(told)).isEqualTo(3);
    assertThat(scale.band(told)).isEqualTo(ValueBand.SILVER);
  }

  @Test
  void aScaleNeedsAPositiveMedian() {
    assertThatThrownBy(() -> new ValueScale(new Money(0, "EUR")))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
