package dev.rapport.gateway.unit;

import dev.rapport.routing.Event;
import dev.rapport.storage.LoggedEvent;
import java.util.List;

/// Reads on in a log that another process writes.
@FunctionalInterface
public interface LogReader {
  /// The events after a sequence, in order, at most so many; empty when nothing follows. Blocks.
  List<LoggedEvent<Event>> after(long sequence, int most);
}
