package dev.rapport.routing;

import java.util.TreeSet;

/// What is in one queue now.
final class QueueLife {
  final TreeSet<ContactLife> waiting = new TreeSet<>(ContactLife.BY_AGE);
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

  /// 1 for the oldest; walks no further than the limit.
  int position(ContactLife contact) {
    int position = 1;
    for (ContactLife other : waiting) {
      if (other == contact || position >= ContactView.POSITION_LIMIT) {
        break;
      }
      position++;
    }
    return position;
  }
}
