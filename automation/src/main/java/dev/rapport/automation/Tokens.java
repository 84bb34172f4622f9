package dev.rapport.automation;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// A text as its words: lower case, without accents, parted by whatever is neither letter nor
/// digit. An apostrophe inside a word is dropped (`don't` is `dont`), elsewhere it parts.
final class Tokens {
  /// Only so much of a text is read; what a contact is about stands at its beginning.
  static final int MAX_TEXT = 20_000;

  private static final Pattern MARKS = Pattern.compile("\\p{M}+");
  private static final Pattern INNER_APOSTROPHE = Pattern.compile("(?<=[nN])['\u2019](?=[tT]\\b)");
  private static final Pattern PARTING = Pattern.compile("[^\\p{L}\\p{N}]+");

  private Tokens() {}

  static List<String> of(String text) {
    String start = text.length() > MAX_TEXT ? text.substring(0, MAX_TEXT) : text;
    String joined = INNER_APOSTROPHE.matcher(start).replaceAll("");
    return PARTING.splitAsStream(plain(joined)).filter(word -> !word.isEmpty()).toList();
  }

  /// In lower case and without marks: accents, vowel signs, the voicing of kana.
  static String plain(String text) {
    return MARKS
        .matcher(Normalizer.normalize(text, Normalizer.Form.NFKD))
        .replaceAll("")
        .toLowerCase(Locale.ROOT)
        .replace("\u00df", "ss");
  }
}
