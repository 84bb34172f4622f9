package dev.rapport.storage;

import static dev.rapport.storage.schema.Tables.ARTICLE;
import static dev.rapport.storage.schema.Tables.ARTICLE_CARE;
import static dev.rapport.storage.schema.Tables.ARTICLE_EVENT;
import static dev.rapport.storage.schema.Tables.ARTICLE_HEAD;
import static dev.rapport.storage.schema.Tables.ARTICLE_VERSION;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.not;

import dev.rapport.knowledge.Article;
import dev.rapport.knowledge.ArticleState;
import dev.rapport.knowledge.editing.ArticleCare;
import dev.rapport.knowledge.editing.ArticleEvent;
import dev.rapport.knowledge.editing.ArticleHistory;
import dev.rapport.knowledge.editing.ArticleVersion;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.SortField;
import org.jspecify.annotations.Nullable;

/// Versions and care of articles in the tables `article_version` and `article_care`.
public final class SqlArticleHistory implements ArticleHistory {
  /// Nobody has changed it since somebody who may publish gave it its date.
  private static final Condition APPROVED = ARTICLE_CARE.APPROVED_REVISION.eq(ARTICLE.REVISION);

  private final Store store;

  public SqlArticleHistory(Store store) {
    this.store = store;
  }

  @Override
  public List<ArticleVersion> versions(String centre, String article) {
    return store.read(sql ->
        sql.selectFrom(ARTICLE_VERSION)
            .where(ARTICLE_VERSION.CENTRE.eq(centre).and(ARTICLE_VERSION.ARTICLE.eq(article)))
            .orderBy(ARTICLE_VERSION.REVISION.desc())
            .limit(MAX)
            .fetch(ArticleRows::version));
  }

  @Override
  public @Nullable ArticleVersion version(String centre, String article, long revision) {
    return store.read(sql ->
        sql.selectFrom(ARTICLE_VERSION)
            .where(
                ARTICLE_VERSION
                    .CENTRE
                    .eq(centre)
                    .and(ARTICLE_VERSION.ARTICLE.eq(article))
                    .and(ARTICLE_VERSION.REVISION.eq(revision)))
            .fetchOne(ArticleRows::version));
  }

  @Override
  public ArticleCare care(String centre, String article) {
    ArticleCare found =
        store.read(sql ->
            sql.selectFrom(ARTICLE_CARE)
                .where(ARTICLE_CARE.CENTRE.eq(centre).and(ARTICLE_CARE.ARTICLE.eq(article)))
                .fetchOne(SqlArticleHistory::care));
    return found == null ? ArticleCare.NONE : found;
  }

  private static ArticleCare care(Record row) {
    String of = row.get(ARTICLE_CARE.TRANSLATION_OF);
    Long revision = row.get(ARTICLE_CARE.TRANSLATED_REVISION);
    return new ArticleCare(
        row.get(ARTICLE_CARE.OWNER),
        row.get(ARTICLE_CARE.VALID_FROM),
        row.get(ARTICLE_CARE.VALID_UNTIL),
        row.get(ARTICLE_CARE.REVIEW_AT),
        of == null ? null : new ArticleCare.Translation(of, revision == null ? 0 : revision));
  }

  @Override
  public CompletionStage<Boolean> care(String centre, String article, ArticleCare care, Carer by) {
    return store.write(sql -> {
      ArticleTrail trail = ArticleTrail.lock(sql, centre);
      ArticleTrail.Subject subject = trail.subject(article);
      Long read = by.read();
      if (subject == null || (read != null && read != subject.revision())) {
        return false;
      }
      Record row = careRow(sql, centre, article);
      ArticleCare old = row == null ? ArticleCare.NONE : care(row);
      Long approved = row == null ? null : row.get(ARTICLE_CARE.APPROVED_REVISION);
      if (care.validFrom() == null) {
        approved = null;
      } else if (by.approves()) {
        approved = subject.revision();
      }
      put(sql, centre, article, care, approved);
      if (!care.sameDates(old)) {
        sql.update(ARTICLE)
            .set(ARTICLE.TOUCHED, trail.next())
            .where(ARTICLE.CENTRE.eq(centre).and(ARTICLE.ID.eq(article)))
            .execute();
      }
      if (!care.equals(old)) {
        trail.add(
            subject,
            new ArticleTrail.By(by.login(), by.at()),
            ArticleEvent.Kind.CARED_FOR,
            ArticleTrail.changed(old, care));
      }
      trail.keep();
      return true;
    });
  }

  private static @Nullable Record careRow(DSLContext sql, String centre, String article) {
    return sql.selectFrom(ARTICLE_CARE)
        .where(ARTICLE_CARE.CENTRE.eq(centre).and(ARTICLE_CARE.ARTICLE.eq(article)))
        .fetchOne();
  }

  private static void put(
      DSLContext sql, String centre, String article, ArticleCare care, @Nullable Long approved) {
    ArticleCare.Translation translation = care.translation();
    sql.deleteFrom(ARTICLE_CARE)
        .where(ARTICLE_CARE.CENTRE.eq(centre).and(ARTICLE_CARE.ARTICLE.eq(article)))
        .execute();
    sql.insertInto(ARTICLE_CARE)
        .set(ARTICLE_CARE.CENTRE, centre)
        .set(ARTICLE_CARE.ARTICLE, article)
        .set(ARTICLE_CARE.OWNER, care.owner())
        .set(ARTICLE_CARE.VALID_FROM, care.validFrom())
        .set(ARTICLE_CARE.VALID_UNTIL, care.validUntil())
        .set(ARTICLE_CARE.REVIEW_AT, care.reviewAt())
        .set(ARTICLE_CARE.TRANSLATION_OF, translation == null ? null : translation.of())
        .set(
            ARTICLE_CARE.TRANSLATED_REVISION,
            translation == null ? null : Long.valueOf(translation.revision()))
        .set(ARTICLE_CARE.APPROVED_REVISION, approved)
        .execute();
  }

