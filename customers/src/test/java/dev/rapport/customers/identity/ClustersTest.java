package dev.rapport.customers.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rapport.customers.identity.Clusters.Pair;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ClustersTest {
  @Test
  void closureJoinsChainsWhateverTheOrderOfPairs() {
    List<Pair> pairs =
        new ArrayList<>(List.of(new Pair(0, 1, 5), new Pair(1, 2, 5), new Pair(4, 5, 5)));
    var random = new Random(1);
    for (int i = 0; i < 10; i++) {
      Collections.shuffle(pairs, random);
      assertEquals(
          Set.of(Set.of(0, 1, 2), Set.of(3), Set.of(4, 5)), sets(Clusters.closure(6, pairs)));
    }
  }

  @Test
  void eachRecordIsLinkedOnceToTheStrongest() {
    List<Pair> pairs = List.of(new Pair(0, 3, 9), new Pair(0, 4, 8), new Pair(1, 4, 7));
    assertEquals(List.of(pairs.get(0), pairs.get(2)), Clusters.oneToOne(pairs));
  }

  @Test
  void growingDoesNotJoinTwoPeopleOverALookAlike() {
    List<IdentityRecord> records = new ArrayList<>(new MadeUpPeople(1).twice(300));
    var registers = new Estimation.Registers(records, 0);
    IdentityModel model = Estimation.learn(MadeUpPeople.FIELDS, registers, 1);
    Collection<List<Integer>> groups =
        Clusters.grow(records, model, Clusters.pairs(model, registers, 0), 0);
    long mixed =
        groups.stream()
            .filter(g ->
                g.stream()
                    .anyMatch(i -> !MadeUpPeople.same(records.get(i), records.get(g.getFirst()))))
            .count();
    assertEquals(true, mixed <= 6, mixed + " groups of two people");
    assertEquals(600, groups.stream().mapToInt(List::size).sum());
  }

  private static Set<Set<Integer>> sets(Collection<List<Integer>> groups) {
    return groups.stream().map(Set::copyOf).collect(Collectors.toSet());
  }
}
