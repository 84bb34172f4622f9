package dev.rapport.knowledge;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.search.IndexSearcher;
import org.jspecify.annotations.Nullable;

/// The index as a Lucene directory of words ({@link DerivedIndex} keeps it in step with the store),
/// and beside it, where there is a sentence model, the {@link PassageIndex} of meanings.
public final class LuceneArticleIndex implements ArticleIndex {

  private final Languages languages = new Languages();
  private final Excerpts excerpts = new Excerpts(languages.byField());
  private final ArticleRenderer renderer = new ArticleRenderer();
  private final LanguageDetection detection = new LanguageDetection();
  private final DerivedIndex words;
  private final @Nullable PassageIndex passages;
  private final long timeLimit;
  private boolean warm;

  private LuceneArticleIndex(
      Path directory, ArticleStore store, @Nullable PassageIndex passages, long timeLimit) {
    this.words = DerivedIndex.open(directory, store, new Words());
    this.passages = passages;
    this.timeLimit = timeLimit;
  }

  /// An index of words alone.
  public static LuceneArticleIndex open(Path directory, ArticleStore store) {
    return open(directory, store, null);
  }

  /// Opens the index, empty if there is none yet; call {@link #refresh} to fill it.
  ///
  /// @param directory created if need be; nothing else may live in it
  /// @param passages refreshed and closed by whoever opened it
  /// @throws java.io.UncheckedIOException if the directory cannot be used at all
  public static LuceneArticleIndex open(
      Path directory, ArticleStore store, @Nullable PassageIndex passages) {
    return new LuceneArticleIndex(directory, store, passages, ArticleSearch.TIME_LIMIT);
  }

  /// @param timeLimit of a search, in milliseconds: tests that are not about time want more of it
  static LuceneArticleIndex open(Path directory, ArticleStore store, long timeLimit) {
    return new LuceneArticleIndex(directory, store, null, timeLimit);
  }

  @Override
  public Found find(String centre, Audience audience, String text, int limit) {
    int wanted = Math.clamp(limit, 1, MAX_HITS);
    return words.read(searcher -> {
      QuestionTerms terms = terms(searcher, centre, text);
      if (terms.isEmpty()) {
        return Found.NOTHING;
      }
      var search = new ArticleSearch(searcher, excerpts, timeLimit);
      List<Fusion.Ranked> ranked =
          ranked(search, new Asking(centre, audience, terms, text), Ranking.FUSED, Fusion.DEPTH);
      return search.hits(centre, terms, ranked, wanted);
    });
  }

  private record Asking(String centre, Audience audience, QuestionTerms terms, String text) {}

  private List<Fusion.Ranked> ranked(ArticleSearch search, Asking asking, Ranking by, int depth)
      throws IOException {
    boolean foreign = by == Ranking.MEANING;
    List<Fusion.Scored> byWords =
        foreign
            ? List.of()
            : search.scored(asking.centre(), asking.audience(), asking.terms(), depth);
    boolean meant = passages != null && by != Ranking.WORDS;
    if (passages == null || !meant || !(foreign || passages.speaks(asking.terms().likeliest()))) {
      return Fusion.words(byWords);
    }
    List<Fusion.Scored> byMeaning =
        passages.nearest(asking.centre(), asking.audience(), asking.text(), depth, foreign);
    return foreign ? Fusion.meaning(byMeaning) : Fusion.of(byWords, byMeaning);
  }

  /// The ids of the best articles, however many: what a ranking is measured by.
  public List<String> rank(String centre, Audience audience, String text, Ranking by, int depth) {
    return words.read(searcher -> {
      QuestionTerms terms = terms(searcher, centre, text);
      var search = new ArticleSearch(searcher, excerpts, ArticleSearch.UNLIMITED);
      return terms.isEmpty()
          ? List.<String>of()
          : ranked(search, new Asking(centre, audience, terms, text), by, depth).stream()
              .map(Fusion.Ranked::articleId)
              .toList();
    });
  }

  private QuestionTerms terms(IndexSearcher searcher, String centre, String text)
      throws IOException {
    List<String> spoken = ArticleSearch.spoken(searcher, languages, centre);
    return QuestionTerms.of(text, languages, detection.likeliest(QuestionTerms.cut(text), spoken));
  }

  @Override
  public boolean refresh() {
    boolean changed = words.refresh();
    warmUp();
    return changed;
  }

  /// The first search of a process loads classes, on a busy machine for longer than its time limit;
  /// so that it is nobody's question, the first refresh asks one.
  private synchronized void warmUp() {
    if (!warm) {
      rank("", Audience.CUSTOMER, "warm up", Ranking.WORDS, 1);
      warm = true;
    }
  }

  @Override
  public void rebuild() {
    words.rebuild();
  }

  @Override
  public int size() {
    return words.read(searcher -> searcher.getIndexReader().numDocs());
  }

  @Override
  public void close() {
    words.close();
    languages.close();
  }

  /// An article is one document, see {@link ArticleFields}.
  private final class Words implements DerivedIndex.Contents {

    @Override
    public IndexWriterConfig configured() {
      return new IndexWriterConfig(languages.byField()).setSimilarity(ArticleFields.similarity());
    }

    @Override
    public void put(IndexWriter writer, Article article) throws IOException {
      if (article.state() == ArticleState.PUBLISHED) {
        String body = renderer.toText(article.text().body());
        String rules = languages.rulesFor(article.text().language());
        writer.updateDocument(
            ArticleFields.idTerm(article.id()),
            ArticleFields.document(article, body, rules, languages.hasPieces(rules)));
      } else {
        writer.deleteDocuments(ArticleFields.idTerm(article.id()));
      }
    }

    @Override
    public int commitEvery() {
      return 2_048;
    }
  }
}
