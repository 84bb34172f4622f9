package dev.rapport.channels.sip;

/// Time, as the stack sees it: everything that happens later, on the stack's one thread.
interface Alarms {
  long millis();

  Alarm after(long millis, Runnable action);

  /// Something that was to happen later.
  interface Alarm {
    Alarm NONE = () -> {};

    void cancel();
  }
}
