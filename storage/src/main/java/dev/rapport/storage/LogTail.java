package dev.rapport.storage;

import dev.rapport.routing.Event;
import java.util.ArrayList;
import java.util.List;

/// Follows the log of a centre that another process writes.
public final class LogTail {
  private final Store store;
  private final SqlEventLog log;
  private final String centre;

  public LogTail(Store store, String centre) {
    this.store = store;
    this.centre = centre;
    log = new SqlEventLog(store, centre);
  }

  /// The events after a sequence, in order; empty when nothing follows. Blocks.
  ///
  /// @throws DamagedLog when they are not what was written
  public List<LoggedEvent<Event>> after(long sequence, int most) {
    List<LoggedEvent<Event>> found = new ArrayList<>();
    EventChain chain = new EventChain(centre, sequence);
    List<EventRow> rows =
        store.read(dsl -> EventRow.page(dsl, centre, sequence, sequence == 0 ? most : most + 1));
    for (EventRow row : rows) {
      chain.check(row);
      if (row.sequence() > sequence) {
        found.add(new LoggedEvent<>(row.sequence(), row.at(), log.decode(row)));
      }
    }
    return found;
  }
}
