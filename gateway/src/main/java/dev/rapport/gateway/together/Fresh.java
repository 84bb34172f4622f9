package dev.rapport.gateway.together;

import java.util.LinkedHashSet;
import java.util.Set;

/// Tells what comes for the first time from what was brought twice, by Redis and by the store. In
/// the turns of [Together].
final class Fresh {
  /// What is remembered; what comes twice comes soon after.
  private static final int REMEMBERED = 10_000;

  private final Set<String> heardOf = new LinkedHashSet<>();

  boolean is(String what) {
    if (!heardOf.add(what)) {
      return false;
    }
    if (heardOf.size() > REMEMBERED) {
      heardOf.remove(heardOf.iterator().next());
    }
    return true;
  }
}
