package dev.rapport.customers.identity;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/// Learns an [IdentityModel] from records nobody has labelled.
///
/// 1. u: how often values agree by chance, from random pairs.
/// 2. m: expectation-maximisation, once for each rule "these two fields are the same", with those
///    two fields left out, averaged over the rules by the matches each has seen. One pass over all
///    candidates at once would learn, with few fields, that everything is a match: candidates agree
///    on what they were chosen for.
/// 3. the prior: the share of matches among all pairs, so that the expected number of matches among
///    the candidates is the number the model itself predicts.
public final class Estimation {
  private static final int RANDOM_PAIRS = 400_000;

  /// Enough for shares of one in a thousand; those of equal values follow from the counts.
  private static final int FINDER_PAIRS = 100_000;

  /// Pairs between two breaths: some milliseconds.
  private static final int BREATH = 2_000;

  private static final long SEED = 1;
  private static final int ROUNDS = 200;
  private static final int RULE_PAIRS = 300_000;
  private static final double SETTLED = 1e-6;
  private static final double FLOOR = 1e-4;

  /// A rule that saw hardly any match cannot overturn the starting point.
  private static final double PRIOR_MATCHES = 5;

  private final List<IdentityField> fields;
  private final List<IdentityRecord> records;
  private final ValueCounts counts;
  private final SplittableRandom random;

  /// What the records are: one register with repeats, or two without any, one after the other.
  ///
  /// @param firstOfSecond where the second register begins, or 0 for one register
  public record Registers(List<IdentityRecord> records, int firstOfSecond) {
    public Registers {
      records = List.copyOf(records);
    }

    boolean comparable(int left, int right) {
      return firstOfSecond == 0 || (left < firstOfSecond) != (right < firstOfSecond);
    }

    double allPairs() {
      double n = records.size();
      return firstOfSecond == 0 ? n * (n - 1) / 2 : firstOfSecond * (n - firstOfSecond);
    }
  }

  private final Registers registers;

  private Estimation(List<IdentityField> fields, Registers registers, long seed) {
    this.fields = fields;
    this.registers = registers;
    this.records = registers.records();
    this.counts = new ValueCounts(fields.size());
    records.forEach(counts::add);
    this.random = new SplittableRandom(seed);
  }

  /// @param seed of the random pairs: the same seed and records give the same model
  public static IdentityModel learn(List<IdentityField> fields, Registers registers, long seed) {
    if (registers.records().size() < 2) {
      throw new IllegalArgumentException("two records at least");
    }
    return new Estimation(fields, registers, seed).learn();
  }

  /// A model for finding people in a register without repeats, where there are no matches to learn
  /// from: u from random pairs, m as people and recognisers usually err, the prior one in the
  /// register.
  ///
  /// @param sample of the register, two records at least
  /// @param breathe called every few milliseconds of work
  static IdentityModel usual(
      List<IdentityField> fields, List<IdentityRecord> sample, int registerSize, Runnable breathe) {
    var estimation = new Estimation(fields, new Registers(sample, 0), SEED);
    return estimation.finder(estimation.chance(FINDER_PAIRS, breathe), registerSize);
  }

  /// The same without looking at pairs: u as it usually is. Good enough to go on with.
  static IdentityModel expected(
      List<IdentityField> fields, List<IdentityRecord> sample, int registerSize) {
    double[][] u = fields.stream().map(f -> strangers(f.likeness())).toArray(double[][]::new);
    return new Estimation(fields, new Registers(sample, 0), SEED).finder(u, registerSize);
  }

  private IdentityModel finder(double[][] u, int registerSize) {
    double[][] m = fields.stream().map(field -> usual(field.likeness())).toArray(double[][]::new);
    double prior = -IdentityModel.log2(Math.max(2, registerSize));
    return new IdentityModel(fields, new IdentityModel.Parameters(m, u, prior), counts);
  }

  /// How often two people's values agree, by level.
  private static double[] strangers(Likeness likeness) {
    return switch (likeness) {
      case NAME -> new double[] {.01, .01, .02, .96};
      case WORDS -> new double[] {.005, .005, .01, .05, .93};
      case DIGITS -> new double[] {.001, .005, .03, .964};
      case DATE -> new double[] {.0001, .001, .005, .01, .9839};
      case ADDRESS -> new double[] {.0001, .001, .005, .9939};
      case CODE -> new double[] {.1, .9};
    };
  }

  private static double[] usual(Likeness likeness) {
    return switch (likeness) {
      case NAME -> new double[] {.84, .08, .03, .05};
      case WORDS -> new double[] {.6, .15, .1, .1, .05};
      case DIGITS -> new double[] {.84, .07, .03, .06};
      case DATE -> new double[] {.88, .05, .03, .01, .03};
      case ADDRESS -> new double[] {.8, .05, .05, .1};
      case CODE -> new double[] {.95, .05};
    };
  }

  private IdentityModel learn() {
    double[][] u = chance(RANDOM_PAIRS, () -> {});
    double[][] m = agreement(u);
    IdentityModel model = new IdentityModel(fields, new IdentityModel.Parameters(m, u, 0), counts);
    return model.withPrior(prior(model));
  }

  private double[][] chance(int pairs, Runnable breathe) {
    double[][] u = levels();
    for (int i = 0; i < pairs; i++) {
      if (i % BREATH == BREATH - 1) {
        breathe.run();
      }
      int a = random.nextInt(records.size());
      int b = random.nextInt(records.size());
      if (a != b && registers.comparable(a, b)) {
        int[] pattern = pattern(records.get(a), records.get(b));
        for (int f = 0; f < pattern.length; f++) {
          if (pattern[f] >= 0) {
            u[f][pattern[f]]++;
          }
        }
      }
    }
    for (double[] field : u) {
      normalise(field, 0.5);
    }
    return u;
  }

