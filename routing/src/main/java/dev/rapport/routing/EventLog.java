package dev.rapport.routing;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/// Where the events of one centre last. One writer; sequences are gapless and start at 1.
public interface EventLog {

  /// All or none.
  ///
  /// @param at epoch milliseconds, the `now` the events were decided at
  /// @return completes with the last event's sequence when all are durable; completes exceptionally
  ///   when none is, and then the core that decided them must be thrown away and rebuilt
  CompletionStage<Long> append(List<Event> events, long at);

  /// Reads every event after a sequence, in order; blocks.
  ///
  /// @return the last sequence there is, `afterSequence` when nothing follows
  long replay(long afterSequence, Reader reader);

  Optional<Snapshot> newestSnapshot();

  /// Keeps a snapshot, which bounds the next replay; blocks.
  void saveSnapshot(Snapshot snapshot);

  /// Is shown one event after the other.
  @FunctionalInterface
  interface Reader {
    void event(long sequence, long at, Event event);
  }

  /// The state after the event with this sequence.
  ///
  /// @param stateHash what the core said of this state; a reader that gets another one has found
  ///   damage
  record Snapshot(long sequence, String stateHash, RoutingSnapshot state) {}
}
