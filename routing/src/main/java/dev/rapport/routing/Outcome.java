package dev.rapport.routing;

import java.util.List;

/// What became of a command.
public sealed interface Outcome {
  /// It was carried out; the events are already applied and must now be made durable before anyone
  /// is told. Empty when there was nothing to do.
  record Done(List<Event> events) implements Outcome {
    public Done {
      events = List.copyOf(events);
    }
  }

  /// It was refused and changed nothing.
  ///
  /// @param code stable, for programs: `unknown_contact`, `offer_not_live`, `plan_invalid`, ...
  /// @param detail one sentence for people
  record Rejected(String code, String detail) implements Outcome {}
}
