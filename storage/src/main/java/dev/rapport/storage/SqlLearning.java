package dev.rapport.storage;

import static dev.rapport.storage.schema.Tables.ANSWER_GIVEN;
import static dev.rapport.storage.schema.Tables.CUSTOMER;
import static dev.rapport.storage.schema.Tables.MEMBERSHIP;
import static dev.rapport.storage.schema.Tables.PREFERENCE;
import static dev.rapport.storage.schema.Tables.PROMISE;
import static org.jooq.impl.DSL.inline;

import dev.rapport.customers.learning.Answered;
import dev.rapport.customers.learning.LearningStore;
import dev.rapport.customers.learning.Membership;
import dev.rapport.customers.learning.Preference;
import dev.rapport.customers.learning.Promise;
import dev.rapport.storage.schema.tables.records.AnswerGivenRecord;
import dev.rapport.storage.schema.tables.records.MembershipRecord;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jooq.DSLContext;

/// Preferences, promises, answers and memberships, in SQL.
public final class SqlLearning implements LearningStore {
  private static final int MOST_MEMBERSHIPS = 100;

  private static final OfPerson ANSWERS =
      OfPerson.of((sql, theirs) ->
          sql.select(
                  ANSWER_GIVEN.CUSTOMER,
                  ANSWER_GIVEN.QUESTION,
                  ANSWER_GIVEN.ANSWER,
                  ANSWER_GIVEN.PLACE,
                  ANSWER_GIVEN.SAID_BY,
                  ANSWER_GIVEN.AT,
                  ANSWER_GIVEN.ASKED_AGAIN)
              .from(ANSWER_GIVEN)
              .where(ANSWER_GIVEN.CENTRE.eq(""))
              .and(theirs.in(ANSWER_GIVEN.CUSTOMER))
              .orderBy(ANSWER_GIVEN.AT.desc(), ANSWER_GIVEN.QUESTION)
              .limit(inline(Answered.MOST)));

  private static final OfPerson MEMBERSHIPS =
      OfPerson.of((sql, theirs) ->
          sql.select(
                  MEMBERSHIP.ID,
                  MEMBERSHIP.CUSTOMER,
                  MEMBERSHIP.PARTY,
                  MEMBERSHIP.KIND,
                  MEMBERSHIP.ROLE,
                  MEMBERSHIP.FROM_AT,
                  MEMBERSHIP.TO_AT)
              .from(MEMBERSHIP)
              .where(MEMBERSHIP.CENTRE.eq(""))
              .and(theirs.in(MEMBERSHIP.CUSTOMER).or(theirs.in(MEMBERSHIP.PARTY)))
              .orderBy(MEMBERSHIP.FROM_AT.desc(), MEMBERSHIP.ID)
              .limit(inline(MOST_MEMBERSHIPS)));

  private final Store store;

  public SqlLearning(Store store) {
    this.store = store;
  }

  @Override
  public List<Preference> preferences(String centre, List<String> customers) {
    return store.read(sql -> PreferenceRows.of(sql, centre, customers));
  }

  @Override
  public CompletionStage<Boolean> teach(String centre, Preference preference) {
    return store.write(sql ->
        there(sql, centre, preference.customer())
            && sql.fetchCount(
                    PREFERENCE,
                    PREFERENCE
                        .CENTRE
                        .eq(centre)
                        .and(PREFERENCE.CUSTOMER.eq(preference.customer()))
                        .and(PREFERENCE.WITHDRAWN_AT.isNull()))
                < Preference.MOST
            && sql.insertInto(PREFERENCE)
                    .set(PreferenceRows.row(centre, preference))
                    .onConflictDoNothing()
                    .execute()
                == 1);
  }

  @Override
  public CompletionStage<Integer> teachAll(String centre, List<Preference> preferences) {
    return store.write(sql -> {
      int added = 0;
      for (Preference each : preferences) {
        if (there(sql, centre, each.customer())) {
          added +=
              sql.insertInto(PREFERENCE)
                  .set(PreferenceRows.row(centre, each))
                  .onConflictDoNothing()
                  .execute();
        }
      }
      return added;
    });
  }

  static boolean there(DSLContext sql, String centre, String customer) {
    return sql.fetchExists(CUSTOMER, CUSTOMER.CENTRE.eq(centre).and(CUSTOMER.ID.eq(customer)));
  }

  @Override
  public CompletionStage<Boolean> withdraw(
      String centre, String preference, Preference.Withdrawal withdrawal) {
    return store.write(sql ->
        sql.update(PREFERENCE)
                .set(PREFERENCE.WITHDRAWN_AT, withdrawal.at())
                .set(PREFERENCE.WITHDRAWN_BY, withdrawal.by())
                .where(PREFERENCE.CENTRE.eq(centre))
                .and(PREFERENCE.ID.eq(preference))
                .and(PREFERENCE.WITHDRAWN_AT.isNull())
                .execute()
            == 1);
  }

  @Override
  public CompletionStage<Boolean> count(String centre, String preference, boolean honoured) {
    return store.write(sql ->
        sql.update(PREFERENCE)
                .set(PREFERENCE.HONOURED, PREFERENCE.HONOURED.add(honoured ? 1 : 0))
                .set(PREFERENCE.VIOLATED, PREFERENCE.VIOLATED.add(honoured ? 0 : 1))
                .where(PREFERENCE.CENTRE.eq(centre))
                .and(PREFERENCE.ID.eq(preference))
                .execute()
            == 1);
  }

  @Override
  public Optional<Preference> preference(String centre, String id) {
    return store.read(sql -> PreferenceRows.find(sql, centre, id));
  }

  @Override
  public List<Promise> promises(String centre, List<String> customers, int limit) {
    return store.read(sql -> PromiseRows.of(sql, centre, customers, limit));
  }

