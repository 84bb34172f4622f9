package dev.rapport.customers.spoken;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// English words that stand for a letter or a digit when something is spelled: the radio alphabet,
/// the names of letters and digits, and what recognisers write for those.
final class SpokenLetters {
  private static final String WORDS =
      """
      a alpha alfa
      b bravo bee be
      c charlie see sea
      d delta dee
      e echo
      f foxtrot fox eff
      g golf gee jeez geez
      h hotel aitch hatch age page each
      i india eye
      j juliet juliett jay
      k kilo kay okay hilo helo
      l lima lemur leema ell el
      m mike em
      n november en and in end
      o oscar
      p papa pea pee
      q quebec queue cue cube que kubek
      r romeo are our ar
      s sierra ess es
      t tango tea tee
      u uniform you ewe
      v victor vee we
      w whiskey whisky
      x xray ex
      y yankee yankees why wife
      z zulu zed zee
      0 zero oh nought nil
      1 one won
      2 two to too
      3 three free tree
      4 four for fore full fool
      5 five hive fife
      6 six sex sick
      7 seven
      8 eight ate
      9 nine niner
      """;

  /// What callers say around a spelling.
  private static final Set<String> FILLERS =
      Set.of(
          "my",
          "post",
          "code",
          "postcode",
          "is",
          "it",
          "its",
          "it's",
          "that",
          "that's",
          "the",
          "ray",
          "space",
          "yes",
          "no",
          "um",
          "uh",
          "hello",
          "hi",
          "name",
          "of",
          "date",
          "birth");

  private static final Map<String, Character> LETTERS = letters();

  private SpokenLetters() {}

  private static Map<String, Character> letters() {
    Map<String, Character> letters = new HashMap<>();
    for (String line : WORDS.split("\n")) {
      String[] words = line.strip().split(" ");
      for (int i = 1; i < words.length; i++) {
        letters.put(words[i], words[0].charAt(0));
      }
    }
    return Map.copyOf(letters);
  }

  static String[] words(String guess) {
    return guess
        .toLowerCase(Locale.ROOT)
        .replace("x-ray", "xray")
        .replace('-', ' ')
        .replaceAll("[^a-z0-9' ]", " ")
        .strip()
        .split("\\s+");
  }

  /// The code that a guess spells, as letters and digits without blanks.
  ///
  /// @param initials whether an unknown word stands for its first letter, as in "s for sugar"
  static String spelled(String guess, boolean initials) {
    String[] words = words(guess);
    var code = new StringBuilder();
    int times = 1;
    for (int i = 0; i < words.length; i++) {
      String word = words[i];
      if (word.equals("double") || word.equals("triple")) {
        times = word.equals("double") ? 2 : 3;
        continue;
      }
      boolean example =
          word.length() == 1
              && Character.isLetter(word.charAt(0))
              && i + 2 < words.length
              && (words[i + 1].equals("for")
                  || words[i + 1].equals("4")
                  || words[i + 1].equals("as"))
              && words[i + 2].length() > 2
              && Character.isLetter(words[i + 2].charAt(0));
      String meant = meaning(word, initials);
      code.append(meant.repeat(times));
      times = 1;
      i += example ? 2 : 0;
    }
    return code.toString();
  }

  private static String meaning(String word, boolean initials) {
    Character letter = LETTERS.get(word);
    if (letter != null) {
      return letter.toString();
    }
    if (FILLERS.contains(word)) {
      return "";
    }
    if (word.length() <= 2 || word.chars().anyMatch(Character::isDigit)) {
      return word.equals("'") ? "" : word.replace("'", "");
    }
    if (word.length() <= 3) {
      return word;
    }
    return initials ? word.substring(0, 1) : "";
  }

  /// Whether a guess is spelled rather than said: half its words are single letters or stand for
  /// one.
  static boolean isSpelling(String guess) {
    String[] words = words(guess);
    int letters = 0;
    for (String word : words) {
      letters += word.length() <= 2 || (word.length() > 4 && LETTERS.containsKey(word)) ? 1 : 0;
    }
    return letters * 2 > words.length && words.length > 1;
  }

  /// A single digit said as a word, as at the end of "1980 four"; -1 when it is none.
  static int digit(String word) {
    Character letter = LETTERS.get(word);
    return letter != null && Character.isDigit(letter) ? letter - '0' : -1;
  }
}
