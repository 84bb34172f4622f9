package dev.rapport.customers.spoken;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// A postcode as heard.
final class HeardCode {
  static final int LEVELS = 7;
  private static final int MAX_FORMS = 40;
  private static final int MAX_LENGTH = 16;

  /// So far apart that it says nothing any more.
  private static final float LOST = 3.5f;

  /// Letters and digits that sound alike on a telephone, cheaper to take for each other.
  private static final String[] ALIKE = {
    "bpdetgcvz3", "mn", "sfx", "ahk8j", "iy59", "quw2", "o04", "1i", "r4a", "ln", "cs", "hs"
  };

  private static final float[][] COST = costs();

  private final List<String> forms = new ArrayList<>();

  HeardCode(List<String> guesses) {
    Set<String> codes = new LinkedHashSet<>();
    for (String guess : guesses) {
      codes.add(SpokenLetters.spelled(guess, true));
      codes.add(SpokenLetters.spelled(guess, false));
    }
    codes.stream()
        .filter(code -> code.length() >= 3 && code.length() <= MAX_LENGTH)
        .limit(MAX_FORMS)
        .forEach(code -> forms.add(code));
  }

  private static float[][] costs() {
    float[][] cost = new float[128][128];
    for (int a = 0; a < 128; a++) {
      for (int b = 0; b < 128; b++) {
        cost[a][b] = a == b ? 0 : 1;
      }
    }
    for (String group : ALIKE) {
      for (int i = 0; i < group.length(); i++) {
        for (int j = 0; j < group.length(); j++) {
          cost[group.charAt(i)][group.charAt(j)] = i == j ? 0 : 0.5f;
        }
      }
    }
    cost['o']['0'] = 0;
    cost['0']['o'] = 0;
    return cost;
  }

  static String form(String written) {
    return written.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
  }

  /// What may have been said, the recogniser's best guesses first.
  List<String> forms() {
    return forms;
  }

  /// 0 when it was heard exactly, up to [#LEVELS] - 1; -1 when nothing was heard.
  int level(String written) {
    if (forms.isEmpty() || written.isEmpty()) {
      return -1;
    }
    float best = LOST;
    for (String form : forms) {
      best = Math.min(best, distance(form, written, best));
    }
    if (best == 0) {
      return 0;
    }
    return best <= 0.5f ? 1 : best <= 1 ? 2 : best <= 1.5f ? 3 : best <= 2 ? 4 : best <= 3 ? 5 : 6;
  }

  private static float distance(String heard, String written, float best) {
    if (Math.abs(heard.length() - written.length()) >= best) {
      return best;
    }
    float[] last = new float[written.length() + 1];
    float[] row = new float[written.length() + 1];
    for (int j = 0; j < last.length; j++) {
      last[j] = j;
    }
    for (int i = 1; i <= heard.length(); i++) {
      row[0] = i;
      float least = i;
      float[] costs = COST[heard.charAt(i - 1) & 127];
      for (int j = 1; j < row.length; j++) {
        row[j] =
            Math.min(
                Math.min(row[j - 1], last[j]) + 1,
                last[j - 1] + costs[written.charAt(j - 1) & 127]);
        least = Math.min(least, row[j]);
      }
      if (least >= best) {
        return best;
      }
      float[] spare = last;
      last = row;
      row = spare;
    }
    return last[written.length()];
  }
}
