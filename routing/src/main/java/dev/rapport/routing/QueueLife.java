package dev.rapport.routing;

/// What is in one queue now.
final class QueueLife {
  final Line waiting = new Line();
  int offered;
  int assigned;
  int wrapUp;

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
