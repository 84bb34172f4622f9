package dev.rapport.knowledge;

import dev.rapport.knowledge.QuestionTerms.Asked;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.SortedNumericDocValues;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.CollectionStatistics;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopScoreDocCollectorManager;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/// One search on one point in time of the index. The centre and the audience are filters beside the
/// question, so that no text can reach around them (P37).
final class ArticleSearch {

  /// After this much work a search gives what it has, see {@link SearchBudget}. Milliseconds.
  static final long TIME_LIMIT = 200;

  /// For searches that nobody waits for.
  static final long UNLIMITED = Long.MAX_VALUE / 2_000_000 / SearchBudget.PATIENCE;

  private final IndexSearcher searcher;
  private final Excerpts excerpts;
  private final long now;

  /// How telling the question's words are, by language and word: the same for each article found.
  private final Map<String, Double> telling = new HashMap<>();

  /// What a match in a language is worth, see {@link #weigh}.
  private final Map<String, Double> weights = new HashMap<>();

  /// @param shared its reader must stay open until the search has ended
  /// @param timeLimit milliseconds from now
  /// @param now what is not valid at that moment is not found; epoch milliseconds
  ArticleSearch(IndexSearcher shared, Excerpts excerpts, long timeLimit, long now) {
    this.searcher = new IndexSearcher(shared.getIndexReader()); // a time limit is the searcher's
    this.searcher.setSimilarity(shared.getSimilarity());
    this.searcher.setQueryCache(null);
    this.searcher.setTimeout(new SearchBudget(timeLimit));
    this.excerpts = excerpts;
    this.now = now;
  }

  /// The best articles by their words.
  List<Fusion.Scored> scored(ArticleIndex.Question question, QuestionTerms terms, int depth)
      throws IOException {
    var scored = new ArrayList<Fusion.Scored>();
    // Nobody counts all that match: whatever cannot be among the best is passed over at once.
    var best = new TopScoreDocCollectorManager(depth, null, depth);
    for (ScoreDoc found : searcher.search(query(question, terms), best).scoreDocs) {
      scored.add(new Fusion.Scored(ArticleIds.of(searcher, found.doc), found.score));
    }
    return scored;
  }

  /// The ranked articles with their words and the evidence for them. One that is no longer to be
  /// found is left out.
  ArticleIndex.Found hits(String centre, QuestionTerms terms, List<Fusion.Ranked> ranked, int limit)
      throws IOException {
    var hits = new ArrayList<ArticleIndex.Hit>();
    for (int i = 0; i < ranked.size() && hits.size() < limit; i++) {
      Fusion.Ranked one = ranked.get(i);
      double next = i + 1 < ranked.size() ? ranked.get(i + 1).score() : 0;
      double lead = one.score() <= 0 ? 0 : (one.score() - next) / one.score();
      int doc = docOf(one.articleId());
      if (doc >= 0) {
        hits.add(hit(doc, centre, terms, one, lead));
      }
    }
    return new ArticleIndex.Found(hits, searcher.timedOut(), null);
  }

  private int docOf(String id) throws IOException {
    for (LeafReaderContext leaf : searcher.getLeafContexts()) {
      PostingsEnum postings = leaf.reader().postings(ArticleFields.idTerm(id));
      while (postings != null && postings.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
        Bits live = leaf.reader().getLiveDocs();
        if (live == null || live.get(postings.docID())) {
          return leaf.docBase + postings.docID();
        }
      }
    }
    return -1;
  }

  /// Those of the ranked articles that the question may find, as [#filtered] says it: what another
  /// index found may have become internal since that one read it (P37).
  List<Fusion.Scored> within(ArticleIndex.Question question, List<Fusion.Scored> scored)
      throws IOException {
    Narrowing narrowing = question.within();
    var within = new ArrayList<Fusion.Scored>();
    for (Fusion.Scored one : scored) {
      int doc = docOf(one.articleId());
      if (doc >= 0
          && has(doc, ArticleFields.CENTRE, question.centre())
          && isVisible(doc, question.audience())
          && isValid(doc)
          && isIn(doc, ArticleFields.CATEGORY, narrowing.category())
          && isIn(doc, ArticleFields.PRODUCT, narrowing.product())
          && !isInAny(doc, narrowing.closed())) {
        within.add(one);
      }
    }
    return within;
  }

  private boolean isVisible(int doc, Audience audience) throws IOException {
    for (Visibility visibility : Visibility.values()) {
      if (audience.maySee(visibility) && has(doc, ArticleFields.VISIBILITY, visibility.name())) {
        return true;
      }
    }
    return false;
  }

  private boolean isValid(int doc) throws IOException {
    List<LeafReaderContext> leaves = searcher.getLeafContexts();
    LeafReaderContext leaf = leaves.get(ReaderUtil.subIndex(doc, leaves));
    return new Validity(
            date(leaf, ArticleFields.VALID_FROM, doc), date(leaf, ArticleFields.VALID_UNTIL, doc))
        .holds(now);
  }

