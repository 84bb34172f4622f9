package dev.rapport.knowledge;

import dev.rapport.knowledge.QuestionTerms.Asked;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.QueryTimeoutImpl;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.CollectionStatistics;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/// One search on one point in time of the index. The centre and the audience are filters beside the
/// question, so that no text can reach around them (P37). Document frequencies are those of the
/// whole process: another centre's articles may shift a score by a little, never appear.
final class ArticleSearch {

  /// After this long a search gives what it has. Milliseconds.
  static final long TIME_LIMIT = 200;

  /// For searches that nobody waits for.
  static final long UNLIMITED = Long.MAX_VALUE / 2_000_000;

  private final IndexSearcher searcher;
  private final Excerpts excerpts;

  /// @param shared its reader must stay open until {@link #run} has returned
  /// @param timeLimit milliseconds from now
  ArticleSearch(IndexSearcher shared, Excerpts excerpts, long timeLimit) {
    this.searcher = new IndexSearcher(shared.getIndexReader()); // a time limit is the searcher's
    this.searcher.setSimilarity(shared.getSimilarity());
    this.searcher.setQueryCache(null);
    this.searcher.setTimeout(new QueryTimeoutImpl(timeLimit));
    this.excerpts = excerpts;
  }

  /// The languages that have articles.
  static List<String> spoken(IndexSearcher searcher, Languages languages) throws IOException {
    var spoken = new ArrayList<String>();
    for (String language : languages.all()) {
      if (statistics(searcher, ArticleFields.TITLE, language) != null) {
        spoken.add(language);
      }
    }
    return spoken;
  }

  ArticleIndex.Found run(String centre, Audience audience, QuestionTerms terms, int limit)
      throws IOException {
    TopDocs top = searcher.search(query(centre, audience, terms), limit);
    var hits = new ArrayList<ArticleIndex.Hit>();
    for (ScoreDoc found : top.scoreDocs) {
      hits.add(hit(found, terms));
    }
    return new ArticleIndex.Found(hits, searcher.timedOut());
  }

  /// The ids alone, to any depth.
  List<String> rank(String centre, Audience audience, QuestionTerms terms, int depth)
      throws IOException {
    var ids = new ArrayList<String>();
    for (ScoreDoc found : searcher.search(query(centre, audience, terms), depth).scoreDocs) {
      ids.add(searcher.storedFields().document(found.doc).get(ArticleFields.ID));
    }
    return ids;
  }

  private static Query query(String centre, Audience audience, QuestionTerms terms) {
    var words = new BooleanQuery.Builder();
    for (Map.Entry<String, List<Asked>> language : terms.byLanguage().entrySet()) {
      for (Asked asked : language.getValue()) {
        for (ArticleFields.Weighted field : ArticleFields.SEARCHED) {
          var exact = new Term(ArticleFields.field(field.name(), language.getKey()), asked.term());
          float weight =
              asked.telling() ? field.weight() : field.weight() * ArticleFields.FUNCTION_WORD;
          words.add(new BoostQuery(new TermQuery(exact), weight), Occur.SHOULD);
        }
      }
    }
    var visible = new BooleanQuery.Builder();
    for (Visibility visibility : Visibility.values()) {
      if (audience.maySee(visibility)) {
        var term = new Term(ArticleFields.VISIBILITY, visibility.name());
        visible.add(new TermQuery(term), Occur.SHOULD);
      }
    }
    return new BooleanQuery.Builder()
        .add(words.build(), Occur.MUST)
        .add(new TermQuery(new Term(ArticleFields.CENTRE, centre)), Occur.FILTER)
        .add(visible.build(), Occur.FILTER)
        .build();
  }

  private ArticleIndex.Hit hit(ScoreDoc found, QuestionTerms terms) throws IOException {
    Document stored = searcher.storedFields().document(found.doc);
    String language = stored.get(ArticleFields.SHOWN_LANGUAGE);
    List<String> asked =
        terms.byLanguage().getOrDefault(language, List.of()).stream()
            .filter(Asked::telling)
            .map(Asked::term)
            .toList();
    return new ArticleIndex.Hit(
        stored.get(ArticleFields.ID),
        stored.get(ArticleFields.SHOWN_TITLE),
        excerpts.of(stored.get(ArticleFields.SHOWN_BODY), language, asked),
        found.score,
        evidence(found, language, asked));
  }

  private ArticleIndex.Evidence evidence(ScoreDoc found, String language, List<String> asked)
      throws IOException {
    double total = 0;
    double covered = 0;
    double titleCovered = 0;
    for (String term : asked) {
      double weight = idf(term, language);
      total += weight;
      boolean inTitle =
          has(found.doc, ArticleFields.TITLE, language, term)
              || has(found.doc, ArticleFields.QUESTION, language, term)
              || has(found.doc, ArticleFields.TAGS, language, term);
      if (inTitle) {
        titleCovered += weight;
        covered += weight;
      } else if (has(found.doc, ArticleFields.BODY, language, term)) {
        covered += weight;
      }
    }
    if (total == 0) {
      return new ArticleIndex.Evidence(0, 0, 0);
    }
    double fields = ArticleFields.SEARCHED.stream().mapToDouble(f -> f.weight()).sum();
    double strength = Math.min(1, found.score / (total * fields));
    return new ArticleIndex.Evidence(covered / total, titleCovered / total, strength);
  }

  /// BM25's inverse document frequency, taking a word as common as it is in the field that has it
  /// most often, and one that no article has as rare as one that a single article has: most such
  /// words are merely how somebody speaks.
  private double idf(String term, String language) throws IOException {
    CollectionStatistics titles = statistics(searcher, ArticleFields.TITLE, language);
    long articles = titles == null ? 0 : titles.docCount();
    long with = 1;
    for (ArticleFields.Weighted field : ArticleFields.SEARCHED) {
      var exact = new Term(ArticleFields.field(field.name(), language), term);
      with = Math.max(with, searcher.getIndexReader().docFreq(exact));
    }
    // Statistics count deleted articles until they are merged away, fields not all alike.
    double without = Math.max(0, articles - with);
    return Math.log1p((without + 0.5) / (with + 0.5));
  }

  private boolean has(int doc, String field, String language, String term) throws IOException {
    List<LeafReaderContext> leaves = searcher.getLeafContexts();
    LeafReaderContext leaf = leaves.get(ReaderUtil.subIndex(doc, leaves));
    Terms terms = leaf.reader().terms(ArticleFields.field(field, language));
    if (terms == null) {
      return false;
    }
    TermsEnum at = terms.iterator();
    if (!at.seekExact(new BytesRef(term))) {
      return false;
    }
    int local = doc - leaf.docBase;
    PostingsEnum postings = at.postings(null, PostingsEnum.NONE);
    return postings.advance(local) == local;
  }

  private static @Nullable CollectionStatistics statistics(
      IndexSearcher searcher, String field, String language) throws IOException {
    return searcher.collectionStatistics(ArticleFields.field(field, language));
  }
}
