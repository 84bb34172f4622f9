package dev.rapport.knowledge;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What somebody typed, as bounded terms by language. This is the only door from typed text to the
/// index: nothing in it is read as query syntax, and its size does not depend on the text's.
record QuestionTerms(Map<String, List<Asked>> byLanguage) {

  /// What is read of a text, in UTF-16 code units; what follows is not.
  static final int MAX_TEXT = 256;

  /// The most terms a text becomes in one language.
  static final int MAX_TERMS = 32;

  private static final QuestionTerms NONE = new QuestionTerms(Map.of());

  /// @param telling whether it says what the question is about; false for a function word
  record Asked(String term, boolean telling) {}

  /// Empty for a text that has no words, or only function words in one of the languages.
  ///
  /// @param spoken the languages that have articles
  static QuestionTerms of(String text, Languages languages, List<String> spoken) {
    String read = wellFormed(cut(text));
    var byLanguage = new TreeMap<String, List<Asked>>();
    for (String language : spoken) {
      List<Asked> asked =
          languages.terms(language, read, MAX_TERMS).stream()
              .map(term -> new Asked(term, !languages.isFunctionWord(language, term)))
              .toList();
      if (asked.stream().noneMatch(Asked::telling)) {
        return NONE;
      }
      byLanguage.put(language, asked);
    }
    return new QuestionTerms(byLanguage);
  }

  /// A tokenizer that meets half a surrogate pair at the end of a text loses all of it.
  private static String wellFormed(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }

  boolean isEmpty() {
    return byLanguage.isEmpty();
  }

  /// The first {@link #MAX_TEXT} of a text, cut between words where it has any.
  static String cut(String text) {
    if (text.length() <= MAX_TEXT) {
      return text;
    }
    for (int end = MAX_TEXT; end > 0; end--) {
      if (Character.isWhitespace(text.charAt(end))) {
        return text.substring(0, end);
      }
    }
    boolean splitsPair = Character.isHighSurrogate(text.charAt(MAX_TEXT - 1));
    return text.substring(0, splitsPair ? MAX_TEXT - 1 : MAX_TEXT);
  }
}