  private static @Nullable Long date(LeafReaderContext leaf, String field, int doc)
      throws IOException {
    SortedNumericDocValues dates = DocValues.getSortedNumeric(leaf.reader(), field);
    return dates.advanceExact(doc - leaf.docBase) ? Long.valueOf(dates.nextValue()) : null;
  }

  private boolean isIn(int doc, String field, @Nullable String wanted) throws IOException {
    return wanted == null || has(doc, field, wanted);
  }

  private boolean isInAny(int doc, Set<String> categories) throws IOException {
    for (String category : categories) {
      if (has(doc, ArticleFields.CATEGORY, category)) {
        return true;
      }
    }
    return false;
  }

  /// Completions and facets, under the same limit.
  ArticleBrowsing browsing(Languages languages) {
    return new ArticleBrowsing(searcher, languages, now);
  }

  private Query query(ArticleIndex.Question question, QuestionTerms terms) throws IOException {
    weigh(question.centre(), terms);
    var words = new BooleanQuery.Builder();
    for (String language : terms.byLanguage().keySet()) {
      Query read = words(question.centre(), terms, language);
      double weight = weights.getOrDefault(language, 1.0);
      words.add(weight == 1 ? read : new BoostQuery(read, (float) weight), Occur.SHOULD);
    }
    return filtered(question).add(words.build(), Occur.MUST).build();
  }

  /// What has to do with the question: any of its telling words; everything where there are none.
  Query related(ArticleIndex.Question question, QuestionTerms terms) {
    BooleanQuery.Builder query = filtered(question);
    if (!terms.isEmpty()) {
      QuestionTerms telling = terms.telling();
      var words = new BooleanQuery.Builder();
      for (String language : telling.byLanguage().keySet()) {
        words.add(words(question.centre(), telling, language), Occur.SHOULD);
      }
      query.add(words.build(), Occur.FILTER);
    }
    return query.build();
  }

  private BooleanQuery.Builder filtered(ArticleIndex.Question question) {
    var query =
        new BooleanQuery.Builder()
            .add(new TermQuery(new Term(ArticleFields.CENTRE, question.centre())), Occur.FILTER)
            .add(visibleTo(question.audience()), Occur.FILTER);
    String category = question.within().category();
    if (category != null) {
      query.add(new TermQuery(new Term(ArticleFields.CATEGORY, category)), Occur.FILTER);
    }
    String product = question.within().product();
    if (product != null) {
      query.add(new TermQuery(new Term(ArticleFields.PRODUCT, product)), Occur.FILTER);
    }
    close(query, question.within().closed());
    leaveOutInvalid(query, now);
    return query;
  }

  /// Leaves out what is in these categories: an article has the terms of all categories above it.
  static void close(BooleanQuery.Builder query, Set<String> categories) {
    for (String category : categories) {
      query.add(new TermQuery(new Term(ArticleFields.CATEGORY, category)), Occur.MUST_NOT);
    }
  }

  /// Leaves out what does not count yet, or no more.
  static void leaveOutInvalid(BooleanQuery.Builder query, long now) {
    ArticleFields.invalid(now).forEach(invalid -> query.add(invalid, Occur.MUST_NOT));
  }

  /// A question weighs as much in one language as in another: how rare a word is, is told by the
  /// articles of its language, and the few of one language would lose to the many of another.
  private void weigh(String centre, QuestionTerms terms) throws IOException {
    var totals = new HashMap<String, Double>();
    for (Map.Entry<String, List<Asked>> language : terms.byLanguage().entrySet()) {
      double total = 0;
      for (Asked asked : language.getValue()) {
        total += asked.telling() ? telling(asked.term(), new Field(centre, language.getKey())) : 0;
      }
      totals.put(language.getKey(), total);
    }
    double most = totals.values().stream().mapToDouble(total -> total).max().orElse(0);
    totals.forEach((language, total) -> weights.put(language, total > 0 ? most / total : 1));
  }

  private static Query words(String centre, QuestionTerms terms, String language) {
    var words = new BooleanQuery.Builder();
    for (Asked asked : terms.byLanguage().getOrDefault(language, List.of())) {
      for (ArticleFields.Weighted field : ArticleFields.SEARCHED) {
        String name = ArticleFields.field(field.name(), centre, language);
        float weight =
            asked.telling() ? field.weight() : field.weight() * ArticleFields.FUNCTION_WORD;
        words.add(anyOf(name, asked, weight), Occur.SHOULD);
      }
    }
    String pieces = ArticleFields.field(ArticleFields.PIECES, centre, language);
    for (String piece : terms.pieces().getOrDefault(language, List.of())) {
      var query = new TermQuery(new Term(pieces, piece));
      words.add(new BoostQuery(query, ArticleFields.PIECE), Occur.SHOULD);
    }
    return words.build();
  }

