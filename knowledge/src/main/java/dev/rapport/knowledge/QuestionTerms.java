package dev.rapport.knowledge;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
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

  /// The most synonyms that stand beside its terms in one language.
  static final int MAX_ALTERNATIVES = 48;

  /// The most terms and synonyms over all languages. Each is a clause in each searched field,
  /// beside the pieces and up to {@link CategoryRights#MAX_RULES} closed categories; Lucene takes
  /// 1,024.
  private static final int MAX_ASKED = 156;

  private static final QuestionTerms NONE = new QuestionTerms("", Map.of(), Map.of());

  /// @param telling whether it says what the question is about; false for a function word
  /// @param alternatives what is as good: the centre's synonyms
  record Asked(String term, boolean telling, List<String> alternatives) {}

  /// Empty for a text that has no words, or only function words in one of the languages. A single
  /// word may be a function word of one language and tell everything in another ("hat", "bin"): it
  /// is read in those where it does.
  ///
  /// @param spoken the languages to read it in, the likeliest first, see {@link QuestionLanguages}
  static QuestionTerms of(String text, Languages languages, List<String> spoken) {
    return of(text, languages, spoken, Synonyms.NONE);
  }

  /// As above, with words that stand for each other in the centre.
  static QuestionTerms of(
      String text, Languages languages, List<String> spoken, Synonyms synonyms) {
    String read = read(text);
    var byLanguage = new TreeMap<String, List<Asked>>();
    var pieces = new TreeMap<String, List<String>>();
    List<String> looked = spoken.subList(0, Math.min(MAX_LANGUAGES, spoken.size()));
    String likeliest = "";
    for (String language : looked) {
      SequencedSet<String> terms = languages.terms(language, read, MAX_TERMS);
      int most = Math.min(MAX_ALTERNATIVES, MAX_ASKED / looked.size() - terms.size());
      Map<String, List<String>> same = bounded(synonyms.alternatives(language, terms), most);
      SequencedSet<String> telling = languages.telling(language, terms);
      List<Asked> asked =
          terms.stream()
              .map(term ->
                  new Asked(term, telling.contains(term), same.getOrDefault(term, List.of())))
              .toList();
      if (asked.stream().noneMatch(Asked::telling)) {
        if (asked.size() == 1) {
          continue;
        }
        return NONE;
      }
      likeliest = likeliest.isEmpty() ? language : likeliest;
      byLanguage.put(language, asked);
      if (languages.hasPieces(language)) {
        pieces.put(language, List.copyOf(languages.pieces(read, MAX_PIECES)));
      }
    }
    return new QuestionTerms(likeliest, byLanguage, pieces);
  }

  /// As many for each term while there are any left.
  private static Map<String, List<String>> bounded(Map<String, List<String>> same, int most) {
    var bounded = new HashMap<String, List<String>>();
    int left = most;
    int share = Math.max(1, most / Math.max(1, same.size()));
    for (Map.Entry<String, List<String>> term : same.entrySet()) {
      List<String> others = term.getValue();
      List<String> taken = others.subList(0, Math.min(others.size(), Math.min(share, left)));
      bounded.put(term.getKey(), taken);
      left -= taken.size();
    }
    return bounded;
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
