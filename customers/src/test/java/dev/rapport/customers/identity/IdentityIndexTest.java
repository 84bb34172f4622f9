package dev.rapport.customers.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IdentityIndexTest {
  @Test
  void aMistakenRecordFindsItsPersonFirst() {
    List<IdentityRecord> all = new MadeUpPeople(3).twice(3_000);
    var index = new IdentityIndex();
    List<IdentityRecord> register = new ArrayList<>();
    for (int i = 0; i < all.size(); i += 2) {
      register.add(all.get(i));
    }
    index.addAll(register.subList(0, 1_000));
    index.addAll(register.subList(1_000, register.size()));
    assertEquals(3_000, index.size());
    index.learn(() -> {});
    int right = 0;
    int suggested = 0;
    for (int i = 1; i < all.size(); i += 2) {
      List<IdentityIndex.Candidate> found = index.search(all.get(i), 5);
      suggested += found.isEmpty() ? 0 : 1;
      right += !found.isEmpty() && found.getFirst().id().equals(all.get(i - 1).id()) ? 1 : 0;
    }
    assertTrue(right >= 0.95 * 3_000, right + " of 3000 found");
    assertTrue(right >= 0.99 * suggested, right + " of " + suggested + " suggested are right");
  }

  @Test
  void nobodyIsSuggestedForNothingAndReasonsAreGiven() {
    var index = new IdentityIndex();
    assertEquals(List.of(), index.search(IdentityIndex.record("q", "Ana Boone", Map.of()), 5));
    index.addAll(new MadeUpPeople(4).twice(500));
    index.addAll(
        List.of(
            IdentityIndex.record(
                "ana", "Ana Maria Bóone", Map.of("birth_date", "1980-02-03", "postcode", "4020"))));
    assertEquals(List.of(), index.search(IdentityIndex.record("q", "", Map.of()), 5));
    IdentityIndex.Candidate found =
        index
            .search(IdentityIndex.record("q", "Anna Boone", Map.of("birth_date", "1980-02-03")), 5)
            .getFirst();
    assertEquals("ana", found.id());
    assertTrue(found.weight().words().contains("same birth date"), found.weight().words());
    assertTrue(found.weight().words().contains("similar given name"), found.weight().words());
  }

  @Test
  void manySmallAdditionsAreAsOneLargeOne() {
    List<IdentityRecord> all = new MadeUpPeople(5).twice(1_500);
    var large = new IdentityIndex();
    large.addAll(all);
    large.learn(() -> {});
    var small = new IdentityIndex();
    for (int i = 0; i < all.size(); i += 7) {
      small.addNew(all.subList(i, Math.min(all.size(), i + 7)));
    }
    int size = small.size();
    small.addNew(all);
    assertEquals(size, small.size());
    assertEquals(large.size(), size, 5);
    small.learn(() -> {});
    for (int i = 0; i < all.size(); i += 11) {
      String id = all.get(i).id();
      assertEquals(
          large.search(all.get(i), 5).stream().anyMatch(found -> found.id().equals(id)),
          small.search(all.get(i), 5).stream().anyMatch(found -> found.id().equals(id)),
          id);
    }
  }
}
