package dev.rapport.storage;

import static dev.rapport.storage.schema.Tables.LABELLED_QUESTION;

import dev.rapport.knowledge.intents.IntentTraining;
import dev.rapport.knowledge.intents.LabelledQuestion;
import dev.rapport.knowledge.intents.LabelledQuestions;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// Questions and what they are about, in the table `labelled_question`.
public final class SqlLabelledQuestions implements LabelledQuestions {
  private final Store store;

  public SqlLabelledQuestions(Store store) {
    this.store = store;
  }

  @Override
  public CompletionStage<Boolean> label(
      String centre, String question, @Nullable String intent, long at) {
    return store.write(sql ->
        sql.insertInto(LABELLED_QUESTION)
                .set(LABELLED_QUESTION.CENTRE, centre)
                .set(LABELLED_QUESTION.QUESTION, question)
                .set(LABELLED_QUESTION.INTENT, intent)
                .set(LABELLED_QUESTION.LABELLED_AT, at)
                .onConflict(LABELLED_QUESTION.CENTRE, LABELLED_QUESTION.QUESTION)
                .doUpdate()
                .set(LABELLED_QUESTION.INTENT, intent)
                .set(LABELLED_QUESTION.LABELLED_AT, at)
                .execute()
            > 0);
  }

  @Override
  public List<LabelledQuestion> all(String centre) {
    return store.read(sql ->
        sql.selectFrom(LABELLED_QUESTION)
            .where(LABELLED_QUESTION.CENTRE.eq(centre))
            .orderBy(LABELLED_QUESTION.LABELLED_AT.desc(), LABELLED_QUESTION.QUESTION)
            .limit(IntentTraining.MAX_QUESTIONS)
            .fetch(row ->
                new LabelledQuestion(
                    row.get(LABELLED_QUESTION.QUESTION), row.get(LABELLED_QUESTION.INTENT))));
  }
}
