package dev.rapport.customers.spoken;

import dev.rapport.customers.identity.IdentityIndex;
import dev.rapport.customers.identity.IdentityRecord;
import dev.rapport.customers.identity.NameLikeness.Name;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Finds, in a register, who a caller may be. Compares what was heard with the records that share a
/// key with any of the guesses, and with a sample of all others: how many strangers fit as well is
/// what an agreement is worth. Two microseconds a record, so that a million take as long as ten
/// thousand.
public final class CallerFinder {
  /// The records that stand for all others; a smaller register is looked at whole.
  static final int SAMPLE = 4_000;

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

  private final IdentityIndex register;
  private volatile Sample sample = new Sample(List.of(), 0);

  /// @param at how many records there were when it was taken
  private record Sample(List<Entry> entries, int at) {}

  private record Entry(String id, Name first, Name last, String code, HeardDate.Written date) {
    static Entry of(IdentityRecord one) {
      return new Entry(
          one.id(),
          new Name(one.values().get(0).replace(" ", "")),
          new Name(one.values().get(1).replace(" ", "")),
          HeardCode.form(one.values().get(3)),
          HeardDate.Written.of(one.values().get(2)));
    }
  }

  /// @param register which may grow meanwhile
  public CallerFinder(IdentityIndex register) {
    this.register = register;
  }

  private Sample sample() {
    Sample known = sample;
    int size = register.size();
    if (size <= SAMPLE ? size != known.at() : size > known.at() + known.at() / 2) {
      known = new Sample(register.sample(SAMPLE).stream().map(Entry::of).toList(), size);
      sample = known;
    }
    return known;
  }

  /// The most probable first, at most so many.
  public List<Finding> find(Heard heard, int most) {
    var ears =
        new Ears(
            new HeardCode(heard.postcode()),
            new HeardName(heard.name()),
            new HeardDate(heard.birthDate()));
    List<Entry> sampled = sample().entries();
    int size = Math.max(sampled.size(), register.size());
    boolean whole = size == sampled.size();
    List<Entry> looked = whole ? sampled : candidates(ears);
    byte[][] levels = levels(ears, looked);
    byte[][] others = whole ? levels : levels(ears, sampled);
    double scale = sampled.isEmpty() ? 1 : (double) size / sampled.size();
    double[][] weights = weights(levels, others, scale);
    double prior = Math.log((1 - STRANGERS) / Math.max(1, size));
    double[] bits = bits(levels, weights, prior);
    double sum = STRANGERS;
    for (double each : bits) {
      sum += Math.exp(each);
    }
    if (!whole) {
      sum += scale * rest(looked, sampled, bits(others, weights, prior));
    }
    List<Finding> findings = new ArrayList<>();
    for (int i : best(bits, looked, most)) {
      findings.add(new Finding(looked.get(i).id(), Math.exp(bits[i]) / sum, words(levels, i)));
    }
    return findings;
  }

  private List<Entry> candidates(Ears ears) {
    var guesses =
        new IdentityIndex.Guesses(ears.name().forms(), ears.date().forms(), ears.code().forms());
    return register.candidates(guesses).stream().map(Entry::of).toList();
  }

  /// What those of the sample weigh who are not looked at one by one.
  private static double rest(List<Entry> looked, List<Entry> sampled, double[] bits) {
    Set<String> ids = new HashSet<>();
    looked.forEach(entry -> ids.add(entry.id()));
    double sum = 0;
    for (int i = 0; i < bits.length; i++) {
      sum += ids.contains(sampled.get(i).id()) ? 0 : Math.exp(bits[i]);
    }
    return sum;
  }

  private record Ears(HeardCode code, HeardName name, HeardDate date) {}

  private static byte[][] levels(Ears ears, List<Entry> entries) {
    byte[][] levels = new byte[EXPECTED.length][entries.size()];
    for (int i = 0; i < entries.size(); i++) {
      Entry entry = entries.get(i);
      levels[0][i] = (byte) ears.code().level(entry.code());
      levels[1][i] = (byte) ears.name().level(entry.first());
      levels[2][i] = (byte) ears.name().level(entry.last());
      levels[3][i] = (byte) ears.date().level(entry.date());
    }
    return levels;
  }

  /// The natural logarithm of how much likelier each level is for the caller than for anybody: what
  /// many of the register fit as well is worth little.
  ///
  /// @param levels of those who are looked at
  /// @param others of those who stand for the register, each for `scale` records
  private static double[][] weights(byte[][] levels, byte[][] others, double scale) {
    double[][] weights = new double[levels.length][];
    for (int f = 0; f < levels.length; f++) {
      double[] expected = EXPECTED[f];
      double[] near = counts(levels[f], expected.length);
      double[] far = counts(others[f], expected.length);
      double filled = 0;
      for (double each : far) {
        filled += each * scale;
      }
      weights[f] = new double[expected.length];
      for (int l = 0; l < expected.length; l++) {
        // All who have this very postcode or birth date are among those looked at.
        boolean counted = l == 0 && (f == 0 || f == 3);
        double like =
            counted ? Math.max(1, near[l]) : Math.max(near[l], scale * Math.max(1, far[l]));
        weights[f][l] = Math.log(expected[l] / (like / Math.max(1, filled)));
      }
    }
    return weights;
  }

  private static double[] counts(byte[] levels, int most) {
    double[] counts = new double[most];
    for (byte level : levels) {
      if (level >= 0) {
        counts[level]++;
      }
    }
    return counts;
  }

  private static double[] bits(byte[][] levels, double[][] weights, double prior) {
    double[] bits = new double[levels[0].length];
    for (int i = 0; i < bits.length; i++) {
      bits[i] = prior;
      for (int f = 0; f < levels.length; f++) {
        bits[i] += levels[f][i] < 0 ? 0 : weights[f][levels[f][i]];
      }
    }
    return bits;
  }

  /// Each record once, though it may be known under two names.
  private static List<Integer> best(double[] bits, List<Entry> looked, int most) {
    Map<String, Integer> best = new HashMap<>();
    for (int i = 0; i < bits.length; i++) {
      best.merge(looked.get(i).id(), i, (a, b) -> bits[b] > bits[a] ? b : a);
    }
    return best.values().stream()
        .sorted((a, b) -> Double.compare(bits[b], bits[a]))
        .limit(most)
        .toList();
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
