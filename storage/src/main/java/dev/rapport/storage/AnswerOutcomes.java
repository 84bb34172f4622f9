package dev.rapport.storage;

import static dev.rapport.storage.schema.Tables.ASKED_QUESTION;
import static dev.rapport.storage.schema.Tables.CONTACT;
import static dev.rapport.storage.schema.Tables.EVENT;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.when;

import dev.rapport.knowledge.Audience;
import dev.rapport.knowledge.learning.AnswerJournal;
import dev.rapport.storage.schema.tables.Contact;
import java.util.List;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record5;
import org.jooq.Record6;
import org.jooq.ResultQuery;

/// What became of questions: the queries that join them with the contacts that followed.
final class AnswerOutcomes {

  /// How soon a contact must come to count as following a question. Milliseconds.
  static final long FOLLOWS_WITHIN = 72 * 3_600_000L;

  /// How long a customer must stay away for a matter to count as settled. Milliseconds.
  static final long SETTLED_AFTER = 7 * 24 * 3_600_000L;

  /// What agents look up says nothing of what customers miss.
  private static final Condition BY_CUSTOMERS =
      ASKED_QUESTION.AUDIENCE.eq(Audience.CUSTOMER.name());

  /// What is done where articles are shown in a contact.
  private static final List<String> SHOWN = List.of("answer", "suggest", "ask_back");

  private static final String SELF_SERVED = "self_served";
  private static final String ABANDONED = "abandoned";

  private AnswerOutcomes() {}

  /// Question, time, customer, the contact that came of it, and what that took. A question counts
  /// when nobody opened an answer to it and none was said to have helped in its contact, or when a
  /// contact came all the same.
  static ResultQuery<Record5<String, Long, String, String, Long>> unanswered(
      String centre, long since) {
    Contact own = CONTACT.as("own");
    Contact next = CONTACT.as("next");
    Contact taken = CONTACT.as("taken");
    Field<String> customer = coalesce(ASKED_QUESTION.CUSTOMER, own.CUSTOMER);
    Field<String> nextOne =
        field(
            select(next.ID)
                .from(next)
                .where(
                    next.CENTRE
                        .eq(ASKED_QUESTION.CENTRE)
                        .and(next.CUSTOMER.eq(customer))
                        .and(next.CREATED_AT.ge(ASKED_QUESTION.ASKED_AT))
                        .and(next.CREATED_AT.le(ASKED_QUESTION.ASKED_AT.plus(FOLLOWS_WITHIN)))
                        .and(wantedAPerson(next)))
                .orderBy(next.CREATED_AT, next.ID)
                .limit(inline(1)));
    Field<String> came = coalesce(when(wantedAPerson(own), own.ID), nextOne);
    Field<Long> handled =
        when(taken.ACCEPTED_AT.isNotNull(), taken.ENDED_AT.minus(taken.ACCEPTED_AT))
            .when(taken.ENDED_AT.isNotNull(), inline(0L));
    return select(ASKED_QUESTION.QUESTION, ASKED_QUESTION.ASKED_AT, customer, taken.ID, handled)
        .from(ASKED_QUESTION)
        .leftJoin(own)
        .on(own.CENTRE.eq(ASKED_QUESTION.CENTRE).and(own.ID.eq(ASKED_QUESTION.CONTACT)))
        .leftJoin(taken)
        .on(taken.CENTRE.eq(ASKED_QUESTION.CENTRE).and(taken.ID.eq(came)))
        .where(
            ASKED_QUESTION
                .CENTRE
                .eq(centre)
                .and(BY_CUSTOMERS)
                .and(ASKED_QUESTION.DECISION.ne(AnswerJournal.PERSON))
                .and(ASKED_QUESTION.ASKED_AT.ge(since))
                .and(
                    taken
                        .ID
                        .isNotNull()
                        .or(
                            ASKED_QUESTION
                                .OPENED
                                .isNull()
                                .and(coalesce(own.FATE, inline("")).ne(SELF_SERVED)))))
        .orderBy(ASKED_QUESTION.ASKED_AT.desc(), ASKED_QUESTION.ID)
        .limit(AnswerJournal.MAX_QUESTIONS);
  }