  /// The term, or what is as good: the best of them counts, not their sum.
  private static Query anyOf(String field, Asked asked, float weight) {
    var exact = new BoostQuery(new TermQuery(new Term(field, asked.term())), weight);
    if (asked.alternatives().isEmpty()) {
      return exact;
    }
    var any = new ArrayList<Query>(List.of(exact));
    for (String other : asked.alternatives()) {
      var term = new TermQuery(new Term(field, other));
      any.add(new BoostQuery(term, weight * ArticleFields.SYNONYM));
    }
    return new DisjunctionMaxQuery(any, 0);
  }

  /// What an audience may see, as a filter.
  static Query visibleTo(Audience audience) {
    var visible = new BooleanQuery.Builder();
    for (Visibility visibility : Visibility.values()) {
      if (audience.maySee(visibility)) {
        var term = new Term(ArticleFields.VISIBILITY, visibility.name());
        visible.add(new TermQuery(term), Occur.SHOULD);
      }
    }
    return visible.build();
  }

  private ArticleIndex.Hit hit(
      int doc, String centre, QuestionTerms terms, Fusion.Ranked ranked, double lead)
      throws IOException {
    Document stored = searcher.storedFields().document(doc);
    String rules = stored.get(ArticleFields.SHOWN_RULES);
    List<Asked> asked =
        terms.byLanguage().getOrDefault(rules, List.of()).stream().filter(Asked::telling).toList();
    List<String> marked =
        asked.stream()
            .flatMap(a -> Stream.concat(Stream.of(a.term()), a.alternatives().stream()))
            .toList();
    return new ArticleIndex.Hit(
        ranked.articleId(),
        stored.get(ArticleFields.SHOWN_TITLE),
        excerpts.of(stored.get(ArticleFields.SHOWN_BODY), rules, marked),
        stored.get(ArticleFields.SHOWN_LANGUAGE),
        ranked.score(),
        evidence(doc, new Field(centre, rules), asked, ranked, lead));
  }

  /// Where a text of one centre and language stands.
  private record Field(String centre, String language) {
    String of(String name) {
      return ArticleFields.field(name, centre, language);
    }
  }

  private ArticleIndex.Evidence evidence(
      int doc, Field field, List<Asked> asked, Fusion.Ranked ranked, double lead)
      throws IOException {
    double total = 0;
    double covered = 0;
    double titleCovered = 0;
    for (Asked one : asked) {
      double weight = telling(one.term(), field);
      total += weight;
      boolean inTitle =
          has(doc, field.of(ArticleFields.TITLE), one)
              || has(doc, field.of(ArticleFields.QUESTION), one)
              || has(doc, field.of(ArticleFields.TAGS), one);
      if (inTitle) {
        titleCovered += weight;
        covered += weight;
      } else if (has(doc, field.of(ArticleFields.BODY), one)) {
        covered += weight;
      }
    }
    if (total == 0) {
      return new ArticleIndex.Evidence(0, 0, 0, ranked.meaning(), lead);
    }
    double fields = ArticleFields.SEARCHED.stream().mapToDouble(f -> f.weight()).sum();
    double weight = weights.getOrDefault(field.language(), 1.0);
    double strength = Math.min(1, ranked.words() / (weight * total * fields));
    return new ArticleIndex.Evidence(
        covered / total, titleCovered / total, strength, ranked.meaning(), lead);
  }

  private double telling(String term, Field in) throws IOException {
    String key = in.of(term);
    Double known = telling.get(key);
    double weight = known == null ? idf(term, in) : known;
    telling.put(key, weight);
    return weight;
  }

  /// BM25's inverse document frequency, taking a word as common as it is in the field that has it
  /// most often, and one that no article has as rare as one that a single article has: most such
  /// words are merely how somebody speaks.
  private double idf(String term, Field in) throws IOException {
    CollectionStatistics titles =
        statistics(searcher, ArticleFields.TITLE, in.centre(), in.language());
    long articles = titles == null ? 0 : titles.docCount();
    long with = 1;
    for (ArticleFields.Weighted field : ArticleFields.SEARCHED) {
      var exact = new Term(in.of(field.name()), term);
      with = Math.max(with, searcher.getIndexReader().docFreq(exact));
    }
    // Statistics count deleted articles until they are merged away, fields not all alike.
    double without = Math.max(0, articles - with);
    return Math.log1p((without + 0.5) / (with + 0.5));
  }

  private boolean has(int doc, String field, Asked asked) throws IOException {
    if (has(doc, field, asked.term())) {
      return true;
    }
    for (String other : asked.alternatives()) {
      if (has(doc, field, other)) {
        return true;
      }
    }
    return false;
  }

  private boolean has(int doc, String field, String term) throws IOException {
    List<LeafReaderContext> leaves = searcher.getLeafContexts();
    LeafReaderContext leaf = leaves.get(ReaderUtil.subIndex(doc, leaves));
    Terms terms = leaf.reader().terms(field);
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
      IndexSearcher searcher, String field, String centre, String language) throws IOException {
    return searcher.collectionStatistics(ArticleFields.field(field, centre, language));
  }
}