  @Override
  public List<Promise> due(String centre, long before, int limit) {
    return store.read(sql -> PromiseRows.due(sql, centre, before, limit));
  }

  @Override
  public Optional<Promise> promise(String centre, String id) {
    return store.read(sql -> PromiseRows.find(sql, centre, id));
  }

  @Override
  public boolean overdue(String centre, String customer, long now) {
    return store.read(sql ->
        PromiseRows.overdue(sql, centre, SqlLinks.person(sql, centre, customer).records(), now));
  }

  @Override
  public CompletionStage<Boolean> promise(String centre, Promise promise) {
    return store.write(sql ->
        there(sql, centre, promise.customer())
            && sql.fetchCount(
                    PROMISE,
                    PROMISE
                        .CENTRE
                        .eq(centre)
                        .and(PROMISE.CUSTOMER.eq(promise.customer()))
                        .and(PROMISE.CLOSED_AT.isNull()))
                < Promise.MOST_OPEN
            && sql.insertInto(PROMISE).set(PromiseRows.row(centre, promise)).execute() == 1);
  }

  @Override
  public CompletionStage<Boolean> close(String centre, String promise, Promise.End end) {
    return store.write(sql ->
        sql.update(PROMISE)
                .set(PROMISE.OUTCOME, end.outcome().name())
                .set(PROMISE.REMARK, end.remark())
                .set(PROMISE.CLOSED_BY, end.by())
                .set(PROMISE.CLOSED_AT, end.at())
                .where(PROMISE.CENTRE.eq(centre))
                .and(PROMISE.ID.eq(promise))
                .and(PROMISE.CLOSED_AT.isNull())
                .execute()
            == 1);
  }

  @Override
  public List<Answered> answers(String centre, List<String> customers) {
    return store.read(sql -> answers(sql, centre, customers));
  }

  static List<Answered> answers(DSLContext sql, String centre, List<String> customers) {
    return ANSWERS.list(sql, SqlLearning::answer, centre, customers);
  }

  @Override
  public CompletionStage<Boolean> answered(String centre, Answered answer) {
    return store.write(sql -> {
      if (!there(sql, centre, answer.customer())) {
        return false;
      }
      var row = new AnswerGivenRecord();
      row.setCentre(centre);
      row.setCustomer(answer.customer());
      row.setQuestion(answer.question());
      row.setAnswer(answer.answer());
      row.setPlace(answer.place());
      row.setSaidBy(answer.by());
      row.setAt(answer.at());
      row.setAskedAgain(0);
      sql.insertInto(ANSWER_GIVEN)
          .set(row)
          .onDuplicateKeyUpdate()
          .set(ANSWER_GIVEN.ANSWER, answer.answer())
          .set(ANSWER_GIVEN.PLACE, answer.place())
          .set(ANSWER_GIVEN.SAID_BY, answer.by())
          .set(ANSWER_GIVEN.AT, answer.at())
          .execute();
      return true;
    });
  }

  @Override
  public CompletionStage<Optional<Answered>> asked(
      String centre, List<String> customers, String question) {
    return store.write(sql -> {
      Optional<Answered> known =
          answers(sql, centre, customers).stream()
              .filter(a -> a.question().equals(question))
              .findFirst();
      known.ifPresent(answer ->
          sql.update(ANSWER_GIVEN)
              .set(ANSWER_GIVEN.ASKED_AGAIN, ANSWER_GIVEN.ASKED_AGAIN.add(1))
              .where(ANSWER_GIVEN.CENTRE.eq(centre))
              .and(ANSWER_GIVEN.CUSTOMER.eq(answer.customer()))
              .and(ANSWER_GIVEN.QUESTION.eq(question))
              .execute());
      return known;
    });
  }

  private static Answered answer(ResultSet row) throws SQLException {
    return new Answered(
        row.getString(1),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        row.getString(5),
        row.getLong(6),
        row.getInt(7));
  }

  @Override
  public List<Membership> memberships(String centre, String customer) {
    return store.read(sql -> memberships(sql, centre, List.of(customer)));
  }

  /// Where these records belong, and who belongs to them.
  static List<Membership> memberships(DSLContext sql, String centre, List<String> customers) {
    return MEMBERSHIPS.listTwice(sql, SqlLearning::membership, centre, customers);
  }

  private static Membership membership(ResultSet row) throws SQLException {
    return new Membership(
        row.getString(1),
        row.getString(2),
        row.getString(3),
        Membership.Kind.valueOf(row.getString(4)),
        row.getString(5),
        row.getLong(6),
        Rendered.number(row, 7));
  }

  @Override
  public CompletionStage<Boolean> join(String centre, Membership membership) {
    return store.write(sql -> {
      if (!there(sql, centre, membership.customer()) || !there(sql, centre, membership.party())) {
        return false;
      }
      var row = new MembershipRecord();
      row.setCentre(centre);
      row.setId(membership.id());
      row.setCustomer(membership.customer());
      row.setParty(membership.party());
      row.setKind(membership.kind().name());
      row.setRole(membership.role());
      row.setFromAt(membership.from());
      row.setToAt(membership.to());
      return sql.insertInto(MEMBERSHIP).set(row).execute() == 1;
    });
  }

  @Override
  public CompletionStage<Boolean> leave(String centre, String membership, long at) {
    return store.write(sql ->
        sql.update(MEMBERSHIP)
                .set(MEMBERSHIP.TO_AT, at)
                .where(MEMBERSHIP.CENTRE.eq(centre))
                .and(MEMBERSHIP.ID.eq(membership))
                .and(MEMBERSHIP.TO_AT.isNull())
                .execute()
            == 1);
  }
}
