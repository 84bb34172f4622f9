package dev.rapport.routing;

import java.util.Arrays;

/// A set of small whole numbers, made for walking over what two sets have in common.
final class Bits {
  private static final int WORD = 6;

  private long[] words = new long[1];

  void set(int bit) {
    int word = bit >> WORD;
    if (word >= words.length) {
      words = Arrays.copyOf(words, Math.max(word + 1, words.length * 2));
    }
    words[word] |= 1L << bit;
  }

  void clear(int bit) {
    int word = bit >> WORD;
    if (word < words.length) {
      words[word] &= ~(1L << bit);
    }
  }

  /// The smallest number from here on that is in both sets; -1 when there is none.
  int nextInBoth(Bits other, int from) {
    int most = Math.min(words.length, other.words.length);
    int word = from >> WORD;
    if (word >= most) {
      return -1;
    }
    long common = words[word] & other.words[word] & (-1L << from);
    while (common == 0) {
      if (++word >= most) {
        return -1;
      }
      common = words[word] & other.words[word];
    }
    return (word << WORD) + Long.numberOfTrailingZeros(common);
  }
}
