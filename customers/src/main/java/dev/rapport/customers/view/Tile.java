package dev.rapport.customers.view;

import dev.rapport.customers.Proof;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/// The parts of the relationship view, and how well it must be proven who is there before one is
/// shown (P38).
public enum Tile {
  /// The name, and how sure we are.
  WHO(Proof.UNKNOWN),
  /// Value band, trend, and why; the kind of relationship.
  STANDING(Proof.UNKNOWN),
  /// How many contacts are open and promises owed, and by when.
  OWED(Proof.UNKNOWN),
  /// One do, one don't.
  TAUGHT(Proof.UNKNOWN),
  /// What this is probably about.
  REASON(Proof.UNKNOWN),
  /// What changed since this agent last spoke with them: how much, not what.
  CHANGES(Proof.UNKNOWN),
  /// Identifiers, address, birth date, notes, the words of promises and answers.
  DETAILS(Proof.PROVEN),
  /// What was said and done, over all channels.
  TIMELINE(Proof.PROVEN),
  /// Products, orders, entitlements.
  HOLDINGS(Proof.PROVEN);

  private final Proof takes;

  Tile(Proof takes) {
    this.takes = takes;
  }

  /// The proof it takes.
  public Proof takes() {
    return takes;
  }

  /// Whether it may be shown.
  ///
  /// @param confirmed an agent made sure who is there
  public boolean opens(Proof proof, boolean confirmed) {
    return confirmed || proof.atLeast(takes);
  }

  /// Those that stay closed.
  public static Set<Tile> closed(Proof proof, boolean confirmed) {
    Set<Tile> closed = EnumSet.noneOf(Tile.class);
    for (Tile tile : values()) {
      if (!tile.opens(proof, confirmed)) {
        closed.add(tile);
      }
    }
    return closed;
  }

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
