package dev.rapport.customers.identity;

/// How alike two short strings are, from 0 to 1 (Winkler 1990): common characters within half the
/// longer length, transpositions, and a bonus for a common start of up to four.
final class JaroWinkler {
  private static final double PREFIX_SCALE = 0.1;
  private static final int PREFIX = 4;
  private static final double BONUS_FROM = 0.7;

  private JaroWinkler() {}

  static double likeness(String a, String b) {
    double jaro = jaro(a, b);
    if (jaro < BONUS_FROM) {
      return jaro;
    }
    int common = 0;
    int end = Math.min(PREFIX, Math.min(a.length(), b.length()));
    while (common < end && a.charAt(common) == b.charAt(common)) {
      common++;
    }
    return jaro + common * PREFIX_SCALE * (1 - jaro);
  }

  /// The same for those who need not know how unlike two strings are: 0 when they can be seen at
  /// once to be less alike than `enough`.
  static double likeness(String a, String b, double enough) {
    double common = Math.min(shared(a, b), shared(b, a));
    double jaro = common == 0 ? 0 : (common / a.length() + common / b.length() + 1) / 3;
    return jaro + PREFIX * PREFIX_SCALE * (1 - jaro) < enough ? 0 : likeness(a, b);
  }

  /// How many letters of one string stand in another at all.
  private static int shared(String of, String in) {
    long letters = 0;
    for (int i = 0; i < in.length(); i++) {
      letters |= 1L << (in.charAt(i) & 63);
    }
    int shared = 0;
    for (int i = 0; i < of.length(); i++) {
      shared += (letters >>> (of.charAt(i) & 63) & 1) == 0 ? 0 : 1;
    }
    return shared;
  }

  private static double jaro(String a, String b) {
    if (a.isEmpty() || b.isEmpty()) {
      return a.equals(b) ? 1 : 0;
    }
    int window = Math.max(0, Math.max(a.length(), b.length()) / 2 - 1);
    boolean[] takenA = new boolean[a.length()];
    boolean[] takenB = new boolean[b.length()];
    int common = 0;
    for (int i = 0; i < a.length(); i++) {
      int to = Math.min(b.length(), i + window + 1);
      for (int j = Math.max(0, i - window); j < to; j++) {
        if (!takenB[j] && a.charAt(i) == b.charAt(j)) {
          takenA[i] = true;
          takenB[j] = true;
          common++;
          break;
        }
      }
    }
    if (common == 0) {
      return 0;
    }
    double m = common;
    int swapped = outOfOrder(a, takenA, b, takenB);
    return (m / a.length() + m / b.length() + (m - swapped / 2.0) / m) / 3;
  }

  private static int outOfOrder(String a, boolean[] takenA, String b, boolean[] takenB) {
    int swapped = 0;
    int j = 0;
    for (int i = 0; i < a.length(); i++) {
      if (takenA[i]) {
        while (!takenB[j]) {
          j++;
        }
        swapped += a.charAt(i) == b.charAt(j) ? 0 : 1;
        j++;
      }
    }
    return swapped;
  }
}
