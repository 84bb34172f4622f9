package dev.rapport.storage;

import static dev.rapport.storage.schema.Tables.ANSWER_LABEL;
import static org.jooq.impl.DSL.max;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.rapport.knowledge.learning.AnswerLabel;
import dev.rapport.knowledge.learning.AnswerLabels;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/// Questions and the articles that answer them, in the table `answer_label`.
public final class SqlAnswerLabels implements AnswerLabels {
  private static final JsonMapper JSON = new JsonMapper();
  private static final TypeReference<List<String>> TEXTS = new TypeReference<>() {};

  private final Store store;

  public SqlAnswerLabels(Store store) {
    this.store = store;
  }

  @Override
  public CompletionStage<Kept> save(String centre, List<AnswerLabel> labels, long at) {
    if (labels.size() > MAX_BATCH) {
      throw new IllegalArgumentException("more than " + MAX_BATCH + " labels at once");
    }
    return store.write(sql -> {
      // Never twice the same moment, so that the newest moment and the number tell of any change.
      Long newest =
          sql.select(max(ANSWER_LABEL.LABELLED_AT))
              .from(ANSWER_LABEL)
              .where(ANSWER_LABEL.CENTRE.eq(centre))
              .fetchSingle()
              .value1();
      long moment = newest == null ? at : Math.max(at, newest + 1);
      int room = MAX_LABELS - count(sql, centre);
      int added = 0;
      int changed = 0;
      int refused = 0;
      for (AnswerLabel label : labels) {
        String before =
            sql.select(ANSWER_LABEL.ARTICLES)
                .from(ANSWER_LABEL)
                .where(ANSWER_LABEL.CENTRE.eq(centre).and(ANSWER_LABEL.ID.eq(label.id())))
                .fetchOne(ANSWER_LABEL.ARTICLES);
        String articles = asJson(label.articles());
        if (before == null && added >= room) {
          refused++;
        } else if (!articles.equals(before)) {
          put(sql, centre, label, articles, moment);
          added += before == null ? 1 : 0;
          changed += before == null ? 0 : 1;
        }
      }
      return new Kept(added, changed, labels.size() - added - changed - refused, refused);
    });
  }

  private static void put(
      DSLContext sql, String centre, AnswerLabel label, String articles, long moment) {
    sql.insertInto(ANSWER_LABEL)
        .set(ANSWER_LABEL.CENTRE, centre)
        .set(ANSWER_LABEL.ID, label.id())
        .set(ANSWER_LABEL.QUESTION, label.question())
        .set(ANSWER_LABEL.ARTICLES, articles)
        .set(ANSWER_LABEL.LABELLED_AT, moment)
        .onConflict(ANSWER_LABEL.CENTRE, ANSWER_LABEL.ID)
        .doUpdate()
        .set(ANSWER_LABEL.QUESTION, label.question())
        .set(ANSWER_LABEL.ARTICLES, articles)
        .set(ANSWER_LABEL.LABELLED_AT, moment)
        .execute();
  }

  private static int count(DSLContext sql, String centre) {
    return sql.fetchCount(ANSWER_LABEL, ANSWER_LABEL.CENTRE.eq(centre));
  }

  @Override
  public CompletionStage<Boolean> remove(String centre, String id) {
    return store.write(sql ->
        sql.deleteFrom(ANSWER_LABEL)
                .where(ANSWER_LABEL.CENTRE.eq(centre).and(ANSWER_LABEL.ID.eq(id)))
                .execute()
            > 0);
  }

  @Override
  public List<AnswerLabel> all(String centre) {
    return store.read(sql ->
        sql.selectFrom(ANSWER_LABEL)
            .where(ANSWER_LABEL.CENTRE.eq(centre))
            .orderBy(ANSWER_LABEL.LABELLED_AT.desc(), ANSWER_LABEL.ID)
            .limit(MAX_LABELS)
            .fetch(row ->
                new AnswerLabel(
                    row.get(ANSWER_LABEL.QUESTION), fromJson(row.get(ANSWER_LABEL.ARTICLES)))));
  }

  @Override
  public String version(String centre) {
    return store.read(sql ->
        sql.select(DSL.count(), max(ANSWER_LABEL.LABELLED_AT))
            .from(ANSWER_LABEL)
            .where(ANSWER_LABEL.CENTRE.eq(centre))
            .fetchSingle(row -> row.value1() + " until " + row.value2()));
  }

  private static String asJson(List<String> texts) {
    try {
      return JSON.writeValueAsString(texts);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts are always JSON", e);
    }
  }

  private static List<String> fromJson(String texts) {
    try {
      return JSON.readValue(texts, TEXTS);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a label's articles are damaged: " + texts, e);
    }
  }
}
