package dev.rapport.storage;

import static dev.rapport.storage.schema.Tables.ANSWER_JUDGEMENT;
import static dev.rapport.storage.schema.Tables.ASKED_QUESTION;
import static dev.rapport.storage.schema.Tables.CONTACT;
import static org.jooq.impl.DSL.max;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.rapport.knowledge.Audience;
import dev.rapport.knowledge.learning.AnswerJournal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jooq.DSLContext;
import org.jooq.Record;

/// Questions and judgements in the tables `asked_question` and `answer_judgement`.
public final class SqlAnswerJournal implements AnswerJournal {

  private static final JsonMapper JSON = new JsonMapper();

  private final Store store;

  public SqlAnswerJournal(Store store) {
    this.store = store;
  }

  @Override
  public CompletionStage<Boolean> asked(String centre, Asked asked) {
    return store.write(sql ->
        sql.insertInto(ASKED_QUESTION)
                .set(ASKED_QUESTION.CENTRE, centre)
                .set(ASKED_QUESTION.ID, asked.id())
                .set(ASKED_QUESTION.ASKED_AT, asked.at())
                .set(ASKED_QUESTION.AUDIENCE, asked.audience().name())
                .set(ASKED_QUESTION.QUESTION, asked.question())
                .set(ASKED_QUESTION.DECISION, asked.decision())
                .set(ASKED_QUESTION.FOUND, asked.shown().size())
                .set(
                    ASKED_QUESTION.CONFIDENCE,
                    asked.shown().isEmpty() ? 0.0 : asked.shown().getFirst().confidence())
                .set(ASKED_QUESTION.SHOWN, ShownText.of(asked.shown()))
                .set(ASKED_QUESTION.CONTACT, asked.who().contact())
                .set(ASKED_QUESTION.CUSTOMER, asked.who().customer())
                .set(ASKED_QUESTION.INTENT, asked.who().intent())
                .onConflictDoNothing()
                .execute()
            > 0);
  }

  @Override
  public CompletionStage<Boolean> refined(String centre, String question) {
    return store.write(sql ->
        sql.deleteFrom(ASKED_QUESTION)
                .where(ASKED_QUESTION.CENTRE.eq(centre).and(ASKED_QUESTION.ID.eq(question)))
                .and(ASKED_QUESTION.AUDIENCE.eq(Audience.CUSTOMER.name()))
                .and(ASKED_QUESTION.OPENED.isNull().and(ASKED_QUESTION.CONTACT.isNull()))
                .execute()
            > 0);
  }

  @Override
  public CompletionStage<Boolean> opened(String centre, String question, String article) {
    return store.write(sql ->
        sql.update(ASKED_QUESTION)
                .set(ASKED_QUESTION.OPENED, article)
                .where(ASKED_QUESTION.CENTRE.eq(centre).and(ASKED_QUESTION.ID.eq(question)))
                .execute()
            > 0);
  }

  @Override
  public CompletionStage<Boolean> judged(String centre, Judgement judgement) {
    return store.write(sql -> put(sql, centre, judgement));
  }

  /// Looked up where it is written: the question may have been noted a moment ago.
  @Override
  public CompletionStage<Boolean> judged(String centre, String question, Said said) {
    return store.write(sql -> {
      var row =
          sql.select(ASKED_QUESTION.QUESTION, ASKED_QUESTION.SHOWN)
              .from(ASKED_QUESTION)
              .where(ASKED_QUESTION.CENTRE.eq(centre).and(ASKED_QUESTION.ID.eq(question)))
              .and(ASKED_QUESTION.AUDIENCE.eq(said.audience().name()))
              .fetchOne();
      Shown shown = row == null ? null : ShownText.find(row.value2(), said.article());
      if (row == null || shown == null) {
        return false;
      }
      if (said.helpful()) {
        sql.update(ASKED_QUESTION)
            .set(ASKED_QUESTION.OPENED, said.article())
            .where(ASKED_QUESTION.CENTRE.eq(centre).and(ASKED_QUESTION.ID.eq(question)))
            .and(ASKED_QUESTION.OPENED.isNull())
            .execute();
      }
      return put(
          sql,
          centre,
          new Judgement(
              question + ":" + said.article(),
              said.at(),
              said.audience(),
              said.article(),
              row.value1(),
              shown.language(),
              said.helpful(),
              said.reason(),
              shown.confidence(),
              shown.evidence()));
    });
  }