  @Override
  public long approved(String centre, String article) {
    Long revision =
        store.read(sql ->
            sql.select(ARTICLE.REVISION)
                .from(ARTICLE)
                .join(ARTICLE_CARE)
                .on(ARTICLE_CARE.CENTRE.eq(ARTICLE.CENTRE).and(ARTICLE_CARE.ARTICLE.eq(ARTICLE.ID)))
                .where(ARTICLE.CENTRE.eq(centre).and(ARTICLE.ID.eq(article)).and(APPROVED))
                .fetchOne(ARTICLE.REVISION));
    return revision == null ? 0 : revision;
  }

  @Override
  public CompletionStage<Void> approve(String centre, String article, long revision) {
    return store
        .write(sql -> {
          ArticleTrail trail = ArticleTrail.lock(sql, centre);
          ArticleTrail.Subject subject = trail.subject(article);
          return subject == null || subject.revision() != revision
              ? 0
              : sql.update(ARTICLE_CARE)
                  .set(ARTICLE_CARE.APPROVED_REVISION, revision)
                  .where(ARTICLE_CARE.CENTRE.eq(centre).and(ARTICLE_CARE.ARTICLE.eq(article)))
                  .and(ARTICLE_CARE.VALID_FROM.isNotNull())
                  .execute();
        })
        .thenAccept(_ -> {});
  }

  @Override
  public List<ArticleEvent> events(String centre, Trail trail, @Nullable Long after) {
    String article = trail.article();
    Condition which =
        ARTICLE_EVENT
            .CENTRE
            .eq(centre)
            .and(article == null ? noCondition() : ARTICLE_EVENT.ARTICLE.eq(article))
            .and(after == null ? noCondition() : ARTICLE_EVENT.NUMBER.gt(after))
            .and(open(trail.closed()));
    return store.read(sql ->
        sql.select(ARTICLE_EVENT.fields())
            .from(ARTICLE_EVENT)
            .join(ARTICLE)
            .on(ARTICLE.CENTRE.eq(ARTICLE_EVENT.CENTRE).and(ARTICLE.ID.eq(ARTICLE_EVENT.ARTICLE)))
            .where(which)
            .orderBy(after == null ? ARTICLE_EVENT.NUMBER.desc() : ARTICLE_EVENT.NUMBER.asc())
            .limit(MAX)
            .fetch(ArticleTrail::event));
  }

  @Override
  public long newestEvent(String centre) {
    Long newest =
        store.read(sql ->
            sql.select(ARTICLE_HEAD.EVENTS)
                .from(ARTICLE_HEAD)
                .where(ARTICLE_HEAD.CENTRE.eq(centre))
                .fetchOne(ARTICLE_HEAD.EVENTS));
    return newest == null ? 0 : newest;
  }

  @Override
  public List<Article> list(String centre, Wanted wanted) {
    ArticleState state = wanted.state();
    String words = wanted.words();
    Condition which =
        ARTICLE
            .CENTRE
            .eq(centre)
            .and(state == null ? noCondition() : ARTICLE.STATE.eq(state.name()))
            .and(words == null ? noCondition() : ARTICLE.TITLE.containsIgnoreCase(words))
            .and(wanted.before() == null ? noCondition() : ARTICLE.REVISION.lt(wanted.before()))
            .and(open(wanted.closed()));
    return store.read(sql ->
        ArticleRows.articles(sql)
            .where(which)
            .orderBy(ARTICLE.REVISION.desc())
            .limit(MAX)
            .fetch(ArticleRows::article));
  }

  /// Articles in none of these categories, whose paths have one form.
  private static Condition open(Set<String> closed) {
    Condition open = noCondition();
    for (String category : closed) {
      Condition in = ARTICLE.CATEGORY.eq(category).or(ARTICLE.CATEGORY.startsWith(category + "/"));
      open = open.and(ARTICLE.CATEGORY.isNull().or(not(in)));
    }
    return open;
  }

  @Override
  public List<Article> translations(String centre, String article) {
    return cared(centre, ARTICLE_CARE.TRANSLATION_OF.eq(article), ARTICLE.LANGUAGE.asc());
  }

  @Override
  public List<Article> due(String centre, long now) {
    Condition publish =
        ARTICLE
            .STATE
            .eq(ArticleState.REVIEW.name())
            .and(ARTICLE_CARE.VALID_FROM.le(now))
            .and(APPROVED);
    Condition archive =
        ARTICLE.STATE.eq(ArticleState.PUBLISHED.name()).and(ARTICLE_CARE.VALID_UNTIL.le(now));
    Condition notOver = ARTICLE_CARE.VALID_UNTIL.isNull().or(ARTICLE_CARE.VALID_UNTIL.gt(now));
    return cared(centre, publish.and(notOver).or(archive), ARTICLE.REVISION.asc());
  }

  @Override
  public List<Article> toReview(String centre, long now, Set<String> closed) {
    Condition due =
        ARTICLE_CARE.REVIEW_AT.le(now).and(ARTICLE.STATE.eq(ArticleState.PUBLISHED.name()));
    return cared(centre, due.and(open(closed)), ARTICLE_CARE.REVIEW_AT.asc());
  }

  private List<Article> cared(String centre, Condition which, SortField<?> order) {
    return store.read(sql ->
        ArticleRows.articles(sql)
            .where(ARTICLE.CENTRE.eq(centre).and(which))
            .orderBy(order)
            .limit(MAX)
            .fetch(ArticleRows::article));
  }
}
