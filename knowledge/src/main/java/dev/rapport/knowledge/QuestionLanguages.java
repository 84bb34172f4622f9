package dev.rapport.knowledge;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;

/// In which languages a question is read, of those a centre has articles in.
///
/// How a text looks says little when it has two words, and some words are of several languages; so
/// what counts first is in which languages the articles know its telling words, and then which of
/// them it looks like.
final class QuestionLanguages {

  private final IndexSearcher searcher;
  private final Languages languages;
  private final LanguageDetection detection;
  private final String centre;

  QuestionLanguages(
      IndexSearcher searcher, Languages languages, LanguageDetection detection, String centre) {
    this.searcher = searcher;
    this.languages = languages;
    this.detection = detection;
    this.centre = centre;
  }

  /// The likeliest first; at most {@link QuestionTerms#MAX_LANGUAGES}. One whose articles know no
  /// telling word is left out where another's do: an Italian's "i" is no reason to show what an
  /// English "I" lost. It stays when it is read by pieces of words, which may be known.
  List<String> of(String text) throws IOException {
    List<String> spoken = spoken();
    if (spoken.size() < 2) {
      return spoken;
    }
    Map<String, Double> known = new HashMap<>();
    for (String language : spoken) {
      known.put(language, known(language, text));
    }
    boolean any = known.values().stream().anyMatch(share -> share > 0);
    var likeliest = new ArrayList<>(detection.likeliest(text, spoken));
    likeliest.removeIf(language ->
        any && known.getOrDefault(language, 0.0) == 0 && !languages.hasPieces(language));
    likeliest.sort(
        Comparator.comparingDouble((String language) -> known.getOrDefault(language, 0.0))
            .reversed());
    return List.copyOf(
        likeliest.subList(0, Math.min(QuestionTerms.MAX_LANGUAGES, likeliest.size())));
  }

  private List<String> spoken() throws IOException {
    var spoken = new ArrayList<String>();
    for (String language : languages.all()) {
      String titles = ArticleFields.field(ArticleFields.TITLE, centre, language);
      if (searcher.collectionStatistics(titles) != null) {
        spoken.add(language);
      }
    }
    return spoken;
  }

  /// Which share of the telling words the articles of a language have; 0 to 1.
  private double known(String language, String text) throws IOException {
    SequencedSet<String> terms = languages.terms(language, text, QuestionTerms.MAX_TERMS);
    SequencedSet<String> telling = languages.telling(language, terms);
    int known = 0;
    for (String term : telling) {
      if (isKnown(language, term)) {
        known++;
      }
    }
    return telling.isEmpty() ? 0 : (double) known / telling.size();
  }

  private boolean isKnown(String language, String term) throws IOException {
    for (ArticleFields.Weighted field : ArticleFields.SEARCHED) {
      String name = ArticleFields.field(field.name(), centre, language);
      if (searcher.getIndexReader().docFreq(new Term(name, term)) > 0) {
        return true;
      }
    }
    return false;
  }
}
