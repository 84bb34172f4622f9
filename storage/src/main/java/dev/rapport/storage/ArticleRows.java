package dev.rapport.storage;

import static dev.rapport.storage.schema.Tables.ARTICLE;
import static dev.rapport.storage.schema.Tables.ARTICLE_CARE;
import static dev.rapport.storage.schema.Tables.ARTICLE_VERSION;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.rapport.knowledge.Article;
import dev.rapport.knowledge.ArticleState;
import dev.rapport.knowledge.ArticleText;
import dev.rapport.knowledge.Origin;
import dev.rapport.knowledge.SaveArticle;
import dev.rapport.knowledge.Validity;
import dev.rapport.knowledge.Visibility;
import dev.rapport.knowledge.editing.ArticleVersion;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SelectOnConditionStep;
import org.jspecify.annotations.Nullable;

/// Articles and their versions as rows and back.
final class ArticleRows {
  private static final JsonMapper JSON = new JsonMapper();

  private ArticleRows() {}

  static Map<Field<?>, @Nullable Object> version(
      String centre, String id, SaveArticle article, long revision, long at, String author) {
    ArticleText text = article.text();
    var row = new LinkedHashMap<Field<?>, @Nullable Object>();
    row.put(ARTICLE_VERSION.CENTRE, centre);
    row.put(ARTICLE_VERSION.ARTICLE, id);
    row.put(ARTICLE_VERSION.REVISION, revision);
    row.put(ARTICLE_VERSION.SAVED_AT, at);
    row.put(ARTICLE_VERSION.AUTHOR, author);
    row.put(ARTICLE_VERSION.TITLE, text.title());
    row.put(ARTICLE_VERSION.QUESTION, text.question());
    row.put(ARTICLE_VERSION.BODY, text.body());
    row.put(ARTICLE_VERSION.LANGUAGE, text.language());
    row.put(ARTICLE_VERSION.TAGS, asJson(text.tags()));
    row.put(ARTICLE_VERSION.CATEGORY, text.category());
    row.put(ARTICLE_VERSION.VISIBILITY, article.visibility().name());
    row.put(ARTICLE_VERSION.STATE, article.state().name());
    return row;
  }

  static ArticleVersion version(Record row) {
    return new ArticleVersion(
        row.get(ARTICLE_VERSION.ARTICLE),
        row.get(ARTICLE_VERSION.REVISION),
        row.get(ARTICLE_VERSION.SAVED_AT),
        row.get(ARTICLE_VERSION.AUTHOR),
        new ArticleText(
            row.get(ARTICLE_VERSION.TITLE),
            row.get(ARTICLE_VERSION.QUESTION),
            row.get(ARTICLE_VERSION.BODY),
            row.get(ARTICLE_VERSION.LANGUAGE),
            fromJson(row.get(ARTICLE_VERSION.TAGS)),
            row.get(ARTICLE_VERSION.CATEGORY)),
        Visibility.valueOf(row.get(ARTICLE_VERSION.VISIBILITY)),
        ArticleState.valueOf(row.get(ARTICLE_VERSION.STATE)));
  }

  static Map<Field<?>, @Nullable Object> row(SaveArticle article, long revision, long at) {
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
    row.put(ARTICLE.TOUCHED, revision);
    row.put(ARTICLE.UPDATED_AT, at);
    return row;
  }

  /// Articles with the dates between which they count, as [#article] reads them.
  static SelectOnConditionStep<Record> articles(DSLContext dsl) {
    return dsl.select(ARTICLE.fields())
        .select(ARTICLE_CARE.VALID_FROM, ARTICLE_CARE.VALID_UNTIL)
        .from(ARTICLE)
        .leftJoin(ARTICLE_CARE)
        .on(ARTICLE_CARE.CENTRE.eq(ARTICLE.CENTRE).and(ARTICLE_CARE.ARTICLE.eq(ARTICLE.ID)));
  }

  static Article article(Record row) {
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
        new Validity(row.get(ARTICLE_CARE.VALID_FROM), row.get(ARTICLE_CARE.VALID_UNTIL)),
        row.get(ARTICLE.REVISION),
        row.get(ARTICLE.TOUCHED),
        row.get(ARTICLE.UPDATED_AT));
  }

  static String asJson(List<String> tags) {
    try {
      return JSON.writeValueAsString(tags);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a list of strings is always JSON", e);
    }
  }

  static List<String> fromJson(String tags) {
    try {
      return List.of(JSON.readValue(tags, String[].class));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the tags of an article are damaged: " + tags, e);
    }
  }
}
