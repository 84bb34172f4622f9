package dev.rapport.knowledge;

import dev.rapport.knowledge.Languages.Said;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.spell.DirectSpellChecker;
import org.apache.lucene.search.spell.SuggestMode;
import org.apache.lucene.search.spell.SuggestWord;

/// Puts right what was mistyped. A word that no article has in any of the question's languages is
/// replaced by the nearest word that articles have which the asker may read, when one is near
/// enough: one letter in four to six, two from seven on.
final class Spelling {

  /// The most words of a question that are put right.
  static final int MAX_CORRECTED = 4;

  private static final int SHORTEST = 4;
  private static final int INSPECTED = 5;
  private static final float NEAR = 0.7f;

  /// Languages whose terms are not words.
  private static final Set<String> WITHOUT_WORDS = Set.of("ja", "ko", "zh");

  private final DirectSpellChecker checker = new DirectSpellChecker();
  private final Languages languages;

  Spelling(Languages languages) {
    this.languages = languages;
    checker.setMaxEdits(2);
    checker.setMinPrefix(1);
    checker.setMinQueryLength(SHORTEST);
    checker.setMaxInspections(INSPECTED);
    checker.setAccuracy(NEAR);
    checker.setThresholdFrequency(0);
  }

  /// Who asks.
  ///
  /// @param spoken the languages the question is read in, likeliest first
  /// @param closed categories whose words they are not told
  record Asker(String centre, Audience audience, List<String> spoken, Set<String> closed) {}

  /// The text with its mistyped words replaced; the very same text when there are none.
  String corrected(IndexReader reader, Asker asker, String text) throws IOException {
    if (asker.spoken().isEmpty() || WITHOUT_WORDS.contains(asker.spoken().getFirst())) {
      return text;
    }
    var right = new StringBuilder();
    int copied = 0;
    int corrected = 0;
    for (Said word : languages.words(text, QuestionTerms.MAX_TERMS)) {
      if (corrected < MAX_CORRECTED && !isKnown(reader, asker, word.text())) {
        String better = nearest(reader, asker, word.text());
        if (!better.isEmpty()) {
          right.append(text, copied, word.start()).append(better);
          copied = word.end();
          corrected++;
        }
      }
    }
    return corrected == 0 ? text : right.append(text.substring(copied)).toString();
  }

  private boolean isKnown(IndexReader reader, Asker asker, String word) throws IOException {
    if (word.length() < SHORTEST || word.chars().anyMatch(Character::isDigit)) {
      return true; // too short, or a number or code: nothing to guess
    }
    for (String language : asker.spoken()) {
      String field = ArticleFields.said(asker.audience(), asker.centre(), language);
      if (reader.docFreq(new Term(field, word)) > 0 || isFound(reader, asker, language, word)) {
        return true;
      }
    }
    return false;
  }

  /// Whether some article has it with another ending, or it is a function word.
  private boolean isFound(IndexReader reader, Asker asker, String language, String word)
      throws IOException {
    for (String term : languages.terms(language, word, 1)) {
      if (languages.isFunctionWord(language, term)) {
        return true;
      }
      for (ArticleFields.Weighted field : ArticleFields.SEARCHED) {
        String name = ArticleFields.field(field.name(), asker.centre(), language);
        if (reader.docFreq(new Term(name, term)) > 0) {
          return true;
        }
      }
    }
    return false;
  }

  /// Whether some article has the word that is not closed to the asker.
  private static boolean isOpen(IndexReader reader, Asker asker, Term word) throws IOException {
    if (asker.closed().isEmpty()) {
      return true;
    }
    var open = new BooleanQuery.Builder().add(new TermQuery(word), Occur.FILTER);
    ArticleSearch.close(open, asker.closed());
    return new IndexSearcher(reader).search(open.build(), 1).scoreDocs.length > 0;
  }

  private String nearest(IndexReader reader, Asker asker, String word) throws IOException {
    var found = new ArrayList<SuggestWord>();
    for (String language : asker.spoken()) {
      var term = new Term(ArticleFields.said(asker.audience(), asker.centre(), language), word);
      int looked = asker.closed().isEmpty() ? 1 : INSPECTED;
      for (SuggestWord near :
          checker.suggestSimilar(term, looked, reader, SuggestMode.SUGGEST_WHEN_NOT_IN_INDEX)) {
        if (isOpen(reader, asker, new Term(term.field(), near.string))) {
          found.add(near);
        }
      }
    }
    SuggestWord best = null;
    for (SuggestWord one : found) {
      if (best == null || one.score > best.score) {
        best = one;
      }
    }
    return best == null ? "" : best.string.toLowerCase(Locale.ROOT);
  }
}
