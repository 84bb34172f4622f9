package dev.rapport.loadtests.customers;

import dev.rapport.customers.identity.Clusters;
import dev.rapport.customers.identity.Clusters.Pair;
import dev.rapport.customers.identity.Estimation;
import dev.rapport.customers.identity.IdentityField;
import dev.rapport.customers.identity.IdentityModel;
import dev.rapport.customers.identity.IdentityRecord;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// A set of records of which it is known who is who; the labels are used to count, never to learn.
final class Register {
  /// Even odds: a pair is called a match when that is likelier than not. The same for every set.
  static final double EVEN = 0;

  private static final long SEED = 1;

  private final Estimation.Registers records;
  private final List<String> people;
  private final IdentityModel model;

  /// @param columns of each field, in their order
  /// @param person who the row is, known from the labels
  /// @param firstOfSecond where a second register begins, or 0
  Register(
      List<IdentityField> fields,
      List<String> columns,
      List<Map<String, String>> rows,
      Function<Map<String, String>, String> person,
      int firstOfSecond) {
    List<IdentityRecord> all = new ArrayList<>();
    for (Map<String, String> row : rows) {
      List<String> values = columns.stream().map(c -> Tables.value(row, c)).toList();
      all.add(IdentityRecord.of(Integer.toString(all.size()), fields, values));
    }
    this.people = rows.stream().map(person).toList();
    this.records = new Estimation.Registers(all, firstOfSecond);
    this.model = Estimation.learn(fields, records, SEED);
  }

  /// Of two registers, each record once.
  double linkedF1() {
    return f1(Clusters.oneToOne(Clusters.pairs(model, records, EVEN)));
  }

  /// Of one register, in groups.
  double groupedF1() {
    List<IdentityRecord> all = records.records();
    return f1(within(Clusters.grow(all, model, Clusters.pairs(model, records, EVEN), EVEN)));
  }

  /// Of one register, pairs and all that follows from them.
  double closedF1() {
    return f1(within(Clusters.closure(people.size(), Clusters.pairs(model, records, EVEN))));
  }

  private static List<Pair> within(Collection<List<Integer>> groups) {
    List<Pair> pairs = new ArrayList<>();
    for (List<Integer> group : groups) {
      for (int i = 0; i < group.size(); i++) {
        for (int j = i + 1; j < group.size(); j++) {
          pairs.add(new Pair(group.get(i), group.get(j), 0));
        }
      }
    }
    return pairs;
  }

  private double f1(List<Pair> found) {
    double right =
        found.stream().filter(p -> people.get(p.left()).equals(people.get(p.right()))).count();
    return 2 * right / (found.size() + truePairs());
  }

  private double truePairs() {
    int second = records.firstOfSecond();
    Map<String, int[]> counts = new HashMap<>();
    for (int i = 0; i < people.size(); i++) {
      counts.computeIfAbsent(people.get(i), p -> new int[2])[second > 0 && i >= second ? 1 : 0]++;
    }
    double pairs = 0;
    for (int[] count : counts.values()) {
      pairs += second > 0 ? count[0] * count[1] : count[0] * (count[0] - 1) / 2.0;
    }
    return pairs;
  }
}
