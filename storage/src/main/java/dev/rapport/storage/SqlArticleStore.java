package dev.rapport.storage;

import static dev.rapport.storage.schema.Tables.ARTICLE;
import static dev.rapport.storage.schema.Tables.ARTICLE_HEAD;
import static dev.rapport.storage.schema.Tables.ARTICLE_VERSION;

import dev.rapport.knowledge.Article;
import dev.rapport.knowledge.ArticleLimits;
import dev.rapport.knowledge.ArticleStore;
import dev.rapport.knowledge.SaveArticle;
import dev.rapport.knowledge.editing.ArticleEvent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/// Articles in the tables `article` and `article_head`, and a copy of each state in
/// `article_version`.
public final class SqlArticleStore implements ArticleStore {

  private final Store store;

  public SqlArticleStore(Store store) {
    this.store = store;
  }

  @Override
  public CompletionStage<Saved> saveAll(
      String centre, List<SaveArticle> articles, long at, String author) {
    if (articles.size() > MAX_BATCH) {
      throw new IllegalArgumentException("more than " + MAX_BATCH + " articles at once");
    }
    articles.forEach(SqlArticleStore::check);
    List<SaveArticle> batch = List.copyOf(articles);
    return batch.isEmpty()
        ? CompletableFuture.completedFuture(new Saved(0, 0, 0))
        : store.write(dsl -> save(dsl, centre, batch, new Writing(at, author)));
  }

  /// @throws IllegalArgumentException if the article breaks the limits
  private static void check(SaveArticle article) {
    ArticleLimits.problemOf(article)
        .ifPresent(problem -> {
          throw new IllegalArgumentException(article.origin() + ": " + problem);
        });
  }

  @Override
  public CompletionStage<OptionalLong> saveIf(
      String centre, SaveArticle article, long expected, long at, String author) {
    check(article);
    String id = Article.idOf(centre, article.origin());
    return store.write(dsl -> {
      ArticleTrail.lock(dsl, centre);
      if (revision(dsl, centre, id) != expected) {
        return OptionalLong.empty();
      }
      save(dsl, centre, List.of(article), new Writing(at, author));
      return OptionalLong.of(revision(dsl, centre, id));
    });
  }

  /// 0 if there is no such article.
  private static long revision(DSLContext dsl, String centre, String id) {
    Long revision =
        dsl.select(ARTICLE.REVISION)
            .from(ARTICLE)
            .where(ARTICLE.CENTRE.eq(centre).and(ARTICLE.ID.eq(id)))
            .fetchOne(ARTICLE.REVISION);
    return revision == null ? 0 : revision;
  }

  /// When, and by whom.
  private record Writing(long at, String author) {}

  private Saved save(DSLContext dsl, String centre, List<SaveArticle> batch, Writing writing) {
    ArticleTrail trail = ArticleTrail.lock(dsl, centre);
    Map<String, SaveArticle> present = present(dsl, centre, batch);
    int created = 0;
    int updated = 0;
    for (SaveArticle article : batch) {
      String id = Article.idOf(centre, article.origin());
      SaveArticle old = present.put(id, article);
      if (article.equals(old)) {
        continue;
      }
      long revision = trail.next();
      put(dsl, centre, article, revision, writing, old == null);
      if (old == null) {
        created++;
      } else {
        updated++;
      }
      trail.add(
          new ArticleTrail.Subject(id, revision, article.state()),
          new ArticleTrail.By(writing.author(), writing.at()),
          old == null ? ArticleEvent.Kind.CREATED : ArticleEvent.Kind.CHANGED,
          old == null ? List.of() : ArticleTrail.changed(old, article));
    }
    if (created + updated > 0) {
      trail.keep();
    }
    return new Saved(created, updated, batch.size() - created - updated);
  }

  private static void put(
      DSLContext dsl,
      String centre,
      SaveArticle article,
      long revision,
      Writing writing,
      boolean isNew) {
    String id = Article.idOf(centre, article.origin());
    Map<Field<?>, @Nullable Object> row = ArticleRows.row(article, revision, writing.at());
    if (isNew) {
      row.put(ARTICLE.CENTRE, centre);
      row.put(ARTICLE.ID, id);
      dsl.insertInto(ARTICLE).set(row).execute();
    } else {
      dsl.update(ARTICLE)
          .set(row)
          .where(ARTICLE.CENTRE.eq(centre).and(ARTICLE.ID.eq(id)))
          .execute();
    }
    dsl.insertInto(ARTICLE_VERSION)
        .set(ArticleRows.version(centre, id, article, revision, writing.at(), writing.author()))
        .execute();
  }

  /// What is stored of the batch, by id.
  private static Map<String, SaveArticle> present(
      DSLContext dsl, String centre, List<SaveArticle> batch) {
    List<String> ids = batch.stream().map(a -> Article.idOf(centre, a.origin())).toList();
    var present = new HashMap<String, SaveArticle>();
    ArticleRows.articles(dsl)
        .where(ARTICLE.CENTRE.eq(centre).and(ARTICLE.ID.in(ids)))
        .forEach(row -> present.put(row.get(ARTICLE.ID), ArticleRows.article(row).asSaved()));
    return present;
  }

  @Override
  public @Nullable Article find(String centre, String id) {
    return store.read(dsl ->
        ArticleRows.articles(dsl)
            .where(ARTICLE.CENTRE.eq(centre).and(ARTICLE.ID.eq(id)))
            .fetchOne(ArticleRows::article));
  }

  @Override
  public List<Article> changedAfter(String centre, long touched, int limit) {
    return store.read(dsl ->
        ArticleRows.articles(dsl)
            .where(ARTICLE.CENTRE.eq(centre).and(ARTICLE.TOUCHED.gt(touched)))
            .orderBy(ARTICLE.TOUCHED)
            .limit(limit)
            .fetch(ArticleRows::article));
  }

  @Override
  public Map<String, Head> heads() {
    return store.read(dsl ->
        dsl.selectFrom(ARTICLE_HEAD)
            .fetchMap(
                ARTICLE_HEAD.CENTRE,
                row -> new Head(row.get(ARTICLE_HEAD.LINEAGE), row.get(ARTICLE_HEAD.REVISION))));
  }
}
