package dev.rapport.gateway.together;

import dev.rapport.routing.Event;
import dev.rapport.routing.EventLog;
import dev.rapport.storage.LoggedEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/// The log as one that leads has opened it: places are given out here, and what does not fit the
/// end of the log, or comes under an older epoch, is refused there.
final class SimulatedLog implements EventLog {
  private static final int ALL = Integer.MAX_VALUE / 2;

  private final SimulatedDatabase database;
  private final SimulatedDatabase.Session session;
  private final long epoch;
  private long end;

  SimulatedLog(SimulatedDatabase database, SimulatedDatabase.Session session, long epoch) {
    this.database = database;
    this.session = session;
    this.epoch = epoch;
    end = database.end();
  }

  @Override
  public CompletionStage<Long> append(List<Event> events, long at) {
    long before = end;
    return session.append(epoch, before, placed(events, at));
  }

  /// As a log that does not look at the epoch.
  CompletionStage<Long> appendUnderAny(List<Event> events, long at) {
    long before = end;
    return session.appendUnderAny(before, placed(events, at), epoch);
  }

  /// Where the last event goes that was appended.
  long end() {
    return end;
  }

  private List<LoggedEvent<Event>> placed(List<Event> events, long at) {
    List<LoggedEvent<Event>> batch = new ArrayList<>();
    for (Event event : events) {
      end++;
      batch.add(new LoggedEvent<>(end, at, event));
    }
    return batch;
  }

  @Override
  public long replay(long afterSequence, Reader reader) {
    session
        .after(afterSequence, ALL)
        .forEach(event -> reader.event(event.sequence(), event.at(), event.event()));
    session.replayedTo(Math.max(afterSequence, database.end()));
    return session.replayed();
  }

  @Override
  public Optional<Snapshot> newestSnapshot() {
    return Optional.ofNullable(database.snapshot());
  }

  @Override
  public void saveSnapshot(Snapshot snapshot) {
    database.keep(snapshot);
  }
}
