package dev.rapport.storage;

import static dev.rapport.storage.schema.Tables.ANSWER_JUDGEMENT;
import static dev.rapport.storage.schema.Tables.ASKED_QUESTION;
import static dev.rapport.storage.schema.Tables.CONTACT;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.rapport.knowledge.ArticleIndex.Evidence;
import dev.rapport.knowledge.Audience;
import dev.rapport.knowledge.learning.AnswerJournal;
import java.util.List;
import java.util.concurrent.CompletionStage;
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
                .set(ASKED_QUESTION.FOUND, asked.found())
                .set(ASKED_QUESTION.CONFIDENCE, asked.confidence())
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
    return store
        .read(sql -> sql.fetch(AnswerOutcomes.outcomes(centre, since, until)))
        .map(row -> new Outcome(row.value1().equals(WITHHELD), row.value2() != null, row.value3()));
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
