package dev.rapport.routing;

import org.jspecify.annotations.Nullable;

/// What is known of the work in a contact before anybody begins it.
///
/// @param intent what it is about, in a word of the centre's own (`card_lost`); what contacts of
///   one intent in one queue have taken so far says how long the next one will take
/// @param expectedHandle milliseconds an agent of full skill will need, when somebody knows (a
///   booked appointment); 0 to have it predicted
public record Errand(@Nullable String intent, long expectedHandle) {
  public static final int MAX_INTENT = 100;

  public Errand {
    if (intent != null && (intent.isBlank() || intent.length() > MAX_INTENT)) {
      throw new IllegalArgumentException("an intent has 1 to " + MAX_INTENT + " characters");
    }
    if (expectedHandle < 0) {
      throw new IllegalArgumentException("an expected handle time is 0 or more");
    }
  }

  public static Errand about(String intent) {
    return new Errand(intent, 0);
  }

  public static Errand taking(long expectedHandle) {
    return new Errand(null, expectedHandle);
  }
}