  /// Whether a person took it, or would have had to: not one whose customer was content with
  /// articles, or left while looking at them.
  private static Condition wantedAPerson(Contact contact) {
    var about = ASKED_QUESTION.as("about_" + contact.getName());
    Condition shown =
        exists(
            selectOne()
                .from(about)
                .where(
                    about
                        .CENTRE
                        .eq(contact.CENTRE)
                        .and(about.CONTACT.eq(contact.ID))
                        .and(about.ASKED_AT.ge(contact.CREATED_AT))
                        .and(about.DECISION.in(SHOWN))));
    return contact
        .ACCEPTED_AT
        .isNotNull()
        .or(
            coalesce(contact.FATE, inline(""))
                .ne(SELF_SERVED)
                .and(contact.ID.isNotNull())
                .and(shown.not().or(askedForAPerson(contact))));
  }

  /// In words, by a button, or by letting the time for answers pass.
  private static Condition askedForAPerson(Contact contact) {
    return exists(
        selectOne()
            .from(EVENT)
            .where(
                EVENT
                    .CENTRE
                    .eq(contact.CENTRE)
                    .and(EVENT.CONTACT.eq(contact.ID))
                    .and(EVENT.TYPE.eq("PersonAskedFor"))));
  }

  /// Contact, decision, when a person took it, how it ended, whether a person was asked for, and
  /// whether the customer came back; a row for each question.
  static ResultQuery<Record6<String, String, Long, String, Boolean, Boolean>> outcomes(
      String centre, long since, long until) {
    Contact own = CONTACT.as("own");
    Contact next = CONTACT.as("next");
    Condition cameBack =
        next.CENTRE
            .eq(ASKED_QUESTION.CENTRE)
            .and(next.CUSTOMER.eq(ASKED_QUESTION.CUSTOMER))
            .and(next.ID.ne(ASKED_QUESTION.CONTACT))
            .and(next.CREATED_AT.gt(ASKED_QUESTION.ASKED_AT))
            .and(next.CREATED_AT.le(ASKED_QUESTION.ASKED_AT.plus(SETTLED_AFTER)))
            .andNot(otherMatter(next));
    return select(
            ASKED_QUESTION.CONTACT,
            ASKED_QUESTION.DECISION,
            own.ACCEPTED_AT,
            own.FATE,
            field(askedForAPerson(own)),
            field(exists(selectOne().from(next).where(cameBack))))
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
                .and(
                    ASKED_QUESTION
                        .DECISION
                        .in(SHOWN)
                        .or(ASKED_QUESTION.DECISION.eq(AnswerJournal.WITHHELD))))
        .orderBy(ASKED_QUESTION.ASKED_AT.desc(), ASKED_QUESTION.ID)
        .limit(AnswerJournal.MAX_QUESTIONS);
  }

  /// Another intent, and not the same one as well, is known to be another matter; whatever is not
  /// known counts as the same.
  private static Condition otherMatter(Contact next) {
    var another = ASKED_QUESTION.as("another");
    var same = ASKED_QUESTION.as("same");
    return exists(
            selectOne()
                .from(another)
                .where(
                    another
                        .CENTRE
                        .eq(next.CENTRE)
                        .and(another.CONTACT.eq(next.ID))
                        .and(another.INTENT.ne(ASKED_QUESTION.INTENT))))
        .and(
            notExists(
                selectOne()
                    .from(same)
                    .where(
                        same.CENTRE
                            .eq(next.CENTRE)
                            .and(same.CONTACT.eq(next.ID))
                            .and(same.INTENT.eq(ASKED_QUESTION.INTENT)))));
  }

  /// Whether the customer left by themselves: content, or without a word; where articles were
  /// shown, also without having asked for a person.
  static boolean leftAlone(Record6<String, String, Long, String, Boolean, Boolean> row) {
    boolean withheld = AnswerJournal.WITHHELD.equals(row.value2());
    return row.value3() == null
        && (SELF_SERVED.equals(row.value4())
            || (ABANDONED.equals(row.value4()) && (withheld || !row.value5())));
  }
}
