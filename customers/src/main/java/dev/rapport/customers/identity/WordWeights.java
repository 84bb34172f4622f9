package dev.rapport.customers.identity;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/// How much each word of a field says: the logarithm of how rare it is. `street` says little,
/// `winnetka` much.
final class WordWeights {
  /// Two words with at least this Jaro-Winkler likeness are one word misspelt.
  private static final double SAME_WORD = 0.92;

  private final Map<String, Integer> counts = new HashMap<>();
  private int texts = 1;

  void add(String text) {
    texts++;
    for (String word : distinct(text)) {
      counts.merge(word, 1, Integer::sum);
    }
  }

  private static String[] distinct(String text) {
    return Arrays.stream(text.split(" ")).distinct().toArray(String[]::new);
  }

  private double weight(String word) {
    return Math.log(1 + (double) texts / counts.getOrDefault(word, 1));
  }

  /// The weight of the words in common over that of all words of the two, from 0 to 1.
  double likeness(String a, String b) {
    String[] first = distinct(a);
    String[] second = distinct(b);
    boolean[] taken = new boolean[second.length];
    double common = 0;
    double all = 0;
    for (String word : first) {
      int found = find(word, second, taken);
      double weight = weight(word);
      if (found >= 0) {
        taken[found] = true;
        double shared = Math.min(weight, weight(second[found]));
        common += shared;
        all += Math.max(weight, weight(second[found]));
      } else {
        all += weight;
      }
    }
    for (int j = 0; j < second.length; j++) {
      all += taken[j] ? 0 : weight(second[j]);
    }
    return all == 0 ? 0 : common / all;
  }

  private static int find(String word, String[] words, boolean[] taken) {
    for (int j = 0; j < words.length; j++) {
      if (!taken[j] && word.equals(words[j])) {
        return j;
      }
    }
    for (int j = 0; j < words.length; j++) {
      if (!taken[j]
          && Math.min(word.length(), words[j].length()) >= 4
          && !Character.isDigit(word.charAt(0))
          && JaroWinkler.likeness(word, words[j]) >= SAME_WORD) {
        return j;
      }
    }
    return -1;
  }
}
