package dev.rapport.storage;

import static dev.rapport.storage.schema.Tables.SYNONYM_GROUP;
import static dev.rapport.storage.schema.Tables.SYNONYM_HEAD;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.rapport.knowledge.SynonymGroup;
import dev.rapport.knowledge.SynonymStore;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;

/// Words that mean the same, in the table `synonym_group`.
public final class SqlSynonyms implements SynonymStore {
  private static final JsonMapper JSON = new JsonMapper();

  private final Store store;

  public SqlSynonyms(Store store) {
    this.store = store;
  }

  @Override
  public List<SynonymGroup> all(String centre) {
    return store.read(sql ->
        sql.selectFrom(SYNONYM_GROUP)
            .where(SYNONYM_GROUP.CENTRE.eq(centre))
            .orderBy(SYNONYM_GROUP.ID)
            .limit(SynonymGroup.MAX_GROUPS)
            .fetch(SqlSynonyms::group));
  }

  @Override
  public long revision(String centre) {
    Long revision =
        store.read(sql ->
            sql.select(SYNONYM_HEAD.REVISION)
                .from(SYNONYM_HEAD)
                .where(SYNONYM_HEAD.CENTRE.eq(centre))
                .fetchOne(SYNONYM_HEAD.REVISION));
    return revision == null ? 0 : revision;
  }

  private static void changed(DSLContext sql, String centre) {
    sql.insertInto(SYNONYM_HEAD)
        .set(SYNONYM_HEAD.CENTRE, centre)
        .set(SYNONYM_HEAD.REVISION, 1L)
        .onConflict(SYNONYM_HEAD.CENTRE)
        .doUpdate()
        .set(SYNONYM_HEAD.REVISION, SYNONYM_HEAD.REVISION.plus(1))
        .execute();
  }

  @Override
  public CompletionStage<Boolean> save(String centre, SynonymGroup group) {
    return store.write(sql -> {
      int others =
          sql.fetchCount(
              SYNONYM_GROUP, SYNONYM_GROUP.CENTRE.eq(centre).and(SYNONYM_GROUP.ID.ne(group.id())));
      changed(sql, centre);
      return others < SynonymGroup.MAX_GROUPS
          && sql.insertInto(SYNONYM_GROUP)
                  .set(SYNONYM_GROUP.CENTRE, centre)
                  .set(SYNONYM_GROUP.ID, group.id())
                  .set(SYNONYM_GROUP.LANGUAGE, group.language())
                  .set(SYNONYM_GROUP.WORDS, asJson(group.words()))
                  .onConflict(SYNONYM_GROUP.CENTRE, SYNONYM_GROUP.ID)
                  .doUpdate()
                  .set(SYNONYM_GROUP.LANGUAGE, group.language())
                  .set(SYNONYM_GROUP.WORDS, asJson(group.words()))
                  .execute()
              > 0;
    });
  }

  @Override
  public CompletionStage<Boolean> remove(String centre, String id) {
    Condition which = SYNONYM_GROUP.CENTRE.eq(centre).and(SYNONYM_GROUP.ID.eq(id));
    return store.write(sql -> {
      changed(sql, centre);
      return sql.deleteFrom(SYNONYM_GROUP).where(which).execute() > 0;
    });
  }

  private static SynonymGroup group(Record row) {
    return new SynonymGroup(
        row.get(SYNONYM_GROUP.ID),
        row.get(SYNONYM_GROUP.LANGUAGE),
        fromJson(row.get(SYNONYM_GROUP.WORDS)));
  }

  private static String asJson(List<String> words) {
    try {
      return JSON.writeValueAsString(words);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("words are always JSON", e);
    }
  }

  private static List<String> fromJson(String words) {
    try {
      return List.of(JSON.readValue(words, String[].class));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a synonym group is damaged: " + words, e);
    }
  }
}
