package dev.rapport.storage;

import static dev.rapport.storage.schema.Tables.ANSWER_JUDGEMENT;
import static dev.rapport.storage.schema.Tables.ASKED_QUESTION;
import static dev.rapport.storage.schema.Tables.CONTACT;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.selectOne;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.rapport.knowledge.ArticleIndex.Evidence;
import dev.rapport.knowledge.Audience;
import dev.rapport.knowledge.learning.AnswerJournal;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jooq.Condition;
import org.jooq.Record;

/// Questions and judgements in the tables `asked_question` and `answer_judgement`.
public final class SqlAnswerJournal implements AnswerJournal {

  /// How soon a contact must come to count as following a question. Milliseconds.
  private static final long FOLLOWS_WITHIN = 72 * 3_600_000L;

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
                .set(ASKED_QUESTION.FOUND, asked.found())
                .set(ASKED_QUESTION.CONFIDENCE, asked.confidence())
                .set(ASKED_QUESTION.CONTACT, asked.contact())
                .set(ASKED_QUESTION.CUSTOMER, asked.customer())
                .onConflictDoNothing()
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
    Evidence evidence = judgement.evidence();
    double[] numbers = {
      evidence.coverage(),
      evidence.titleCoverage(),
      evidence.strength(),
      evidence.meaning(),
      evidence.lead()
    };
    return store.write(sql ->
        sql.insertInto(ANSWER_JUDGEMENT)
                .set(ANSWER_JUDGEMENT.CENTRE, centre)
                .set(ANSWER_JUDGEMENT.ID, judgement.id())
                .set(ANSWER_JUDGEMENT.JUDGED_AT, judgement.at())
                .set(ANSWER_JUDGEMENT.AUDIENCE, judgement.audience().name())
                .set(ANSWER_JUDGEMENT.ARTICLE, judgement.article())
                .set(ANSWER_JUDGEMENT.QUESTION, judgement.question())
                .set(ANSWER_JUDGEMENT.LANGUAGE, judgement.language())
                .set(ANSWER_JUDGEMENT.HELPFUL, judgement.helpful() ? 1 : 0)
                .set(ANSWER_JUDGEMENT.REASON, judgement.reason())
                .set(ANSWER_JUDGEMENT.CONFIDENCE, judgement.confidence())
                .set(ANSWER_JUDGEMENT.EVIDENCE, asJson(numbers))
                .onConflictDoNothing()
                .execute()
            > 0);
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
        new Evidence(numbers[0], numbers[1], numbers[2], numbers[3], numbers[4]));
  }

  @Override
  public List<Unanswered> unanswered(String centre, long since) {
    // By its contact, or by another contact of the same customer soon after; a person took it.
    Condition same =
        CONTACT
            .ID
            .eq(ASKED_QUESTION.CONTACT)
            .or(
                CONTACT
                    .CUSTOMER
                    .eq(ASKED_QUESTION.CUSTOMER)
                    .and(CONTACT.CREATED_AT.ge(ASKED_QUESTION.ASKED_AT))
                    .and(CONTACT.CREATED_AT.le(ASKED_QUESTION.ASKED_AT.plus(FOLLOWS_WITHIN))));
    var followed =
        field(
            exists(
                selectOne()
                    .from(CONTACT)
                    .where(
                        CONTACT
                            .CENTRE
                            .eq(ASKED_QUESTION.CENTRE)
                            .and(CONTACT.ACCEPTED_AT.isNotNull())
                            .and(same))));
    return store.read(sql ->
        sql.select(
                ASKED_QUESTION.QUESTION, ASKED_QUESTION.ASKED_AT, ASKED_QUESTION.CUSTOMER, followed)
            .from(ASKED_QUESTION)
            .where(
                ASKED_QUESTION
                    .CENTRE
                    .eq(centre)
                    .and(ASKED_QUESTION.ASKED_AT.ge(since))
                    .and(ASKED_QUESTION.OPENED.isNull().or(followed)))
            .orderBy(ASKED_QUESTION.ASKED_AT.desc(), ASKED_QUESTION.ID)
            .limit(MAX_QUESTIONS)
            .fetch(row -> new Unanswered(row.value1(), row.value2(), row.value3(), row.value4())));
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
