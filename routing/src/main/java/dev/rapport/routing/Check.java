package dev.rapport.routing;

import org.jspecify.annotations.Nullable;

/// Says that something which cannot happen has happened. Always on: a core that has lost count must
/// stop, and be rebuilt from the log.
final class Check {
  private Check() {}

  static <T> T present(@Nullable T value, String what) {
    if (value == null) {
      throw new IllegalStateException("expected " + what);
    }
    return value;
  }

  static void that(boolean holds, String what) {
    if (!holds) {
      throw new IllegalStateException("expected " + what);
    }
  }
}
