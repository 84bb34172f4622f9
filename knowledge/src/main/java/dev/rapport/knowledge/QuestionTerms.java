package dev.rapport.knowledge;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.TreeMap;

/// What somebody typed, as bounded terms by language. This is the only door from typed text to the
/// index: nothing in it is read as query syntax, and its size does not depend on the text's.
///
/// @param likeliest the language it is most probably in, of those that have articles
/// @param pieces pieces of words, for the languages that are read by them
record QuestionTerms(
    String likeliest, Map<String, List<Asked>> byLanguage, Map<String, List<String>> pieces) {

  /// What is read of a text, in UTF-16 code units; what follows is not.
  static final int MAX_TEXT = 256;

  /// The most terms a text becomes in one language.
  static final int MAX_TERMS = 32;

  /// The most pieces of words a text becomes in one language.
  static final int MAX_PIECES = 96;

  /// The most languages a text is read in.
  static final int MAX_LANGUAGES = 3;

  private static final QuestionTerms NONE = new QuestionTerms("", Map.of(), Map.of());

  /// @param telling whether it says what the question is about; false for a function word
  /// @param alternatives what is as good: the centre's synonyms
  record Asked(String term, boolean telling, List<String> alternatives) {}

  /// Empty for a text that has no words, or only function words in one of the languages.
  ///
  /// @param spoken the languages that have articles, the likeliest of this text first
  static QuestionTerms of(String text, Languages languages, List<String> spoken) {
    return of(text, languages, spoken, Synonyms.NONE);
  }

  /// As above, with words that stand for each other in the centre.
  static QuestionTerms of(
      String text, Languages languages, List<String> spoken, Synonyms synonyms) {
    String read = read(text);
    var byLanguage = new TreeMap<String, List<Asked>>();
    var pieces = new TreeMap<String, List<String>>();
    for (String language : spoken.subList(0, Math.min(MAX_LANGUAGES, spoken.size()))) {
      SequencedSet<String> terms = languages.terms(language, read, MAX_TERMS);
      Map<String, List<String>> same = synonyms.alternatives(language, terms);
      List<Asked> asked =
          terms.stream()
              .map(term ->
                  new Asked(
                      term,
                      !languages.isFunctionWord(language, term),
                      same.getOrDefault(term, List.of())))
              .toList();
      if (asked.stream().noneMatch(Asked::telling)) {
        return NONE;
      }
      byLanguage.put(language, asked);
      if (languages.hasPieces(language)) {
        pieces.put(language, List.copyOf(languages.pieces(read, MAX_PIECES)));
      }
    }
    return new QuestionTerms(spoken.isEmpty() ? "" : spoken.getFirst(), byLanguage, pieces);
  }

  /// What is read of a text.
  static String read(String text) {
    return wellFormed(cut(text));
  }

  /// A tokenizer that meets half a surrogate pair at the end of a text loses all of it.
  private static String wellFormed(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }

  /// Without function words and pieces of words.
  QuestionTerms telling() {
    var telling = new TreeMap<String, List<Asked>>();
    byLanguage.forEach(
        (language, asked) -> telling.put(language, asked.stream().filter(Asked::telling).toList()));
    return new QuestionTerms(likeliest, telling, Map.of());
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
