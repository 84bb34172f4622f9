package dev.rapport.customers.identity;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// What agreement and difference of each field are worth, learned from records without labels by
/// [Estimation]. Immutable and thread-safe.
public final class IdentityModel {
  /// From here on two records are worth an agent's question: eight to one.
  public static final double SUGGEST_BITS = 3;

  /// From here on two records are one by themselves, unless something forbids it: a thousand to
  /// one.
  public static final double LINK_BITS = 10;

  /// Odds beyond this are a formula's, not the world's; what one field adds is bounded too.
  private static final double MAX_FIELD_BITS = 20;

  private final List<IdentityField> fields;
  private final Parameters parameters;
  private final ValueCounts counts;

  /// @param m for each field, how often one person's two records agree at each level
  /// @param u for each field, how often two people's records do
  /// @param prior the odds, as log2, that two records taken at random are one person's
  @SuppressWarnings("ArrayRecordComponent") // Never compared, never handed out.
  record Parameters(double[][] m, double[][] u, double prior) {}

  IdentityModel(List<IdentityField> fields, Parameters parameters, ValueCounts counts) {
    this.fields = List.copyOf(fields);
    this.parameters = parameters;
    this.counts = counts;
  }

  public List<IdentityField> fields() {
    return fields;
  }

  /// The odds, as log2, before anything was compared.
  public double priorBits() {
    return parameters.prior();
  }

  /// How strongly two records speak for one person.
  public MatchWeight weigh(IdentityRecord a, IdentityRecord b) {
    return weigh(a, b, parameters.prior());
  }

  /// The same with other odds beforehand, as when one caller is compared with a whole register.
  public MatchWeight weigh(IdentityRecord a, IdentityRecord b, double priorBits) {
    List<MatchWeight.Reason> reasons = new ArrayList<>();
    double bits = priorBits;
    for (int f = 0; f < fields.size(); f++) {
      String left = a.values().get(f);
      String right = b.values().get(f);
      if (!left.isEmpty() && !right.isEmpty()) {
        Likeness likeness = fields.get(f).likeness();
        int level = likeness.level(left, right, counts.words(f));
        double added = bits(f, level, left);
        bits += added;
        reasons.add(
            new MatchWeight.Reason(
                fields.get(f).name(), level, added, level == likeness.levels() - 1));
      }
    }
    reasons.sort(Comparator.comparingDouble((MatchWeight.Reason r) -> -Math.abs(r.bits())));
    return new MatchWeight(bits, reasons);
  }

  /// The bits alone, for many pairs.
  double bits(IdentityRecord a, IdentityRecord b) {
    double bits = parameters.prior();
    for (int f = 0; f < fields.size(); f++) {
      String left = a.values().get(f);
      String right = b.values().get(f);
      if (!left.isEmpty() && !right.isEmpty()) {
        bits += bits(f, fields.get(f).likeness().level(left, right, counts.words(f)), left);
      }
    }
    return bits;
  }

  private double bits(int field, int level, String value) {
    double m = parameters.m()[field][level];
    double u = level == 0 ? counts.frequency(field, value) : parameters.u()[field][level];
    return Math.clamp(log2(m / u), -MAX_FIELD_BITS, MAX_FIELD_BITS);
  }

  IdentityModel withPrior(double priorBits) {
    return new IdentityModel(
        fields, new Parameters(parameters.m(), parameters.u(), priorBits), counts);
  }

  static double log2(double x) {
    return Math.log(x) / Math.log(2);
  }
}
