package dev.rapport.gateway.unit;

import dev.rapport.routing.EventLog;
import dev.rapport.routing.RoutingCore;
import dev.rapport.routing.RoutingSnapshot;
import io.vertx.core.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// When a snapshot is due, and keeping it. In the unit's turns.
final class Snapshots {
  private static final Logger LOG = LoggerFactory.getLogger(Snapshots.class);

  /// Events after which the next replay is shortened by a snapshot.
  static final int EVENTS_PER_SNAPSHOT = 20_000;

  /// Right after a replay there is more urgent work than a snapshot.
  private static final int EVENTS_BEFORE_SNAPSHOT = 1_000;

  private final Turns turns;
  private long newest;
  private long due;

  Snapshots(Turns turns) {
    this.turns = turns;
  }

  /// @param snapshot the event of the newest there is; 0 for none
  void begin(long snapshot, long durable) {
    newest = snapshot;
    due = Math.max(newest + EVENTS_PER_SNAPSHOT, durable + EVENTS_BEFORE_SNAPSHOT);
  }

  boolean due(long durable) {
    return durable >= due;
  }

  boolean has(long durable) {
    return durable == newest;
  }

  /// @param core as it is after the event with this sequence
  Future<Boolean> save(RoutingCore core, long sequence, EventLog into) {
    RoutingSnapshot state = core.snapshot();
    newest = sequence;
    due = sequence + EVENTS_PER_SNAPSHOT;
    return turns.blocking(() -> save(into, new EventLog.Snapshot(sequence, state.hash(), state)));
  }

  private static boolean save(EventLog into, EventLog.Snapshot snapshot) {
    try {
      into.saveSnapshot(snapshot);
      return true;
    } catch (RuntimeException e) {
      // A snapshot only shortens the next replay.
      LOG.warn("no snapshot at {}: {}", snapshot.sequence(), e.getMessage());
      return false;
    }
  }
}
