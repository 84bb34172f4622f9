package dev.rapport.gateway.unit;

import dev.rapport.routing.EventLog;
import dev.rapport.routing.RoutingCore;
import dev.rapport.routing.RoutingSnapshot;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a replay of the log came to.
///
/// @param sequence the last event in it
/// @param snapshot the event of the snapshot it began with; 0 for none
record Replay(EventLog log, RoutingCore core, long sequence, long snapshot) {
  private static final Logger LOG = LoggerFactory.getLogger(Replay.class);

  /// Blocks.
  static Replay of(EventLog log) {
    Optional<EventLog.Snapshot> newest = log.newestSnapshot();
    if (newest.isPresent()) {
      EventLog.Snapshot snapshot = newest.get();
      RoutingCore restored = new RoutingCore(snapshot.state());
      RoutingSnapshot again = restored.snapshot();
      // Beside the replay of what follows: both take long when many contacts are open.
      var hash = CompletableFuture.supplyAsync(again::hash);
      try {
        Replay replay = of(log, restored, snapshot.sequence());
        if (hash.join().equals(snapshot.stateHash())) {
          return replay;
        }
      } catch (RuntimeException e) {
        if (hash.join().equals(snapshot.stateHash())) {
          throw e;
        }
      }
      LOG.error(
          "the snapshot at {} hashes differently; replaying from the start", snapshot.sequence());
    }
    return of(log, new RoutingCore(), 0);
  }

  private static Replay of(EventLog log, RoutingCore core, long from) {
    long last = log.replay(from, (_, at, event) -> core.apply(event, at));
    return new Replay(log, core, last, from);
  }
}
