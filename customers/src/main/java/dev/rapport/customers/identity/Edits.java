package dev.rapport.customers.identity;

/// Insertions, deletions, replacements and swaps of neighbours between two strings (restricted
/// Damerau-Levenshtein).
public final class Edits {
  private Edits() {}

  /// The number of edits, or `most` when there are at least that many.
  public static int between(String a, String b, int most) {
    if (Math.abs(a.length() - b.length()) >= most) {
      return most;
    }
    int[] before = new int[b.length() + 1];
    int[] last = new int[b.length() + 1];
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      last[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      row[0] = i;
      int least = i;
      for (int j = 1; j <= b.length(); j++) {
        int cost = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        row[j] = Math.min(Math.min(row[j - 1], last[j]) + 1, last[j - 1] + cost);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          row[j] = Math.min(row[j], before[j - 2] + 1);
        }
        least = Math.min(least, row[j]);
      }
      if (least >= most) {
        return most;
      }
      int[] spare = before;
      before = last;
      last = row;
      row = spare;
    }
    return Math.min(most, last[b.length()]);
  }
}
