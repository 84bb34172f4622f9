package dev.rapport.routing;

/// What every id has in common: it is there, and it is short.
final class Ids {
  static final int MAX_LENGTH = 200;

  private Ids() {}

  static void check(String what, String value) {
    if (value.isBlank() || value.length() > MAX_LENGTH) {
      throw new IllegalArgumentException(
          what + " must have 1 to " + MAX_LENGTH + " characters, has " + value.length());
    }
  }
}