  /// Never the moment of an earlier one, so that the newest moment and the number tell of any
  /// change.
  private static boolean put(DSLContext sql, String centre, Judgement judgement) {
    var row = sql.newRecord(ANSWER_JUDGEMENT);
    row.setCentre(centre);
    row.setId(judgement.id());
    row.setJudgedAt(Math.max(judgement.at(), newest(sql, centre) + 1));
    row.setAudience(judgement.audience().name());
    row.setArticle(judgement.article());
    row.setQuestion(judgement.question());
    row.setLanguage(judgement.language());
    row.setHelpful(judgement.helpful() ? 1 : 0);
    row.setReason(judgement.reason());
    row.setConfidence(judgement.confidence());
    row.setEvidence(asJson(ShownText.numbers(judgement.evidence())));
    return sql.insertInto(ANSWER_JUDGEMENT)
            .set(row)
            .onConflict(ANSWER_JUDGEMENT.CENTRE, ANSWER_JUDGEMENT.ID)
            .doUpdate()
            .set(row)
            .execute()
        > 0;
  }

  private static long newest(DSLContext sql, String centre) {
    Long at =
        sql.select(max(ANSWER_JUDGEMENT.JUDGED_AT))
            .from(ANSWER_JUDGEMENT)
            .where(ANSWER_JUDGEMENT.CENTRE.eq(centre))
            .fetchSingle()
            .value1();
    return at == null ? 0 : at;
  }

  @Override
  public String version(String centre) {
    return store.read(sql ->
        sql.fetchCount(ANSWER_JUDGEMENT, ANSWER_JUDGEMENT.CENTRE.eq(centre))
            + " until "
            + newest(sql, centre));
  }

  @Override
  public List<Judgement> judgements(String centre) {
    return store.read(sql ->
        sql.selectFrom(ANSWER_JUDGEMENT)
            .where(ANSWER_JUDGEMENT.CENTRE.eq(centre))
            .orderBy(ANSWER_JUDGEMENT.JUDGED_AT.desc(), ANSWER_JUDGEMENT.ID)
            .limit(MAX_JUDGEMENTS)
            .fetch(SqlAnswerJournal::judgement));
  }

  private static Judgement judgement(Record row) {
    double[] numbers = fromJson(row.get(ANSWER_JUDGEMENT.EVIDENCE));
    return new Judgement(
        row.get(ANSWER_JUDGEMENT.ID),
        row.get(ANSWER_JUDGEMENT.JUDGED_AT),
        Audience.valueOf(row.get(ANSWER_JUDGEMENT.AUDIENCE)),
        row.get(ANSWER_JUDGEMENT.ARTICLE),
        row.get(ANSWER_JUDGEMENT.QUESTION),
        row.get(ANSWER_JUDGEMENT.LANGUAGE),
        row.get(ANSWER_JUDGEMENT.HELPFUL) == 1,
        row.get(ANSWER_JUDGEMENT.REASON),
        row.get(ANSWER_JUDGEMENT.CONFIDENCE),
        ShownText.evidence(numbers, 0));
  }

  @Override
  public CompletionStage<Boolean> followed(String centre, List<String> questions, String contact) {
    List<String> first = questions.subList(0, Math.min(MAX_FOLLOWED, questions.size()));
    return store.write(sql -> {
      Long at =
          sql.select(CONTACT.CREATED_AT)
              .from(CONTACT)
              .where(CONTACT.CENTRE.eq(centre).and(CONTACT.ID.eq(contact)))
              .fetchOne(CONTACT.CREATED_AT);
      return at != null
          && sql.update(ASKED_QUESTION)
                  .set(ASKED_QUESTION.CONTACT, contact)
                  .where(
                      ASKED_QUESTION
                          .CENTRE
                          .eq(centre)
                          .and(ASKED_QUESTION.ID.in(first))
                          .and(ASKED_QUESTION.CONTACT.isNull())
                          .and(ASKED_QUESTION.ASKED_AT.ge(at - AnswerOutcomes.FOLLOWS_WITHIN)))
                  .execute()
              > 0;
    });
  }

  @Override
  public List<Unanswered> unanswered(String centre, long since) {
    return store
        .read(sql -> sql.fetch(AnswerOutcomes.unanswered(centre, since)))
        .map(row ->
            new Unanswered(row.value1(), row.value2(), row.value3(), row.value4(), row.value5()));
  }

  @Override
  public List<Outcome> outcomes(String centre, long since, long until) {
    Map<String, Outcome> contacts = new LinkedHashMap<>();
    for (var row : store.read(sql -> sql.fetch(AnswerOutcomes.outcomes(centre, since, until)))) {
      var one =
          new Outcome(WITHHELD.equals(row.value2()), !AnswerOutcomes.leftAlone(row), row.value6());
      contacts.merge(
          row.value1(),
          one,
          (a, b) ->
              new Outcome(
                  a.withheld() || b.withheld(), a.person() || b.person(), a.again() || b.again()));
    }
    return List.copyOf(contacts.values());
  }

  private static String asJson(double[] numbers) {
    try {
      return JSON.writeValueAsString(numbers);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("numbers are always JSON", e);
    }
  }

  private static double[] fromJson(String numbers) {
    try {
      return JSON.readValue(numbers, double[].class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a judgement's evidence is damaged: " + numbers, e);
    }
  }
}
