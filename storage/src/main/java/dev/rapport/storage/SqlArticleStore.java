package dev.rapport.storage;

import static dev.rapport.storage.schema.Tables.ARTICLE;
import static dev.rapport.storage.schema.Tables.ARTICLE_HEAD;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.rapport.knowledge.Article;
import dev.rapport.knowledge.ArticleLimits;
import dev.rapport.knowledge.ArticleState;
import dev.rapport.knowledge.ArticleStore;
import dev.rapport.knowledge.ArticleText;
import dev.rapport.knowledge.Origin;
import dev.rapport.knowledge.SaveArticle;
import dev.rapport.knowledge.Visibility;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/// Articles in the tables `article` and `article_head`.
public final class SqlArticleStore implements ArticleStore {

  private final Store store;
  private final JsonMapper json = new JsonMapper();

  public SqlArticleStore(Store store) {
    this.store = store;
  }

  @Override
  public CompletionStage<Saved> saveAll(String centre, List<SaveArticle> articles, long at) {
    if (articles.size() > MAX_BATCH) {
      throw new IllegalArgumentException("more than " + MAX_BATCH + " articles at once");
    }
    for (SaveArticle article : articles) {
      ArticleLimits.problemOf(article)
          .ifPresent(problem -> {
            throw new IllegalArgumentException(article.origin() + ": " + problem);
          });
    }
    List<SaveArticle> batch = List.copyOf(articles);
    return batch.isEmpty()
        ? CompletableFuture.completedFuture(new Saved(0, 0, 0))
        : store.write(dsl -> save(dsl, centre, batch, at));
  }

  private Saved save(DSLContext dsl, String centre, List<SaveArticle> batch, long at) {
    long before = lockHead(dsl, centre);
    long revision = before;
    Map<String, SaveArticle> present = present(dsl, centre, batch);
    int created = 0;
    int updated = 0;
    for (SaveArticle article : batch) {
      String id = Article.idOf(centre, article.origin());
      SaveArticle old = present.put(id, article);
      if (article.equals(old)) {
        continue;
      }
      Map<Field<?>, @Nullable Object> row = row(article, ++revision, at);
      if (old == null) {
        row.put(ARTICLE.CENTRE, centre);
        row.put(ARTICLE.ID, id);
        dsl.insertInto(ARTICLE).set(row).execute();
        created++;
      } else {
        dsl.update(ARTICLE)
            .set(row)
            .where(ARTICLE.CENTRE.eq(centre).and(ARTICLE.ID.eq(id)))
            .execute();
        updated++;
      }
    }
    if (revision > before) {
      dsl.update(ARTICLE_HEAD)
          .set(ARTICLE_HEAD.REVISION, revision)
          .where(ARTICLE_HEAD.CENTRE.eq(centre))
          .execute();
    }
    return new Saved(created, updated, batch.size() - created - updated);
  }

  /// The newest revision, which nobody else can move until this transaction ends.
  private static long lockHead(DSLContext dsl, String centre) {
    dsl.insertInto(ARTICLE_HEAD)
        .set(ARTICLE_HEAD.CENTRE, centre)
        .set(ARTICLE_HEAD.LINEAGE, UUID.randomUUID().toString())
        .set(ARTICLE_HEAD.REVISION, 0L)
        .onConflictDoNothing()
        .execute();
    // Changes nothing, but takes the row's lock in both dialects.
    dsl.update(ARTICLE_HEAD)
        .set(ARTICLE_HEAD.REVISION, ARTICLE_HEAD.REVISION)
        .where(ARTICLE_HEAD.CENTRE.eq(centre))
        .execute();
    return dsl.select(ARTICLE_HEAD.REVISION)
        .from(ARTICLE_HEAD)
        .where(ARTICLE_HEAD.CENTRE.eq(centre))
        .fetchSingle()
        .value1();
  }

  /// What is stored of the batch, by id.
  private Map<String, SaveArticle> present(DSLContext dsl, String centre, List<SaveArticle> batch) {
    List<String> ids = batch.stream().map(a -> Article.idOf(centre, a.origin())).toList();
    var present = new HashMap<String, SaveArticle>();
    dsl.selectFrom(ARTICLE)
        .where(ARTICLE.CENTRE.eq(centre).and(ARTICLE.ID.in(ids)))
        .forEach(row -> present.put(row.get(ARTICLE.ID), article(row).asSaved()));
    return present;
  }

  @Override
  public @Nullable Article find(String centre, String id) {
    return store.read(dsl ->
        dsl.selectFrom(ARTICLE)
            .where(ARTICLE.CENTRE.eq(centre).and(ARTICLE.ID.eq(id)))
            .fetchOne(this::article));
  }

  @Override
  public List<Article> changedAfter(String centre, long revision, int limit) {
    return store.read(dsl ->
        dsl.selectFrom(ARTICLE)
            .where(ARTICLE.CENTRE.eq(centre).and(ARTICLE.REVISION.gt(revision)))
            .orderBy(ARTICLE.REVISION)
            .limit(limit)
            .fetch(this::article));
  }

  @Override
  public Map<String, Head> heads() {
    return store.read(dsl ->
        dsl.selectFrom(ARTICLE_HEAD)
            .fetchMap(
                ARTICLE_HEAD.CENTRE,
                row -> new Head(row.get(ARTICLE_HEAD.LINEAGE), row.get(ARTICLE_HEAD.REVISION))));
  }

  private Map<Field<?>, @Nullable Object> row(SaveArticle article, long revision, long at) {
    ArticleText text = article.text();
    var row = new LinkedHashMap<Field<?>, @Nullable Object>();
    row.put(ARTICLE.SOURCE, article.origin().source());
    row.put(ARTICLE.EXTERNAL_ID, article.origin().externalId());
    row.put(ARTICLE.TITLE, text.title());
    row.put(ARTICLE.QUESTION, text.question());
    row.put(ARTICLE.BODY, text.body());
    row.put(ARTICLE.LANGUAGE, text.language());
    row.put(ARTICLE.TAGS, asJson(text.tags()));
    row.put(ARTICLE.CATEGORY, text.category());
    row.put(ARTICLE.VISIBILITY, article.visibility().name());
    row.put(ARTICLE.STATE, article.state().name());
    row.put(ARTICLE.REVISION, revision);
    row.put(ARTICLE.UPDATED_AT, at);
    return row;
  }

  private Article article(Record row) {
    return new Article(
        row.get(ARTICLE.CENTRE),
        row.get(ARTICLE.ID),
        new Origin(row.get(ARTICLE.SOURCE), row.get(ARTICLE.EXTERNAL_ID)),
        new ArticleText(
            row.get(ARTICLE.TITLE),
            row.get(ARTICLE.QUESTION),
            row.get(ARTICLE.BODY),
            row.get(ARTICLE.LANGUAGE),
            fromJson(row.get(ARTICLE.TAGS)),
            row.get(ARTICLE.CATEGORY)),
        Visibility.valueOf(row.get(ARTICLE.VISIBILITY)),
        ArticleState.valueOf(row.get(ARTICLE.STATE)),
        row.get(ARTICLE.REVISION),
        row.get(ARTICLE.UPDATED_AT));
  }

  private String asJson(List<String> tags) {
    try {
      return json.writeValueAsString(tags);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a list of strings is always JSON", e);
    }
  }

  private List<String> fromJson(String tags) {
    try {
      return List.of(json.readValue(tags, String[].class));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the tags of an article are damaged: " + tags, e);
    }
  }
}
