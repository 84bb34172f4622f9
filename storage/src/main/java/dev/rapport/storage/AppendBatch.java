package dev.rapport.storage;

import dev.rapport.routing.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// Appends that go to the writer as one. Filled until the writer takes it, or until it is full; who
/// fills and who takes it hold the same lock.
final class AppendBatch {
  /// Beyond so many events a new batch begins.
  private static final int MOST_EVENTS = 500;

  private final LogEnd before;
  private final List<Event> events = new ArrayList<>();
  private final List<EventRow> rows = new ArrayList<>();
  private final List<Append> appends = new ArrayList<>();
  private boolean closed;

  /// One append, and where the log ends after it.
  private record Append(CompletableFuture<Long> durable, long sequence) {}

  /// @param before where the log ends before the first of these events
  AppendBatch(LogEnd before) {
    this.before = before;
  }

  boolean takesMore() {
    return !closed && rows.size() < MOST_EVENTS;
  }

  void close() {
    closed = true;
  }

  void add(Event event, EventRow row) {
    events.add(event);
    rows.add(row);
  }

  CompletableFuture<Long> promise(long sequence) {
    var durable = new CompletableFuture<Long>();
    appends.add(new Append(durable, sequence));
    return durable;
  }

  int appends() {
    return appends.size();
  }

  LogEnd before() {
    return before;
  }

  LogEnd end() {
    return rows.isEmpty() ? before : new LogEnd(rows.getLast().sequence(), rows.getLast().hash());
  }

  List<Event> events() {
    return events;
  }

  List<EventRow> rows() {
    return rows;
  }

  /// In the order in which they were asked for.
  void tell(@Nullable Throwable problem) {
    for (Append append : appends) {
      if (problem == null) {
        append.durable().complete(append.sequence());
      } else {
        append.durable().completeExceptionally(problem);
      }
    }
  }
}
