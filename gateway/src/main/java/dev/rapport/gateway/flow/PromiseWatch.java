package dev.rapport.gateway.flow;

import dev.rapport.customers.learning.LearningStore;
import dev.rapport.customers.learning.Promise;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/// Warns whoever owns a promise before it is late, and once more when it is: each time its standing
/// gets that far. Looks at open promises by deadline; call it every so often. Blocking, on one
/// thread at a time.
public final class PromiseWatch {
  /// Open promises looked at; those with later deadlines come into sight as these are kept.
  public static final int MOST = 1_000;

  /// The last fifth of the longest promise that is warned of early.
  private static final long AHEAD_MS = 90 * 86_400_000L;

  private final String centre;
  private final LearningStore store;
  private final BiConsumer<Promise, Promise.Standing> warning;
  private final Map<String, Promise.Standing> warned = new HashMap<>();

  /// @param warning told of each promise that is due soon, and of each that is overdue
  public PromiseWatch(
      String centre, LearningStore store, BiConsumer<Promise, Promise.Standing> warning) {
    this.centre = centre;
    this.store = store;
    this.warning = warning;
  }

  /// @param now epoch milliseconds
  public void look(long now) {
    List<Promise> open = store.due(centre, now + AHEAD_MS, MOST);
    Set<String> there = open.stream().map(Promise::id).collect(Collectors.toSet());
    warned.keySet().retainAll(there);
    for (Promise promise : open) {
      Promise.Standing standing = promise.standing(now);
      if (pressing(standing) && warned.put(promise.id(), standing) != standing) {
        warning.accept(promise, standing);
      }
    }
  }

  private static boolean pressing(Promise.Standing standing) {
    return switch (standing) {
      case DUE_SOON, OVERDUE -> true;
      case EARLY, UNDER_WAY, CLOSED -> false;
    };
  }
}
