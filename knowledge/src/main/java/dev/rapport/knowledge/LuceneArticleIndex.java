package dev.rapport.knowledge;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.search.IndexSearcher;
import org.jspecify.annotations.Nullable;

/// The index as a Lucene directory of words ({@link DerivedIndex} keeps it in step with the store),
/// and beside it, where there is a sentence model, the {@link PassageIndex} of meanings.
public final class LuceneArticleIndex implements ArticleIndex {

  /// Articles of each centre that are asked for before anybody asks.
  private static final int WARMING = 8;

  private final Languages languages = new Languages();
  private final Excerpts excerpts = new Excerpts(languages.byField());
  private final ArticleRenderer renderer = new ArticleRenderer();
  private final LanguageDetection detection = new LanguageDetection();
  private final Spelling spelling = new Spelling(languages);
  private final Map<String, Synonyms> synonyms = new ConcurrentHashMap<>();
  private final Map<String, Source> sources = new ConcurrentHashMap<>();
  private final ArticleStore store;
  private final DerivedIndex words;
  private final @Nullable PassageIndex passages;
  private final long timeLimit;
  private final InstantSource clock;
  private final AtomicBoolean warm = new AtomicBoolean();

  private LuceneArticleIndex(
      Path directory,
      ArticleStore store,
      @Nullable PassageIndex passages,
      long timeLimit,
      InstantSource clock) {
    this.clock = clock;
    this.store = store;
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
    return new LuceneArticleIndex(
        directory, store, passages, ArticleSearch.TIME_LIMIT, InstantSource.system());
  }

  /// @param timeLimit of a search, in milliseconds: tests that are not about time want more of it
  static LuceneArticleIndex open(Path directory, ArticleStore store, long timeLimit) {
    return new LuceneArticleIndex(directory, store, null, timeLimit, InstantSource.system());
  }

  /// @param clock tells which articles are valid
  static LuceneArticleIndex open(
      Path directory, ArticleStore store, @Nullable PassageIndex passages, InstantSource clock) {
    return new LuceneArticleIndex(directory, store, passages, ArticleSearch.UNLIMITED, clock);
  }

  @Override
  public Found find(Question question, int limit) {
    int wanted = Math.clamp(limit, 1, MAX_HITS);
    return words.read(searcher -> {
      Reading reading = read(searcher, question);
      if (reading.terms().isEmpty()) {
        return Found.NOTHING;
      }
      var search = new ArticleSearch(searcher, excerpts, timeLimit, clock.millis());
      // One beyond what is shown: how far the last leads is part of the evidence.
      int depth = passages == null ? wanted + 1 : Fusion.DEPTH;
      List<Fusion.Ranked> ranked = ranked(search, reading, Ranking.FUSED, depth);
      Found found = search.hits(question.centre(), reading.terms(), ranked, wanted);
      return reading.corrected()
          ? new Found(found.hits(), found.partial(), reading.question().text())
          : found;
    });
  }

  @Override
  public Facets facets(Question question) {
    return words.read(searcher -> {
      Reading reading = read(searcher, question);
      boolean all = question.text().isBlank();
      return reading.terms().isEmpty() && !all ? Facets.NONE : facets(searcher, reading);
    });
  }

  private Facets facets(IndexSearcher searcher, Reading reading) throws IOException {
    var search = new ArticleSearch(searcher, excerpts, timeLimit, clock.millis());
    return search.browsing(languages).facets(search.related(reading.question(), reading.terms()));
  }

  @Override
  public List<Completion> complete(Question begun, int limit) {
    int wanted = Math.clamp(limit, 1, MAX_HITS);
    return words.read(searcher ->
        new ArticleSearch(searcher, excerpts, timeLimit, clock.millis())
            .browsing(languages)
            .completions(begun, wanted));
  }

  /// From now on a centre's synonyms are those of the store, whoever changes them: each {@link
  /// #refresh} looks whether somebody has.
  public void synonymsOf(String centre, SynonymStore from) {
    sources.put(centre, new Source(from, -1));
    refreshSynonyms();
  }

  /// @param revision up to which they were read
  private record Source(SynonymStore store, long revision) {}

