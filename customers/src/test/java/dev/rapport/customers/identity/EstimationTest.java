package dev.rapport.customers.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EstimationTest {
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void peopleAreToldApartWithoutAnyLabel(long seed) {
    List<IdentityRecord> records = new MadeUpPeople(seed).twice(500);
    var registers = new Estimation.Registers(records, 0);
    IdentityModel model = Estimation.learn(MadeUpPeople.FIELDS, registers, seed);
    List<Clusters.Pair> pairs = Clusters.pairs(model, registers, 0);
    long right = pairs.stream().filter(p -> same(records, p)).count();
    assertTrue(right >= 0.97 * 500, right + " of 500 found");
    assertTrue(right >= 0.98 * pairs.size(), right + " of " + pairs.size() + " right");
  }

  @Test
  void theNumberOfMatchesItExpectsIsAboutTheNumberThereAre() {
    List<IdentityRecord> records = new MadeUpPeople(4).twice(400);
    var registers = new Estimation.Registers(records, 0);
    IdentityModel model = Estimation.learn(MadeUpPeople.FIELDS, registers, 4);
    double expected = registers.allPairs() * Math.pow(2, model.priorBits());
    assertEquals(400, expected, 40);
  }

  @Test
  void withThreeFieldsNotEverythingBecomesAMatch() {
    List<IdentityField> three = MadeUpPeople.FIELDS.subList(0, 3);
    List<IdentityRecord> records =
        new MadeUpPeople(5)
            .twice(500).stream()
                .map(r -> new IdentityRecord(r.id(), r.values().subList(0, 3)))
                .toList();
    var registers = new Estimation.Registers(records, 0);
    IdentityModel model = Estimation.learn(three, registers, 5);
    List<Clusters.Pair> pairs = Clusters.pairs(model, registers, 0);
    long right = pairs.stream().filter(p -> same(records, p)).count();
    assertTrue(right >= 0.95 * pairs.size(), right + " of " + pairs.size() + " right");
    assertTrue(right >= 0.85 * 500, right + " of 500 found");
  }

  @Test
  void theSameSeedAndRecordsGiveTheSameModel() {
    List<IdentityRecord> records = new MadeUpPeople(6).twice(100);
    var registers = new Estimation.Registers(records, 0);
    IdentityModel once = Estimation.learn(MadeUpPeople.FIELDS, registers, 9);
    IdentityModel again = Estimation.learn(MadeUpPeople.FIELDS, registers, 9);
    assertEquals(
        once.weigh(records.get(0), records.get(1)), again.weigh(records.get(0), records.get(1)));
  }

  @Test
  void aRareNameInCommonSaysMoreThanACommonOneAndTheReasonsAddUp() {
    List<IdentityRecord> records = new MadeUpPeople(7).twice(300);
    List<IdentityRecord> smiths = new java.util.ArrayList<>(records);
    for (int i = 0; i < 100; i++) {
      List<String> values = records.get(2 * i).values();
      smiths.add(new IdentityRecord("s" + i, List.of(values.get(0), "smith", "", "")));
    }
    IdentityModel model =
        Estimation.learn(MadeUpPeople.FIELDS, new Estimation.Registers(smiths, 0), 7);
    String rareName = records.getFirst().values().get(1);
    MatchWeight common = model.weigh(record("", "smith"), record("", "smith"));
    MatchWeight rare = model.weigh(record("", rareName), record("", rareName));
    assertTrue(rare.bits() > common.bits() + 2, rare + " " + common);
    double sum = rare.reasons().stream().mapToDouble(MatchWeight.Reason::bits).sum();
    assertEquals(rare.bits(), model.priorBits() + sum, 1e-9);
    assertTrue(rare.words().startsWith("same surname (+"), rare.words());
  }

  private static IdentityRecord record(String first, String last) {
    return new IdentityRecord("x", List.of(first, last, "", ""));
  }

  private static boolean same(List<IdentityRecord> records, Clusters.Pair pair) {
    return MadeUpPeople.same(records.get(pair.left()), records.get(pair.right()));
  }
}
