package dev.rapport.customers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class RelationshipsTest {
  private static final ValueScale SCALE = new ValueScale(new Money(100_00, "EUR"));

  private static Relationships with(@Nullable Long firstContactAt) {
    Customer ana =
        new Customer(
            "demo", "ana", "Ana", "es", new CustomerValue(null, ValueBand.GOLD), "", 5_000);
    Relationship relationship =
        new Relationship(
            ana,
            List.of(),
            new TreeMap<>(),
            new Relationship.Contacts(List.of(), List.of(), 0, firstContactAt));
    return new Relationships(
        (_, id, _) -> id.equals("ana") ? Optional.of(relationship) : Optional.empty(), SCALE);
  }

  @Test
  void theViewCarriesWeightBandAndItsOwnAge() {
    RelationshipView view = with(null).view("demo", "ana", 9_000).orElseThrow();
    assertThat(view.valueWeight()).isEqualTo(12);
    assertThat(view.band()).isEqualTo(ValueBand.GOLD);
    assertThat(view.asOf()).isEqualTo(9_000);
    assertThat(view.firstSeenAt()).isEqualTo(5_000);
  }

  @Test
  void firstSeenIsTheEarlierOfRecordAndFirstContact() {
    assertThat(with(4_000L).view("demo", "ana", 9_000).orElseThrow().firstSeenAt())
        .isEqualTo(4_000);
    assertThat(with(6_000L).view("demo", "ana", 9_000).orElseThrow().firstSeenAt())
        .isEqualTo(5_000);
  }

  @Test
  void nobodyHasNoView() {
    assertThat(with(null).view("demo", "ben", 9_000)).isEmpty();
  }
}