  /// Reads what was changed of the synonyms.
  public void refreshSynonyms() {
    sources.forEach((centre, source) -> {
      // Read before the words: what changes between the two is read again, not missed.
      long revision = source.store().revision(centre);
      if (revision != source.revision()) {
        synonyms(centre, source.store().all(centre));
        sources.put(centre, new Source(source.store(), revision));
      }
    });
  }

  /// From now on these mean the same in that centre.
  public void synonyms(String centre, List<SynonymGroup> groups) {
    synonyms.put(centre, Synonyms.of(groups, languages));
  }

  /// A question as it is read.
  ///
  /// @param question with its words put right
  private record Reading(Question question, QuestionTerms terms, boolean corrected) {}

  private Reading read(IndexSearcher searcher, Question asked) throws IOException {
    String centre = asked.centre();
    String text = QuestionTerms.read(asked.text());
    var read = new QuestionLanguages(searcher, languages, detection, centre);
    List<String> looked = read.of(text);
    var asker =
        new Spelling.Asker(
            centre, asked.audience(), looked, asked.within().closed(), clock.millis());
    String right = spelling.corrected(searcher.getIndexReader(), asker, text);
    Synonyms same = synonyms.getOrDefault(centre, Synonyms.NONE);
    return new Reading(
        new Question(centre, asked.audience(), right, asked.within()),
        QuestionTerms.of(right, languages, right.equals(text) ? looked : read.of(right), same),
        !right.equals(text));
  }

  private List<Fusion.Ranked> ranked(ArticleSearch search, Reading reading, Ranking by, int depth)
      throws IOException {
    Question question = reading.question();
    boolean foreign = by == Ranking.MEANING;
    List<Fusion.Scored> byWords =
        foreign ? List.of() : search.scored(question, reading.terms(), depth);
    boolean meant = passages != null && by != Ranking.WORDS;
    if (passages == null || !meant || !(foreign || passages.speaks(reading.terms().likeliest()))) {
      return Fusion.words(byWords);
    }
    List<Fusion.Scored> byMeaning =
        search.within(question, passages.nearest(question, depth, foreign));
    return switch (by) {
      case MEANING -> Fusion.meaning(byMeaning);
      case RANKS -> Fusion.byRank(byWords, byMeaning);
      case WORDS, FUSED -> Fusion.of(byWords, byMeaning);
    };
  }

  /// The ids of the best articles, however many: what a ranking is measured by.
  public List<String> rank(String centre, Audience audience, String text, Ranking by, int depth) {
    return words.read(searcher -> {
      Reading reading = read(searcher, new Question(centre, audience, text, Narrowing.NONE));
      var search = new ArticleSearch(searcher, excerpts, ArticleSearch.UNLIMITED, clock.millis());
      return reading.terms().isEmpty()
          ? List.<String>of()
          : ranked(search, reading, by, depth).stream().map(Fusion.Ranked::articleId).toList();
    });
  }

  @Override
  public boolean refresh() {
    refreshSynonyms();
    boolean changed = words.refresh();
    warmUp();
    return changed;
  }

  /// The first searches of a process load classes and pages, on a busy machine for longer than a
  /// search may take; so that they are nobody's question, the first refresh with something to find
  /// asks for a few articles by their own titles.
  private void warmUp() {
    if (warm.get() || size() == 0 || warm.getAndSet(true)) {
      return;
    }
    for (String centre : store.heads().keySet()) {
      for (Article article : store.changedAfter(centre, 0, WARMING)) {
        String title = article.text().title();
        words.read(searcher -> {
          var question = new Question(centre, Audience.AGENT, title, Narrowing.NONE);
          Reading reading = read(searcher, question);
          var search =
              new ArticleSearch(searcher, excerpts, ArticleSearch.UNLIMITED, clock.millis());
          List<Fusion.Scored> found = search.scored(question, reading.terms(), MAX_HITS);
          return search.hits(centre, reading.terms(), Fusion.words(found), MAX_HITS);
        });
        complete(centre, Audience.AGENT, title, 1);
      }
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
    public String madeBy() {
      return "words";
    }

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

    @Override
    public double mayStandOutside() {
      return 1;
    }
  }
}
