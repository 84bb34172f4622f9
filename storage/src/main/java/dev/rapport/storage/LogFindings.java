package dev.rapport.storage;

import dev.rapport.routing.RoutingCore;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What reading the whole log of one centre came to.
///
/// @param last the last event that is sound, with all before it; null when there is none
/// @param core the state after it
/// @param contacts what the contacts' rows should say after it
/// @param stateHashes the hash of the state after each event that has a snapshot
/// @param damage of the log, the first of it right after `last`
record LogFindings(
    String centre,
    @Nullable EventRow last,
    RoutingCore core,
    ContactProjection contacts,
    Map<Long, String> stateHashes,
    List<Damage> damage) {
  LogFindings {
    stateHashes = Map.copyOf(stateHashes);
    damage = List.copyOf(damage);
  }

  /// Where the sound part ends.
  LogEnd end() {
    return last == null ? LogEnd.EMPTY : new LogEnd(last.sequence(), last.hash());
  }

  /// The moment of the last sound event, epoch milliseconds.
  long lastAt() {
    return last == null ? 0 : last.at();
  }
}
