package dev.rapport.customers.importing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DatesTest {
  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource({
    "2019-05-31, 2019-05-31T00:00:00Z",
    "31.05.2019, 2019-05-31T00:00:00Z",
    "1.2.2019, 2019-02-01T00:00:00Z",
    "2019, 2019-01-01T00:00:00Z",
    "2019-05-31T10:00:00Z, 2019-05-31T10:00:00Z",
    "2019-05-31T10:00:00+02:00, 2019-05-31T08:00:00Z",
    "2019-05-31 10:00:00, 2019-05-31T10:00:00Z",
  })
  void aDateThatCannotBeMistakenIsRead(String text, Instant expected) {
    assertThat(Dates.read(text)).isEqualTo(expected.toEpochMilli());
  }

  @ParameterizedTest
  @ValueSource(strings = {"05/06/2019", "31.02.2019", "2019-13-01", "yesterday", "20190531", "."})
  void whatCouldBeTwoDatesOrNoneIsNone(String text) {
    assertThat(Dates.read(text)).isNull();
  }
}
