package dev.rapport.storage;

import static dev.rapport.storage.schema.Tables.ARTICLE;
import static dev.rapport.storage.schema.Tables.ASKED_QUESTION;
import static dev.rapport.storage.schema.Tables.CONTACT;
import static dev.rapport.storage.schema.Tables.CONTACT_IDENTIFIER;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.select;

import dev.rapport.customers.view.Step;
import dev.rapport.knowledge.Audience;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Query;

/// What a customer searched for, was answered automatically and opened: asked as himself, in a
/// contact of his or on the way to one, or in another contact from the same browser.
final class TrailRows {
  private static final OfPerson ASKED =
      OfPerson.of((sql, theirs) -> steps(sql, theirs.in(ASKED_QUESTION.CUSTOMER)));

  private static final OfPerson IN_CONTACTS =
      OfPerson.of((sql, theirs) ->
          steps(
              sql,
              ASKED_QUESTION.CONTACT.in(
                  select(CONTACT.ID)
                      .from(CONTACT)
                      .where(CONTACT.CENTRE.eq(ASKED_QUESTION.CENTRE))
                      .and(theirs.in(CONTACT.CUSTOMER)))));

  private static final OfPerson BY_VISITOR = OfPerson.of(TrailRows::byVisitor);

  private TrailRows() {}

  /// The visitor is proven in both contacts, and nobody else was recognised in the other.
  private static Query byVisitor(DSLContext sql, OfPerson.Theirs theirs) {
    var mine = CONTACT_IDENTIFIER.as("mine");
    var same = CONTACT_IDENTIFIER.as("same");
    var other = CONTACT.as("other");
    return steps(
        sql,
        ASKED_QUESTION.CONTACT.in(
            select(same.CONTACT)
                .from(CONTACT)
                .join(mine)
                .on(mine.CENTRE.eq(CONTACT.CENTRE))
                .and(mine.CONTACT.eq(CONTACT.ID))
                .and(mine.KIND.eq(inline("VISITOR")))
                .and(mine.PROOF.eq(inline("PROVEN")))
                .join(same)
                .on(same.CENTRE.eq(mine.CENTRE))
                .and(same.KIND.eq(mine.KIND))
                .and(same.IDENTIFIER.eq(mine.IDENTIFIER))
                .and(same.PROOF.eq(inline("PROVEN")))
                .join(other)
                .on(other.CENTRE.eq(same.CENTRE))
                .and(other.ID.eq(same.CONTACT))
                .and(other.CUSTOMER.isNull())
                .where(CONTACT.CENTRE.eq(ASKED_QUESTION.CENTRE))
                .and(theirs.in(CONTACT.CUSTOMER))));
  }

  private static Query steps(DSLContext sql, Condition theirs) {
    return sql.select(
            ASKED_QUESTION.ID,
            ASKED_QUESTION.ASKED_AT,
            ASKED_QUESTION.QUESTION,
            ASKED_QUESTION.DECISION,
            ARTICLE.TITLE,
            ASKED_QUESTION.CONTACT)
        .from(ASKED_QUESTION)
        .leftJoin(ARTICLE)
        .on(ARTICLE.CENTRE.eq(ASKED_QUESTION.CENTRE))
        .and(ARTICLE.ID.eq(ASKED_QUESTION.OPENED))
        .where(ASKED_QUESTION.CENTRE.eq(""))
        .and(theirs)
        .and(ASKED_QUESTION.AUDIENCE.eq(inline(Audience.CUSTOMER.name())))
        .and(ASKED_QUESTION.ASKED_AT.gt(0L))
        .orderBy(ASKED_QUESTION.ASKED_AT.desc(), ASKED_QUESTION.ID)
        .limit(inline(Step.SHOWN));
  }

  private record Row(String id, Step step) {}

  /// The newest first.
  static List<Step> newest(DSLContext sql, String centre, List<String> records, long now) {
    Map<String, Step> steps = new LinkedHashMap<>();
    long since = now - Step.WITHIN_MS;
    Function<OfPerson, List<Row>> read =
        statement -> statement.list(sql, TrailRows::row, centre, records, since);
    for (OfPerson statement : List.of(ASKED, IN_CONTACTS, BY_VISITOR)) {
      read.apply(statement).forEach(row -> steps.putIfAbsent(row.id(), row.step()));
    }
    return steps.values().stream()
        .sorted(Comparator.comparingLong(Step::at).reversed())
        .limit(Step.SHOWN)
        .toList();
  }

  private static Row row(ResultSet row) throws SQLException {
    String words = row.getString(3).strip();
    return new Row(
        row.getString(1),
        new Step(
            row.getLong(2),
            words.length() <= Step.MAX_WORDS
                ? words
                : words.substring(0, Step.MAX_WORDS - 1) + "\u2026",
            row.getString(4),
            row.getString(5),
            row.getString(6)));
  }
}
