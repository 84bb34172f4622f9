package dev.rapport.loadtests.knowledge;

import java.util.SplittableRandom;

/// Words as common and as rare as those of a language: the n-th word comes one n-th as often as the
/// first (Zipf).
final class MadeUpText {
  private static final int WORDS = 40_000;
  private static final String[] SYLLABLES = {
    "ba", "cor", "del", "fin", "gra", "hol", "jun", "kep", "lor", "mas", "nig", "pol", "ram", "sit",
    "tur", "vel", "wen", "zar"
  };

  private final SplittableRandom random;
  private final double[] cumulative = new double[WORDS];

  MadeUpText(SplittableRandom random) {
    this.random = random;
    double sum = 0;
    for (int i = 0; i < WORDS; i++) {
      sum += 1.0 / (i + 1);
      cumulative[i] = sum;
    }
  }

  String of(int words) {
    var text = new StringBuilder();
    for (int i = 0; i < words; i++) {
      text.append(i == 0 ? "" : " ").append(word());
    }
    return text.toString();
  }

  private String word() {
    double at = random.nextDouble() * cumulative[WORDS - 1];
    int low = 0;
    int high = WORDS - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (cumulative[middle] < at) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    var word = new StringBuilder();
    for (int rest = low + SYLLABLES.length; rest > 0; rest /= SYLLABLES.length) {
      word.append(SYLLABLES[rest % SYLLABLES.length]);
    }
    return word.toString();
  }
}
