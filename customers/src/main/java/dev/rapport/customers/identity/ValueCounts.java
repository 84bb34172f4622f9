package dev.rapport.customers.identity;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// How common each value of each field is among the records: two Smiths are less of a coincidence
/// than two Szymborskas.
final class ValueCounts {
  /// A value seen once is still expected at this count: the records are a sample of all people.
  private static final double SMOOTHING = 1;

  private final List<Map<String, Integer>> counts;
  private final List<WordWeights> words;
  private final int[] filled;

  ValueCounts(int fields) {
    counts = Stream.<Map<String, Integer>>generate(HashMap::new).limit(fields).toList();
    words = Stream.generate(WordWeights::new).limit(fields).toList();
    filled = new int[fields];
  }

  void add(IdentityRecord one) {
    for (int f = 0; f < filled.length; f++) {
      String value = one.values().get(f);
      if (!value.isEmpty()) {
        counts.get(f).merge(value, 1, Integer::sum);
        words.get(f).add(value);
        filled[f]++;
      }
    }
  }

  WordWeights words(int field) {
    return words.get(field);
  }

  /// The chance that somebody else has this very value.
  double frequency(int field, String value) {
    int seen = counts.get(field).getOrDefault(value, 0);
    return Math.max(seen, SMOOTHING) / Math.max(1, filled[field]);
  }
}