  private double[][] agreement(double[][] u) {
    double[][] sum = startingPoint(PRIOR_MATCHES);
    for (int f = 0; f < fields.size(); f++) {
      for (int g = f + 1; g < fields.size(); g++) {
        Map<List<Integer>, Integer> patterns = rulePatterns(f, g);
        maximise(patterns, u, f, g, sum);
      }
    }
    for (double[] field : sum) {
      normalise(field, 1e-3);
      for (int l = 0; l < field.length; l++) {
        field[l] = Math.max(field[l], FLOOR);
      }
    }
    return sum;
  }

  private Map<List<Integer>, Integer> rulePatterns(int f, int g) {
    Map<String, List<Integer>> blocks = new HashMap<>();
    for (int i = 0; i < records.size(); i++) {
      List<String> values = records.get(i).values();
      if (!values.get(f).isEmpty() && !values.get(g).isEmpty()) {
        blocks.computeIfAbsent(values.get(f) + "|" + values.get(g), k -> new ArrayList<>()).add(i);
      }
    }
    Map<List<Integer>, Integer> patterns = new HashMap<>();
    int pairs = 0;
    for (List<Integer> block : blocks.values()) {
      for (int i = 0; i < block.size() && pairs < RULE_PAIRS; i++) {
        for (int j = i + 1; j < block.size(); j++) {
          if (registers.comparable(block.get(i), block.get(j))) {
            pairs++;
            int[] levels = pattern(records.get(block.get(i)), records.get(block.get(j)));
            levels[f] = -1;
            levels[g] = -1;
            patterns.merge(Arrays.stream(levels).boxed().toList(), 1, Integer::sum);
          }
        }
      }
    }
    return patterns;
  }

  /// One expectation-maximisation; what it found is added to `sum`, weighted by the matches it saw.
  private void maximise(
      Map<List<Integer>, Integer> patterns, double[][] u, int f, int g, double[][] sum) {
    double pairs = patterns.values().stream().mapToInt(Integer::intValue).sum();
    if (pairs < 10) {
      return;
    }
    double[][] m = startingPoint(1);
    double share = 0.5;
    double[][] expected = levels();
    for (int round = 0; round < ROUNDS; round++) {
      expected = levels();
      double matches = 0;
      for (Map.Entry<List<Integer>, Integer> entry : patterns.entrySet()) {
        double odds = share / (1 - share);
        for (int i = 0; i < m.length; i++) {
          int level = entry.getKey().get(i);
          odds *= level < 0 ? 1 : m[i][level] / u[i][level];
        }
        double weight = entry.getValue() * (odds / (1 + odds));
        matches += weight;
        for (int i = 0; i < m.length; i++) {
          int level = entry.getKey().get(i);
          if (level >= 0) {
            expected[i][level] += weight;
          }
        }
      }
      double next = Math.clamp(matches / pairs, 1e-6, 1 - 1e-6);
      boolean settled = Math.abs(next - share) < SETTLED;
      share = next;
      for (int i = 0; i < m.length; i++) {
        m[i] = expected[i].clone();
        normalise(m[i], 1e-3);
      }
      if (settled) {
        break;
      }
    }
    for (int i = 0; i < m.length; i++) {
      if (i != f && i != g) {
        for (int l = 0; l < m[i].length; l++) {
          sum[i][l] += expected[i][l];
        }
      }
    }
  }

  /// What is believed before anything was seen: nine in ten of a person's records agree.
  private double[][] startingPoint(double matches) {
    double[][] m = levels();
    for (double[] field : m) {
      Arrays.fill(field, matches * 0.1 / (field.length - 1));
      field[0] = matches * 0.9;
    }
    return m;
  }

  /// Found by letting the share of matches and their expected number agree; with m and u fixed this
  /// has one unknown and cannot degenerate.
  private double prior(IdentityModel model) {
    List<Double> bits = new ArrayList<>();
    new Blocking(fields)
        .pairs(
            records,
            pair -> {
              int left = (int) (pair >> 32);
              int right = (int) pair;
              if (registers.comparable(left, right)) {
                bits.add(model.bits(records.get(left), records.get(right)));
              }
            });
    double all = registers.allPairs();
    double share = Math.min(0.5, 0.1 * records.size() / all);
    for (int round = 0; round < ROUNDS; round++) {
      double prior = IdentityModel.log2(share / (1 - share));
      double matches = 0;
      for (double each : bits) {
        matches += 1 / (1 + Math.pow(2, -(each + prior)));
      }
      double next = Math.clamp(matches / all, 0.1 / all, 0.5);
      if (Math.abs(next - share) < SETTLED * share) {
        break;
      }
      share = next;
    }
    return IdentityModel.log2(share / (1 - share));
  }

  private int[] pattern(IdentityRecord a, IdentityRecord b) {
    int[] levels = new int[fields.size()];
    for (int f = 0; f < levels.length; f++) {
      String left = a.values().get(f);
      String right = b.values().get(f);
      levels[f] =
          left.isEmpty() || right.isEmpty()
              ? -1
              : fields.get(f).likeness().level(left, right, counts.words(f));
    }
    return levels;
  }

  private double[][] levels() {
    return fields.stream()
        .map(field -> new double[field.likeness().levels()])
        .toArray(double[][]::new);
  }

  private static void normalise(double[] counts, double pseudo) {
    double sum = 0;
    for (int l = 0; l < counts.length; l++) {
      counts[l] += pseudo;
      sum += counts[l];
    }
    for (int l = 0; l < counts.length; l++) {
      counts[l] /= sum;
    }
  }
}
