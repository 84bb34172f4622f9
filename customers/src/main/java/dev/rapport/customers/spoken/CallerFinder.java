package dev.rapport.customers.spoken;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Finds, in a register, who a caller may be. Immutable; looks at every profile given, about two
/// microseconds each.
public final class CallerFinder {
  /// How often a caller is in no register at all.
  private static final double STRANGERS = 0.05;

  /// How often what is written is heard so well, by level: what to expect of a recogniser on the
  /// telephone, set once and not fitted to any set.
  private static final double[] CODE = {.38, .12, .14, .08, .08, .10, .10};

  private static final double[] FIRST = {.68, .08, .06, .06, .05, .07};
  private static final double[] LAST = {.62, .10, .08, .07, .05, .08};
  private static final double[] DATE = {.78, .07, .05, .04, .02, .04};
  private static final double[][] EXPECTED = {CODE, FIRST, LAST, DATE};

  private static final String[] NAMES = {"postcode", "first name", "last name", "birth date"};

  private final List<Entry> entries;

  private record Entry(
      SpokenProfile profile, String first, String last, String code, HeardDate.Written date) {}

  public CallerFinder(List<SpokenProfile> profiles) {
    this.entries =
        profiles.stream()
            .map(p ->
                new Entry(
                    p,
                    p.first(),
                    p.last(),
                    HeardCode.form(p.postcode()),
                    HeardDate.Written.of(p.birthDate())))
            .toList();
  }

  /// The most probable first, at most so many.
  public List<Finding> find(Heard heard, int most) {
    byte[][] levels = levels(heard);
    double[][] weights = weights(levels);
    double[] bits = new double[entries.size()];
    double prior = Math.log((1 - STRANGERS) / Math.max(1, entries.size()));
    double sum = STRANGERS;
    for (int i = 0; i < bits.length; i++) {
      bits[i] = prior;
      for (int f = 0; f < levels.length; f++) {
        bits[i] += levels[f][i] < 0 ? 0 : weights[f][levels[f][i]];
      }
      sum += Math.exp(bits[i]);
    }
    List<Finding> findings = new ArrayList<>();
    for (int i : best(bits, most)) {
      findings.add(
          new Finding(entries.get(i).profile(), Math.exp(bits[i]) / sum, words(levels, i)));
    }
    return findings;
  }

  private byte[][] levels(Heard heard) {
    var code = new HeardCode(heard.postcode());
    var name = new HeardName(heard.name());
    var date = new HeardDate(heard.birthDate());
    byte[][] levels = new byte[EXPECTED.length][entries.size()];
    for (int i = 0; i < entries.size(); i++) {
      Entry entry = entries.get(i);
      levels[0][i] = (byte) code.level(entry.code());
      levels[1][i] = (byte) name.level(entry.first());
      levels[2][i] = (byte) name.level(entry.last());
      levels[3][i] = (byte) date.level(entry.date());
    }
    return levels;
  }

  /// The natural logarithm of how much likelier each level is for the caller than for anybody: what
  /// many of the register fit as well is worth little.
  private double[][] weights(byte[][] levels) {
    double[][] weights = new double[levels.length][];
    for (int f = 0; f < levels.length; f++) {
      double[] count = new double[EXPECTED[f].length];
      double filled = 0;
      for (byte level : levels[f]) {
        if (level >= 0) {
          count[level]++;
          filled++;
        }
      }
      weights[f] = new double[count.length];
      for (int l = 0; l < count.length; l++) {
        weights[f][l] = Math.log(EXPECTED[f][l] / (Math.max(1, count[l]) / Math.max(1, filled)));
      }
    }
    return weights;
  }

  private static int[] best(double[] bits, int most) {
    Integer[] order = new Integer[bits.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, (a, b) -> Double.compare(bits[b], bits[a]));
    return Arrays.stream(order).limit(most).mapToInt(Integer::intValue).toArray();
  }

  private static String words(byte[][] levels, int i) {
    List<String> words = new ArrayList<>();
    for (int f = 0; f < levels.length; f++) {
      int level = levels[f][i];
      if (level >= 0) {
        boolean lost = level >= EXPECTED[f].length - 2;
        words.add(
            NAMES[f] + (level == 0 ? " heard exactly" : lost ? " heard otherwise" : " alike"));
      }
    }
    return String.join(", ", words);
  }
}
