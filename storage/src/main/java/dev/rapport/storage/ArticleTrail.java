package dev.rapport.storage;

import static dev.rapport.storage.schema.Tables.ARTICLE;
import static dev.rapport.storage.schema.Tables.ARTICLE_EVENT;
import static dev.rapport.storage.schema.Tables.ARTICLE_HEAD;

import dev.rapport.knowledge.ArticleState;
import dev.rapport.knowledge.SaveArticle;
import dev.rapport.knowledge.editing.ArticleCare;
import dev.rapport.knowledge.editing.ArticleEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/// The order of what is done to a centre's articles: revisions and events are given out under the
/// lock of the row in `article_head`, so that both become visible in their order.
final class ArticleTrail {
  private final DSLContext dsl;
  private final String centre;
  private long revision;
  private long events;

  private ArticleTrail(DSLContext dsl, String centre, Record head) {
    this.dsl = dsl;
    this.centre = centre;
    this.revision = head.get(ARTICLE_HEAD.REVISION);
    this.events = head.get(ARTICLE_HEAD.EVENTS);
  }

  /// Takes the lock, which ends with the transaction.
  static ArticleTrail lock(DSLContext dsl, String centre) {
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
    return new ArticleTrail(
        dsl,
        centre,
        dsl.select(ARTICLE_HEAD.REVISION, ARTICLE_HEAD.EVENTS)
            .from(ARTICLE_HEAD)
            .where(ARTICLE_HEAD.CENTRE.eq(centre))
            .fetchSingle());
  }

  /// The next place in the order.
  long next() {
    return ++revision;
  }

  /// Which article, and how it is after what was done.
  record Subject(String article, long revision, ArticleState state) {}

  /// Who did it, and when.
  record By(String author, long at) {}

  void add(Subject subject, By by, ArticleEvent.Kind kind, List<String> what) {
    dsl.insertInto(ARTICLE_EVENT)
        .set(ARTICLE_EVENT.CENTRE, centre)
        .set(ARTICLE_EVENT.NUMBER, ++events)
        .set(ARTICLE_EVENT.ARTICLE, subject.article())
        .set(ARTICLE_EVENT.AT, by.at())
        .set(ARTICLE_EVENT.AUTHOR, by.author())
        .set(ARTICLE_EVENT.KIND, kind.name().toLowerCase(Locale.ROOT))
        .set(ARTICLE_EVENT.REVISION, subject.revision())
        .set(ARTICLE_EVENT.STATE, subject.state().name())
        .set(ARTICLE_EVENT.WHAT, ArticleRows.asJson(what))
        .execute();
  }

  /// Null when there is no such article.
  @Nullable Subject subject(String article) {
    return dsl.select(ARTICLE.REVISION, ARTICLE.STATE)
        .from(ARTICLE)
        .where(ARTICLE.CENTRE.eq(centre).and(ARTICLE.ID.eq(article)))
        .fetchOne(row -> new Subject(article, row.value1(), ArticleState.valueOf(row.value2())));
  }

  /// What was done with a file of an article; nothing when there is no such article.
  void addFile(String article, By by, ArticleEvent.Kind kind, String name) {
    Subject subject = subject(article);
    if (subject != null) {
      add(subject, by, kind, List.of(name));
      keep();
    }
  }

  /// Keeps what was given out.
  void keep() {
    dsl.update(ARTICLE_HEAD)
        .set(ARTICLE_HEAD.REVISION, revision)
        .set(ARTICLE_HEAD.EVENTS, events)
        .where(ARTICLE_HEAD.CENTRE.eq(centre))
        .execute();
  }

  static ArticleEvent event(Record row) {
    return new ArticleEvent(
        row.get(ARTICLE_EVENT.NUMBER),
        row.get(ARTICLE_EVENT.ARTICLE),
        row.get(ARTICLE_EVENT.AT),
        row.get(ARTICLE_EVENT.AUTHOR),
        ArticleEvent.Kind.valueOf(row.get(ARTICLE_EVENT.KIND).toUpperCase(Locale.ROOT)),
        row.get(ARTICLE_EVENT.REVISION),
        ArticleState.valueOf(row.get(ARTICLE_EVENT.STATE)),
        ArticleRows.fromJson(row.get(ARTICLE_EVENT.WHAT)));
  }

  /// The fields in which two differ.
  static List<String> changed(SaveArticle old, SaveArticle now) {
    var changed = new ArrayList<String>();
    differs(changed, "title", old.text().title(), now.text().title());
    differs(changed, "question", old.text().question(), now.text().question());
    differs(changed, "body", old.text().body(), now.text().body());
    differs(changed, "language", old.text().language(), now.text().language());
    differs(changed, "tags", old.text().tags(), now.text().tags());
    differs(changed, "category", old.text().category(), now.text().category());
    differs(changed, "visibility", old.visibility(), now.visibility());
    differs(changed, "state", old.state(), now.state());
    return changed;
  }

  /// As above, of care.
  static List<String> changed(ArticleCare old, ArticleCare now) {
    var changed = new ArrayList<String>();
    differs(changed, "owner", old.owner(), now.owner());
    differs(changed, "validFrom", old.validFrom(), now.validFrom());
    differs(changed, "validUntil", old.validUntil(), now.validUntil());
    differs(changed, "reviewAt", old.reviewAt(), now.reviewAt());
    differs(changed, "translation", old.translation(), now.translation());
    return changed;
  }

  private static void differs(
      List<String> changed, String field, @Nullable Object old, @Nullable Object now) {
    if (!Objects.equals(old, now)) {
      changed.add(field);
    }
  }
}
