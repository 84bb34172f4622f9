package dev.rapport.knowledge;

import dev.rapport.knowledge.Languages.Said;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopScoreDocCollectorManager;
import org.apache.lucene.search.spell.DirectSpellChecker;
import org.apache.lucene.search.spell.SuggestMode;
import org.apache.lucene.search.spell.SuggestWord;

/// Puts right what was mistyped. A word that no article the asker may read has in any of the
/// question's languages is replaced by the nearest word that such an article has, when one is near
/// enough: one letter in four to six, two from seven on. What other articles say changes nothing.
final class Spelling {

  /// The most words of a question that near ones are looked for: each is a walk through the words
  /// of every language it is read in.
  static final int MAX_TRIED = 8;

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
    checker.setMaxQueryFrequency(Integer.MAX_VALUE); // whether a word is known is said here
  }

  /// Who asks.
  ///
  /// @param spoken the languages the question is read in, likeliest first
  /// @param closed categories whose words they are not told
  /// @param now articles that are not valid at that moment count no more than closed ones
  record Asker(
      String centre, Audience audience, List<String> spoken, Set<String> closed, long now) {}

  /// The text with its mistyped words replaced; the very same text when there are none.
  String corrected(IndexReader reader, Asker asker, String text) throws IOException {
    return new Look(reader, asker).corrected(text);
  }

  /// One look at one point in time of the index, with the asker's eyes.
  private final class Look {
    private final IndexSearcher searcher;
    private final Asker asker;

    Look(IndexReader reader, Asker asker) {
      this.searcher = new IndexSearcher(reader);
      this.searcher.setQueryCache(null);
      this.asker = asker;
    }

    String corrected(String text) throws IOException {
      if (asker.spoken().isEmpty() || WITHOUT_WORDS.contains(asker.spoken().getFirst())) {
        return text;
      }
      var right = new StringBuilder();
      int copied = 0;
      int tried = 0;
      for (Said word : languages.words(text, QuestionTerms.MAX_TERMS)) {
        if (tried < MAX_TRIED && !isKnown(word.text())) {
          tried++;
          String better = nearest(word.text());
          if (!better.isEmpty()) {
            right.append(text, copied, word.start()).append(better);
            copied = word.end();
          }
        }
      }
      return copied == 0 ? text : right.append(text.substring(copied)).toString();
    }

    private boolean isKnown(String word) throws IOException {
      if (word.length() < SHORTEST || word.chars().anyMatch(Character::isDigit)) {
        return true; // too short, or a number or code: nothing to guess
      }
      for (String language : asker.spoken()) {
        if (isSeen(said(language, word)) || isFound(language, word)) {
          return true;
        }
      }
      return false;
    }

    /// Whether some article has it with another ending, or it is a function word.
    private boolean isFound(String language, String word) throws IOException {
      for (String term : languages.terms(language, word, 1)) {
        if (languages.isFunctionWord(language, term)) {
          return true;
        }
        for (ArticleFields.Weighted field : ArticleFields.SEARCHED) {
          String name = ArticleFields.field(field.name(), asker.centre(), language);
          if (isSeen(new Term(name, term))) {
            return true;
          }
        }
      }
      return false;
    }

    /// Whether an article that the asker may see has it. The index's own count will not do: it is
    /// of all articles, and of those deleted that are not merged away yet.
    private boolean isSeen(Term word) throws IOException {
      if (searcher.getIndexReader().docFreq(word) == 0) {
        return false;
      }
      var seen =
          new BooleanQuery.Builder()
              .add(new TermQuery(word), Occur.FILTER)
              .add(ArticleSearch.visibleTo(asker.audience()), Occur.FILTER);
      ArticleSearch.close(seen, asker.closed());
      ArticleSearch.leaveOutInvalid(seen, asker.now());
      var any = new TopScoreDocCollectorManager(1, null, 1);
      return searcher.search(seen.build(), any).scoreDocs.length > 0;
    }

    private String nearest(String word) throws IOException {
      SuggestWord best = null;
      int looked = asker.closed().isEmpty() ? 1 : INSPECTED;
      for (String language : asker.spoken()) {
        Term term = said(language, word);
        for (SuggestWord near :
            checker.suggestSimilar(
                term, looked, searcher.getIndexReader(), SuggestMode.SUGGEST_ALWAYS)) {
          boolean better = best == null || near.score > best.score;
          if (better && isSeen(new Term(term.field(), near.string))) {
            best = near;
          }
        }
      }
      return best == null ? "" : best.string.toLowerCase(Locale.ROOT);
    }

    private Term said(String language, String word) {
      return new Term(ArticleFields.said(asker.audience(), asker.centre(), language), word);
    }
  }
}
