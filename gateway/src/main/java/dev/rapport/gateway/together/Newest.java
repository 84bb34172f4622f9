package dev.rapport.gateway.together;

import java.util.LinkedHashMap;
import java.util.Map;

/// Tells what is newer than all that was heard of the same thing from what was brought late, or
/// twice, by Redis and by the store. In the turns of [Together].
final class Newest {
  /// Things remembered; what comes late comes soon after.
  private static final int REMEMBERED = 10_000;

  private final Map<String, Long> numbers = new LinkedHashMap<>();

  boolean is(String what, long number) {
    Long before = numbers.remove(what);
    boolean newer = before == null || number > before;
    numbers.put(what, before == null ? number : Math.max(before, number));
    if (numbers.size() > REMEMBERED) {
      numbers.remove(numbers.keySet().iterator().next());
    }
    return newer;
  }
}
