package dev.rapport.customers.spoken;

import java.util.List;

/// What a caller said, as a recogniser gives it: for each thing asked, all guesses of all attempts.
/// Empty lists where nothing was asked or heard.
public record Heard(List<String> postcode, List<String> name, List<String> birthDate) {
  /// The most guesses looked at for one thing.
  public static final int MAX_GUESSES = 60;

  public Heard {
    postcode = bounded(postcode);
    name = bounded(name);
    birthDate = bounded(birthDate);
  }

  private static List<String> bounded(List<String> guesses) {
    return guesses.stream()
        .filter(guess -> guess.length() <= 200)
        .distinct()
        .limit(MAX_GUESSES)
        .toList();
  }
}
