package dev.rapport.customers.identity;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Who is who in a register.
public final class Clusters {
  private Clusters() {}

  /// A pair worth looking at.
  ///
  /// @param left,right places in the list of records, left first
  public record Pair(int left, int right, double bits) {}

  /// Every comparable pair with at least so many bits, strongest first.
  public static List<Pair> pairs(
      IdentityModel model, Estimation.Registers registers, double leastBits) {
    List<IdentityRecord> records = registers.records();
    List<Pair> pairs = new ArrayList<>();
    new Blocking(model.fields())
        .pairs(
            records,
            both -> {
              int left = (int) (both >> 32);
              int right = (int) both;
              if (registers.comparable(left, right)) {
                double bits = model.bits(records.get(left), records.get(right));
                if (bits >= leastBits) {
                  pairs.add(new Pair(left, right, bits));
                }
              }
            });
    pairs.sort(
        Comparator.comparingDouble((Pair p) -> -p.bits())
            .thenComparingInt(Pair::left)
            .thenComparingInt(Pair::right));
    return pairs;
  }

  /// Of two registers without repeats: each record once, the strongest pairs first.
  public static List<Pair> oneToOne(List<Pair> strongestFirst) {
    Set<Integer> taken = new HashSet<>();
    List<Pair> chosen = new ArrayList<>();
    for (Pair pair : strongestFirst) {
      if (!taken.contains(pair.left()) && !taken.contains(pair.right())) {
        taken.add(pair.left());
        taken.add(pair.right());
        chosen.add(pair);
      }
    }
    return chosen;
  }

  /// Records joined by chains of pairs.
  public static Collection<List<Integer>> closure(int records, List<Pair> pairs) {
    int[] parent = new int[records];
    for (int i = 0; i < records; i++) {
      parent[i] = i;
    }
    for (Pair pair : pairs) {
      parent[root(parent, pair.left())] = root(parent, pair.right());
    }
    Map<Integer, List<Integer>> clusters = new LinkedHashMap<>();
    for (int i = 0; i < records; i++) {
      clusters.computeIfAbsent(root(parent, i), r -> new ArrayList<>()).add(i);
    }
    return clusters.values();
  }

  /// Records joined as long as, on the whole, what stands in one group speaks for being one with
  /// the other: strongest pairs first, two groups become one when their pairs' mean is at least so
  /// many bits. Chains of look-alikes fall apart here.
  public static Collection<List<Integer>> grow(
      List<IdentityRecord> records, IdentityModel model, List<Pair> strongestFirst, double bits) {
    int[] group = new int[records.size()];
    Map<Integer, List<Integer>> groups = new LinkedHashMap<>();
    for (int i = 0; i < group.length; i++) {
      group[i] = i;
      groups.put(i, new ArrayList<>(List.of(i)));
    }
    for (Pair pair : strongestFirst) {
      int into = group[pair.left()];
      int from = group[pair.right()];
      if (into != from) {
        List<Integer> stay = groups.getOrDefault(into, List.of());
        List<Integer> move = groups.getOrDefault(from, List.of());
        double sum = 0;
        for (int a : stay) {
          for (int b : move) {
            sum += model.bits(records.get(a), records.get(b));
          }
        }
        if (sum / (stay.size() * (double) move.size()) >= bits) {
          stay.addAll(move);
          move.forEach(member -> group[member] = into);
          groups.remove(from);
        }
      }
    }
    return groups.values();
  }

  private static int root(int[] parent, int node) {
    int at = node;
    while (parent[at] != at) {
      parent[at] = parent[parent[at]];
      at = parent[at];
    }
    return at;
  }
}
