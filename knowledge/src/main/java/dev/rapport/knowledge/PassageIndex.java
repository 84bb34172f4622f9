package dev.rapport.knowledge;

import dev.rapport.knowledge.Fusion.Scored;
import dev.rapport.knowledge.meaning.SentenceModel;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.Query;
import org.jspecify.annotations.Nullable;

/// What the passages of the articles mean: a Lucene directory with a vector for each title, each
/// question and each passage of a body. The vectors of each centre, and of what customers may and
/// may not see, stand in fields of their own. It is derived like the index of words but in a
/// directory and a time of its own, since a passage takes the model some ten milliseconds: an
/// article is found by its words within a second, and by its meaning when its turn has come.
public final class PassageIndex implements AutoCloseable {

  /// Vectors looked at for each article wanted: it has several, and the graph is not quite exact.
  private static final int PER_ARTICLE = 4;

  /// What is no nearer than strangers was compared all the same.
  private static final double LEAST = 1e-6;

  private static final String VECTOR = "meaning";

  private final ArticleRenderer renderer = new ArticleRenderer();
  private final SentenceModel model;
  private final boolean everyLanguage;
  private final InstantSource clock;
  private final DerivedIndex index;

  private PassageIndex(
      Path directory,
      ArticleStore store,
      SentenceModel model,
      boolean everyLanguage,
      InstantSource clock) {
    this.clock = clock;
    this.model = model;
    this.everyLanguage = everyLanguage;
    this.index = DerivedIndex.open(directory, store, new Meanings());
  }

  /// @param directory created if need be; nothing else may live in it
  /// @throws java.io.UncheckedIOException if the directory cannot be used at all
  public static PassageIndex open(Path directory, ArticleStore store, SentenceModel model) {
    return open(directory, store, model, InstantSource.system());
  }

  /// @param clock tells which articles are valid
  static PassageIndex open(
      Path directory, ArticleStore store, SentenceModel model, InstantSource clock) {
    return new PassageIndex(directory, store, model, false, clock);
  }

  /// One that embeds every article, whatever the model was made for: to measure what that is worth.
  public static PassageIndex ofEveryLanguage(
      Path directory, ArticleStore store, SentenceModel model) {
    return new PassageIndex(directory, store, model, true, InstantSource.system());
  }

  /// See {@link ArticleIndex#refresh}; embeds what is new, which may take long.
  public boolean refresh() {
    boolean changed = index.refresh();
    if (!model.ready() && size() > 0) {
      model.embed("ready"); // reads the model, so that no question has to wait for that
    }
    return changed;
  }

  /// See {@link ArticleIndex#rebuild}.
  public void rebuild() {
    index.rebuild();
  }

  /// Whether questions in that language can be compared at all.
  boolean speaks(String language) {
    return model.speaks(language);
  }

  /// How many passages there are, over all centres.
  public int size() {
    return index.read(searcher -> searcher.getIndexReader().numDocs());
  }

  @Override
  public void close() {
    index.close();
  }

  /// The articles with the nearest passages, best first, each with how near its best one is: where
  /// its cosine lies between that of strangers and 1. Nothing while the model is not loaded: {@link
  /// #refresh} does that when there is something to compare with.
  ///
  /// @param foreign whether languages the model was not made for count
  List<Scored> nearest(ArticleIndex.Question asked, int depth, boolean foreign) {
    String text = asked.text();
    return index.read(searcher -> {
      if (!model.ready() || searcher.getIndexReader().numDocs() == 0 || text.isBlank()) {
        return List.of();
      }
      float[] question = model.embed(QuestionTerms.cut(text));
      int looked = Math.min(depth * PER_ARTICLE, searcher.getIndexReader().maxDoc());
      Query open = open(searcher, asked.within().closed(), clock.millis());
      List<String> fields = fields(asked.centre(), asked.audience(), foreign);
      return best(
          searcher, PassageVectors.nearest(searcher, fields, question, looked, open), depth);
    });
  }

  /// Where the vectors stand that somebody may compare with: a filter would go through all passages
  /// for each question.
  private static List<String> fields(String centre, Audience audience, boolean foreign) {
    return Stream.of(Visibility.values())
        .filter(audience::maySee)
        .flatMap(visibility ->
            foreign
                ? Stream.of(field(centre, visibility, true), field(centre, visibility, false))
                : Stream.of(field(centre, visibility, true)))
        .toList();
  }

  private static String field(String centre, Visibility visibility, boolean spoken) {
    return VECTOR + '.' + visibility + '.' + (spoken ? "spoken" : "foreign") + '.' + centre;
  }

  /// Null where nothing has to be left out.
  private static @Nullable Query open(IndexSearcher searcher, Set<String> closed, long now)
      throws IOException {
    boolean allValid = true;
    for (Query invalid : ArticleFields.invalid(now)) {
      allValid &= searcher.count(invalid) == 0;
    }
    if (closed.isEmpty() && allValid) {
      return null;
    }
    var query = new BooleanQuery.Builder().add(MatchAllDocsQuery.INSTANCE, Occur.FILTER);
    ArticleSearch.close(query, closed);
    ArticleSearch.leaveOutInvalid(query, now);
    return query.build();
  }

  private List<Scored> best(IndexSearcher searcher, List<PassageVectors.Near> found, int depth)
      throws IOException {
    Map<String, Scored> best = new LinkedHashMap<>();
    for (PassageVectors.Near passage : found) {
      String id = ArticleIds.of(searcher, passage.doc());
      best.putIfAbsent(id, new Scored(id, nearness(passage.cosine())));
      if (best.size() == depth) {
        break;
      }
    }
    return List.copyOf(best.values());
  }

  private double nearness(double cosine) {
    return Math.max(LEAST, model.nearness(cosine));
  }

  private final class Meanings implements DerivedIndex.Contents {

    @Override
    public String madeBy() {
      return model.name();
    }

    @Override
    public IndexWriterConfig configured() {
      return PassageVectors.configured();
    }

    @Override
    public void put(IndexWriter writer, Article article) throws IOException {
      boolean spoken = model.speaks(article.text().language());
      if (article.state() != ArticleState.PUBLISHED || !(spoken || everyLanguage)) {
        writer.deleteDocuments(ArticleFields.idTerm(article.id()));
        return;
      }
      String field = field(article.centre(), article.visibility(), spoken);
      var documents = new ArrayList<Document>();
      for (String text : BodyPassages.of(article.text(), renderer)) {
        var document = new Document();
        ArticleIds.put(document, article.id());
        for (String category : ArticleFields.categories(article.text().category())) {
          document.add(new StringField(ArticleFields.CATEGORY, category, Field.Store.NO));
        }
        ArticleFields.validity(article.validity(), document);
        document.add(
            new KnnFloatVectorField(
                field, model.embed(text), VectorSimilarityFunction.DOT_PRODUCT));
        documents.add(document);
      }
      writer.updateDocuments(ArticleFields.idTerm(article.id()), documents);
    }

    @Override
    public int commitEvery() {
      return 256;
    }

    /// Each segment has a graph of its own that a question is led through: in one graph of 200,000
    /// vectors the nearest take a fifth of what they take in eleven. Bringing that many together
    /// takes a minute of a core and more.
    @Override
    public double mayStandOutside() {
      return 0.25;
    }
  }
}
