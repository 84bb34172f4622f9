package dev.rapport.storage;

import java.util.List;

/// What a check of a store came to.
///
/// @param served true when a process had it open, so that its write-ahead log was not looked at
/// @param damage what is not what was written, at most [#MOST] of it; empty when all is sound
/// @param notes what is worth knowing and no damage
public record StoreReport(
    boolean served, List<Centre> centres, List<Damage> damage, List<String> notes) {
  /// No more damage than this is listed.
  public static final int MOST = 1_000;

  public StoreReport {
    centres = List.copyOf(centres);
    damage = List.copyOf(damage.subList(0, Math.min(MOST, damage.size())));
    notes = List.copyOf(notes);
  }

  public boolean sound() {
    return damage.isEmpty();
  }

  /// What one centre's log holds.
  ///
  /// @param events how many are sound, from the first on
  /// @param lastAt the moment of the last of them, epoch milliseconds; 0 when there is none
  /// @param contacts rows of contacts
  /// @param open contacts that have not ended by the log
  /// @param stateHash of the state after those events
  public record Centre(
      String centre, long events, long lastAt, int contacts, int open, String stateHash) {}
}
