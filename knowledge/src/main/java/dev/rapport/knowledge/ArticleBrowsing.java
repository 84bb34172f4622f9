package dev.rapport.knowledge;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.Collector;
import org.apache.lucene.search.CollectorManager;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.SimpleCollector;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopScoreDocCollectorManager;

/// Completions and facets on one point in time of the index. Both look at what the asker may see
/// and at nothing else: a completion must not tell a customer a word of an internal article.
final class ArticleBrowsing {

  /// Words of a beginning that are looked at.
  private static final int MAX_WORDS = 8;

  private final IndexSearcher searcher;
  private final Languages languages;
  private final long now;

  /// @param searcher with its time limit
  ArticleBrowsing(IndexSearcher searcher, Languages languages, long now) {
    this.searcher = searcher;
    this.languages = languages;
    this.now = now;
  }

  /// The articles whose titles or questions have words that begin as those typed, short ones with
  /// telling words first.
  List<Completion> completions(ArticleIndex.Question begun, int limit) throws IOException {
    String field = ArticleFields.begin(begun.audience(), begun.centre());
    var query = new BooleanQuery.Builder();
    int words = 0;
    for (Languages.Said word : languages.words(QuestionTerms.read(begun.text()), MAX_WORDS)) {
      query.add(new TermQuery(new Term(field, Languages.begun(word.text()))), Occur.MUST);
      words++;
    }
    if (words == 0) {
      return List.of();
    }
    ArticleSearch.close(query, begun.within().closed());
    ArticleSearch.leaveOutInvalid(query, now);
    // Two may have the same title: a few more than are wanted.
    int depth = 2 * limit;
    ScoreDoc[] found =
        searcher.search(query.build(), new TopScoreDocCollectorManager(depth, null, depth))
            .scoreDocs;
    Map<String, Completion> byText = new LinkedHashMap<>();
    for (ScoreDoc doc : found) {
      var stored = searcher.storedFields().document(doc.doc, ArticleFields.COMPLETED);
      String title = stored.get(ArticleFields.SHOWN_TITLE);
      byText.putIfAbsent(title, new Completion(ArticleIds.of(searcher, doc.doc), title));
    }
    return byText.values().stream().limit(limit).toList();
  }

  /// @param matching what the articles are counted among, filters included
  Facets facets(Query matching) throws IOException {
    Counted counted = searcher.search(matching, new Counting());
    return new Facets(top(counted.categories()), top(counted.products()));
  }

  private static List<Facets.Count> top(Map<String, Integer> counts) {
    return counts.entrySet().stream()
        .map(entry -> new Facets.Count(entry.getKey(), entry.getValue()))
        .sorted(
            Comparator.comparingInt(Facets.Count::articles)
                .reversed()
                .thenComparing(Facets.Count::value))
        .limit(Facets.MAX)
        .toList();
  }

  private record Counted(Map<String, Integer> categories, Map<String, Integer> products) {
    Counted() {
      this(new HashMap<>(), new HashMap<>());
    }
  }

  private static final class Counting implements CollectorManager<Counter, Counted> {
    @Override
    public Counter newCollector() {
      return new Counter();
    }

    @Override
    public Counted reduce(java.util.Collection<Counter> collectors) throws IOException {
      var all = new Counted();
      for (Counter counter : collectors) {
        counter.endLeaf();
        counter.counted.categories().forEach((k, n) -> all.categories().merge(k, n, Integer::sum));
        counter.counted.products().forEach((k, n) -> all.products().merge(k, n, Integer::sum));
      }
      return all;
    }
  }

  /// Counts by ordinal within a segment and by value over all of them.
  private static final class Counter extends SimpleCollector implements Collector {
    private final Counted counted = new Counted();
    private final List<Ordinals> leaf = new ArrayList<>();

    @SuppressWarnings("ArrayRecordComponent") // counted in place, never compared
    private record Ordinals(SortedSetDocValues values, int[] counts, Map<String, Integer> into) {}

    @Override
    protected void doSetNextReader(LeafReaderContext context) throws IOException {
      endLeaf();
      leaf.add(ordinals(context, ArticleFields.FACET_CATEGORY, counted.categories()));
      leaf.add(ordinals(context, ArticleFields.FACET_PRODUCT, counted.products()));
    }

    private static Ordinals ordinals(
        LeafReaderContext context, String field, Map<String, Integer> into) throws IOException {
      SortedSetDocValues values = DocValues.getSortedSet(context.reader(), field);
      return new Ordinals(values, new int[(int) values.getValueCount()], into);
    }

    @Override
    public void collect(int doc) throws IOException {
      for (Ordinals ordinals : leaf) {
        if (ordinals.values().advanceExact(doc)) {
          for (int i = ordinals.values().docValueCount(); i > 0; i--) {
            ordinals.counts()[(int) ordinals.values().nextOrd()]++;
          }
        }
      }
    }

    void endLeaf() throws IOException {
      for (Ordinals ordinals : leaf) {
        for (int ord = 0; ord < ordinals.counts().length; ord++) {
          int count = ordinals.counts()[ord];
          if (count > 0) {
            String value = ordinals.values().lookupOrd(ord).utf8ToString();
            ordinals.into().merge(value, count, Integer::sum);
          }
        }
      }
      leaf.clear();
    }

    @Override
    public ScoreMode scoreMode() {
      return ScoreMode.COMPLETE_NO_SCORES;
    }
  }
}
