package dev.rapport.storage;

import static dev.rapport.storage.schema.Tables.ARTICLE_ATTACHMENT;

import dev.rapport.knowledge.editing.ArticleEvent;
import dev.rapport.knowledge.editing.Attachment;
import dev.rapport.knowledge.editing.AttachmentStore;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;

/// Attachments in the table `article_attachment`.
public final class SqlAttachments implements AttachmentStore {
  private static final List<Field<?>> HEAD =
      List.of(
          ARTICLE_ATTACHMENT.ID,
          ARTICLE_ATTACHMENT.NAME,
          ARTICLE_ATTACHMENT.TYPE,
          ARTICLE_ATTACHMENT.SIZE,
          ARTICLE_ATTACHMENT.ADDED_AT,
          ARTICLE_ATTACHMENT.ADDED_BY);

  private final Store store;

  public SqlAttachments(Store store) {
    this.store = store;
  }

  @Override
  public List<Attachment> of(String centre, String article) {
    return store.read(sql ->
        sql.select(HEAD)
            .from(ARTICLE_ATTACHMENT)
            .where(belongs(centre, article))
            .orderBy(ARTICLE_ATTACHMENT.ADDED_AT, ARTICLE_ATTACHMENT.ID)
            .limit(Attachment.MOST)
            .fetch(SqlAttachments::head));
  }

  @Override
  public Optional<Held> find(String centre, String article, String id) {
    return store.read(sql ->
        sql.select(HEAD)
            .select(ARTICLE_ATTACHMENT.CONTENT)
            .from(ARTICLE_ATTACHMENT)
            .where(belongs(centre, article))
            .and(ARTICLE_ATTACHMENT.ID.eq(id))
            .fetchOptional(row -> new Held(head(row), row.get(ARTICLE_ATTACHMENT.CONTENT))));
  }

  @Override
  public CompletionStage<Boolean> add(
      String centre, String article, Attachment attachment, byte[] content) {
    return store.write(sql -> {
      ArticleTrail trail = ArticleTrail.lock(sql, centre);
      if (sql.fetchCount(ARTICLE_ATTACHMENT, belongs(centre, article)) >= Attachment.MOST) {
        return false;
      }
      sql.insertInto(ARTICLE_ATTACHMENT)
          .set(ARTICLE_ATTACHMENT.CENTRE, centre)
          .set(ARTICLE_ATTACHMENT.ARTICLE, article)
          .set(ARTICLE_ATTACHMENT.ID, attachment.id())
          .set(ARTICLE_ATTACHMENT.NAME, attachment.name())
          .set(ARTICLE_ATTACHMENT.TYPE, attachment.type())
          .set(ARTICLE_ATTACHMENT.SIZE, attachment.size())
          .set(ARTICLE_ATTACHMENT.CONTENT, content)
          .set(ARTICLE_ATTACHMENT.ADDED_AT, attachment.addedAt())
          .set(ARTICLE_ATTACHMENT.ADDED_BY, attachment.addedBy())
          .execute();
      var by = new ArticleTrail.By(attachment.addedBy(), attachment.addedAt());
      trail.addFile(article, by, ArticleEvent.Kind.FILE_ADDED, attachment.name());
      return true;
    });
  }

  @Override
  public CompletionStage<Boolean> remove(
      String centre, String article, String id, String login, long at) {
    Condition which = belongs(centre, article).and(ARTICLE_ATTACHMENT.ID.eq(id));
    return store.write(sql -> {
      ArticleTrail trail = ArticleTrail.lock(sql, centre);
      String name =
          sql.select(ARTICLE_ATTACHMENT.NAME)
              .from(ARTICLE_ATTACHMENT)
              .where(which)
              .fetchOne(ARTICLE_ATTACHMENT.NAME);
      if (name == null) {
        return false;
      }
      sql.deleteFrom(ARTICLE_ATTACHMENT).where(which).execute();
      var by = new ArticleTrail.By(login, at);
      trail.addFile(article, by, ArticleEvent.Kind.FILE_REMOVED, name);
      return true;
    });
  }

  private static Condition belongs(String centre, String article) {
    return ARTICLE_ATTACHMENT.CENTRE.eq(centre).and(ARTICLE_ATTACHMENT.ARTICLE.eq(article));
  }

  private static Attachment head(Record row) {
    return new Attachment(
        row.get(ARTICLE_ATTACHMENT.ID),
        row.get(ARTICLE_ATTACHMENT.NAME),
        row.get(ARTICLE_ATTACHMENT.TYPE),
        row.get(ARTICLE_ATTACHMENT.SIZE),
        row.get(ARTICLE_ATTACHMENT.ADDED_AT),
        row.get(ARTICLE_ATTACHMENT.ADDED_BY));
  }
}
