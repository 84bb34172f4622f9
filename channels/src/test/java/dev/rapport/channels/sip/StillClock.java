package dev.rapport.channels.sip;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Time that passes when a test says so.
final class StillClock implements Alarms {
  private final List<Due> due = new ArrayList<>();
  private long now = 1_000_000;

  private record Due(long at, Runnable action) {}

  @Override
  public long millis() {
    return now;
  }

  @Override
  public Alarm after(long millis, Runnable action) {
    Due one = new Due(now + millis, action);
    due.add(one);
    return () -> due.remove(one);
  }

  /// Everything due within that time happens, each at its moment.
  void pass(long millis) {
    long until = now + millis;
    while (true) {
      Due next =
          due.stream()
              .filter(d -> d.at() <= until)
              .min(Comparator.comparingLong(Due::at))
              .orElse(null);
      if (next == null) {
        now = until;
        return;
      }
      due.remove(next);
      now = Math.max(now, next.at());
      next.action().run();
    }
  }

  int waiting() {
    return due.size();
  }
}
