package dev.rapport.storage;

import static dev.rapport.storage.schema.Tables.ASKED_QUESTION;
import static dev.rapport.storage.schema.Tables.CONTACT;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.sum;

import dev.rapport.knowledge.Audience;
import dev.rapport.knowledge.learning.AnswerJournal;
import org.jooq.Condition;
import org.jooq.Record3;
import org.jooq.Record5;
import org.jooq.ResultQuery;

/// What became of questions: the queries that join them with the contacts that followed.
final class AnswerOutcomes {

  /// How soon a contact must come to count as following a question. Milliseconds.
  static final long FOLLOWS_WITHIN = 72 * 3_600_000L;

  /// How long a customer must stay away for a matter to count as settled. Milliseconds.
  private static final long SETTLED_AFTER = 7 * 24 * 3_600_000L;

  /// What agents look up says nothing of what customers miss.
  private static final Condition BY_CUSTOMERS =
      ASKED_QUESTION.AUDIENCE.eq(Audience.CUSTOMER.name());

  private AnswerOutcomes() {}

  /// Question, time, customer, whether a person was needed, and what that took.
  static ResultQuery<Record5<String, Long, String, Boolean, Long>> unanswered(
      String centre, long since) {
    var own = CONTACT.as("own");
    var taken = CONTACT.as("taken");
    var customer = coalesce(ASKED_QUESTION.CUSTOMER, own.CUSTOMER);
    // By its contact, or by another contact of the same customer soon after; a person took it.
    Condition soonAfter =
        taken
            .CUSTOMER
            .eq(customer)
            .and(taken.CREATED_AT.ge(ASKED_QUESTION.ASKED_AT))
            .and(taken.CREATED_AT.le(ASKED_QUESTION.ASKED_AT.plus(FOLLOWS_WITHIN)));
    Condition byAPerson =
        taken
            .CENTRE
            .eq(ASKED_QUESTION.CENTRE)
            .and(taken.ACCEPTED_AT.isNotNull())
            .and(taken.ID.eq(ASKED_QUESTION.CONTACT).or(soonAfter));
    var followed = field(exists(selectOne().from(taken).where(byAPerson)));
    var handled =
        field(
            select(sum(taken.ENDED_AT.minus(taken.ACCEPTED_AT)).cast(Long.class))
                .from(taken)
                .where(byAPerson.and(taken.ENDED_AT.isNotNull())));
    return select(ASKED_QUESTION.QUESTION, ASKED_QUESTION.ASKED_AT, customer, followed, handled)
        .from(ASKED_QUESTION)
        .leftJoin(own)
        .on(own.CENTRE.eq(ASKED_QUESTION.CENTRE).and(own.ID.eq(ASKED_QUESTION.CONTACT)))
        .where(
            ASKED_QUESTION
                .CENTRE
                .eq(centre)
                .and(BY_CUSTOMERS)
                .and(ASKED_QUESTION.ASKED_AT.ge(since))
                .and(ASKED_QUESTION.OPENED.isNull().or(followed)))
        .orderBy(ASKED_QUESTION.ASKED_AT.desc(), ASKED_QUESTION.ID)
        .limit(AnswerJournal.MAX_QUESTIONS);
  }

  /// Decision, when a person took the contact, and whether the customer came back.
  static ResultQuery<Record3<String, Long, Boolean>> outcomes(
      String centre, long since, long until) {
    var own = CONTACT.as("own");
    var next = CONTACT.as("next");
    var about = ASKED_QUESTION.as("about");
    // Another intent is known to be another matter; whatever is not known counts as the same.
    Condition otherMatter =
        exists(
            selectOne()
                .from(about)
                .where(
                    about
                        .CENTRE
                        .eq(next.CENTRE)
                        .and(about.CONTACT.eq(next.ID))
                        .and(about.INTENT.ne(ASKED_QUESTION.INTENT))));
    Condition cameBack =
        next.CENTRE
            .eq(ASKED_QUESTION.CENTRE)
            .and(next.CUSTOMER.eq(ASKED_QUESTION.CUSTOMER))
            .and(next.ID.ne(ASKED_QUESTION.CONTACT))
            .and(next.CREATED_AT.gt(ASKED_QUESTION.ASKED_AT))
            .and(next.CREATED_AT.le(ASKED_QUESTION.ASKED_AT.plus(SETTLED_AFTER)))
            .andNot(otherMatter);
    var again = field(exists(selectOne().from(next).where(cameBack)));
    return select(ASKED_QUESTION.DECISION, own.ACCEPTED_AT, again)
        .from(ASKED_QUESTION)
        .join(own)
        .on(own.CENTRE.eq(ASKED_QUESTION.CENTRE).and(own.ID.eq(ASKED_QUESTION.CONTACT)))
        .where(
            ASKED_QUESTION
                .CENTRE
                .eq(centre)
                .and(BY_CUSTOMERS)
                .and(ASKED_QUESTION.CUSTOMER.isNotNull())
                .and(ASKED_QUESTION.ASKED_AT.between(since, until))
                .and(ASKED_QUESTION.DECISION.in(AnswerJournal.WITHHELD, "answer", "suggest")))
        .orderBy(ASKED_QUESTION.ASKED_AT.desc(), ASKED_QUESTION.ID)
        .limit(AnswerJournal.MAX_QUESTIONS);
  }
}
