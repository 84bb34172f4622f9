package dev.rapport.customers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class IdentifiersTest {
  private final Identifiers identifiers = new Identifiers("DE");

  @Test
  void aCustomerNumberIsKeptWithItsSource() {
    assertThat(identifiers.externalId("shop", " 4711 "))
        .isEqualTo(
            new Reading.Read(new Identifier(Identifier.Kind.EXTERNAL_ID, "shop:4711"), "4711"));
    assertThat(identifiers.externalId("shop", "4711"))
        .isNotEqualTo(identifiers.externalId("workshop", "4711"));
    assertThat(identifiers.externalId("shop", "a1"))
        .isNotEqualTo(identifiers.externalId("shop", "A1"));
  }

  @Test
  void aCustomerNumberHasBounds() {
    assertThat(identifiers.externalId("shop", " ")).isInstanceOf(Reading.Withheld.class);
    assertThat(identifiers.externalId("shop", "x".repeat(201))).isInstanceOf(Reading.Invalid.class);
    assertThat(identifiers.externalId("shop", "a\u0000b")).isInstanceOf(Reading.Invalid.class);
    assertThat(identifiers.externalId("Shop 1", "a")).isInstanceOf(Reading.Invalid.class);
  }

  @Test
  void aVisitorTokenIsTakenAsIssuedAndNeverShown() {
    Reading reading = identifiers.visitor("v1.0123456789abcdef");
    assertThat(reading)
        .isInstanceOfSatisfying(
            Reading.Read.class,
            read -> assertThat(read.identifier().words()).isEqualTo("visitor token"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"short", "0123456789 abcdef", "0123456789abcde\n", "ü123456789abcdefgh"})
  void whatIsNoVisitorTokenIsRefused(String token) {
    assertThat(identifiers.visitor(token)).isInstanceOf(Reading.Invalid.class);
  }
}
