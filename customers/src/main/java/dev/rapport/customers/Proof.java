package dev.rapport.customers;

/// How well it is proven that an identifier belongs to whoever presents it, from weakest to
/// strongest.
///
/// | level | what it takes | what it may do |
/// | --- | --- | --- |
/// | `UNKNOWN` | nothing is known of the evidence | nothing |
/// | `CLAIMED` | caller id, a From without aligned DMARC, a typed form | routing, tone, the agent's screen |
/// | `VOUCHED` | a network stands for it: STIR/SHAKEN A, aligned DMARC | the same |
/// | `PROVEN` | signed id, login, one-time code, the company's own register | personal data in self-service |
///
/// The order of the constants is the order of strength; storage keeps the name.
public enum Proof {
  UNKNOWN,
  CLAIMED,
  VOUCHED,
  PROVEN;

  /// The weaker of two: a chain of evidence is as strong as its weakest link.
  public Proof weaker(Proof other) {
    return compareTo(other) <= 0 ? this : other;
  }

  /// The stronger of two independent proofs.
  public Proof stronger(Proof other) {
    return compareTo(other) >= 0 ? this : other;
  }

  public boolean atLeast(Proof level) {
    return compareTo(level) >= 0;
  }

  /// As it stands in evidence shown to agents: `claimed`, `vouched`...
  public String word() {
    return switch (this) {
      case UNKNOWN -> "unproven";
      case CLAIMED -> "claimed";
      case VOUCHED -> "vouched for";
      case PROVEN -> "proven";
    };
  }
}
