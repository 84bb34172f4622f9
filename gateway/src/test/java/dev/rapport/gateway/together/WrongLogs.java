package dev.rapport.gateway.together;

import dev.rapport.routing.Event;
import dev.rapport.routing.EventLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/// Logs with a mistake in them.
final class WrongLogs {
  private WrongLogs() {}

  /// Appends wrongly.
  static final class Appending extends Around {
    private final PlantedBug.Append append;

    Appending(SimulatedLog right, PlantedBug.Append append) {
      super(right);
      this.append = append;
    }

    @Override
    public CompletionStage<Long> append(List<Event> events, long at) {
      return append.append(right, events, at);
    }
  }

  /// Takes the last event for one that was not written to its end.
  static final class WithoutTail extends Around {
    WithoutTail(SimulatedLog right) {
      super(right);
    }

    @Override
    public long replay(long afterSequence, Reader reader) {
      List<Runnable> events = new ArrayList<>();
      long end =
          right.replay(
              afterSequence,
              (sequence, at, event) -> events.add(() -> reader.event(sequence, at, event)));
      events.stream().limit(Math.max(0, events.size() - 1)).forEach(Runnable::run);
      return end;
    }
  }

  /// Keeps a snapshot as if it held one event more.
  static final class SnapshotAhead extends Around {
    SnapshotAhead(SimulatedLog right) {
      super(right);
    }

    @Override
    public void saveSnapshot(Snapshot snapshot) {
      right.saveSnapshot(
          new Snapshot(snapshot.sequence() + 1, snapshot.stateHash(), snapshot.state()));
    }
  }

  private abstract static class Around implements EventLog {
    final SimulatedLog right;

    Around(SimulatedLog right) {
      this.right = right;
    }

    @Override
    public CompletionStage<Long> append(List<Event> events, long at) {
      return right.append(events, at);
    }

    @Override
    public long replay(long afterSequence, Reader reader) {
      return right.replay(afterSequence, reader);
    }

    @Override
    public Optional<Snapshot> newestSnapshot() {
      return right.newestSnapshot();
    }

    @Override
    public void saveSnapshot(Snapshot snapshot) {
      right.saveSnapshot(snapshot);
    }
  }
}
