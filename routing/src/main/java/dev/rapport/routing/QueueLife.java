package dev.rapport.routing;

import org.jspecify.annotations.Nullable;

/// What is in one queue now.
final class QueueLife {
  final Line waiting = new Line();
  int offered;
  int assigned;
  int wrapUp;

  /// Of those who wait, how many have left a message or will be called back.
  int absent;

  /// Null for a queue without hours, which is always open.
  RoutingSnapshot.@Nullable Door door;

  boolean open() {
    return door == null || door.open();
  }

  /// How many sit and wait.
  int size() {
    return waiting.size() - absent;
  }

  /// Counts a contact in or out by its state, waiting contacts aside.
  void count(ContactState state, int change) {
    switch (state) {
      case ContactState.Offered _ -> offered += change;
      case ContactState.Assigned _ -> assigned += change;
      case ContactState.WrapUp _ -> wrapUp += change;
      case ContactState.Answering _, ContactState.Waiting _, ContactState.Ended _ -> {}
    }
  }
}
