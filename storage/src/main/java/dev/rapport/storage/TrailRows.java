package dev.rapport.storage;

import static dev.rapport.storage.schema.Tables.ARTICLE;
import static dev.rapport.storage.schema.Tables.ASKED_QUESTION;
import static dev.rapport.storage.schema.Tables.CONTACT;
import static dev.rapport.storage.schema.Tables.CONTACT_IDENTIFIER;
import static dev.rapport.storage.schema.Tables.VISITED_PAGE;
import static org.jooq.impl.DSL.inline;

import dev.rapport.channels.SenderIdentifier;
import dev.rapport.customers.ContactSummary;
import dev.rapport.customers.view.Step;
import dev.rapport.knowledge.Audience;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Query;

/// What a customer searched for, was answered automatically, opened and looked at: as himself, in a
/// contact of his or on the way to one, or in another contact from the same browser.
final class TrailRows {
  private static final String VISITOR = SenderIdentifier.Kind.VISITOR.wireName();
  private static final String PROVEN = SenderIdentifier.Proof.PROVEN.wireName();

  private static final OfPerson ASKED =
      OfPerson.of((sql, theirs) -> steps(sql, theirs.in(ASKED_QUESTION.CUSTOMER)));

  private static final Rendered IN_CONTACT =
      Rendered.of(sql -> steps(sql, ASKED_QUESTION.CONTACT.eq("")));

  /// Of a contact, others in which nobody was recognised but the same visitor was proven.
  private static final Rendered SAME_VISITOR = Rendered.of(TrailRows::sameVisitor);

  private static final Rendered VISITED = Rendered.of(TrailRows::visited);

  /// Of contacts, those under way and the newest so many are looked at: the others were about
  /// something else.
  private static final int CONTACTS = 3;

  private TrailRows() {}

  private static Query sameVisitor(DSLContext sql) {
    var mine = CONTACT_IDENTIFIER.as("mine");
    var same = CONTACT_IDENTIFIER.as("same");
    return sql.select(same.CONTACT)
        .from(mine)
        .crossJoin(same)
        .crossJoin(CONTACT)
        .where(mine.CENTRE.eq(""))
        .and(mine.CONTACT.eq(""))
        .and(mine.KIND.eq(inline(VISITOR)))
        .and(mine.PROOF.eq(inline(PROVEN)))
        .and(same.CENTRE.eq(mine.CENTRE))
        .and(same.KIND.eq(mine.KIND))
        .and(same.IDENTIFIER.eq(mine.IDENTIFIER))
        .and(same.PROOF.eq(inline(PROVEN)))
        .and(CONTACT.CENTRE.eq(same.CENTRE))
        .and(CONTACT.ID.eq(same.CONTACT))
        .and(CONTACT.CUSTOMER.isNull())
        .limit(inline(CONTACTS));
  }

  /// By the browser that a contact came from, where that was proven.
  private static Query visited(DSLContext sql) {
    return sql.select(
            VISITED_PAGE.AT, VISITED_PAGE.TITLE, VISITED_PAGE.ADDRESS, CONTACT_IDENTIFIER.CONTACT)
        .from(CONTACT_IDENTIFIER)
        .crossJoin(VISITED_PAGE)
        .where(CONTACT_IDENTIFIER.CENTRE.eq(""))
        .and(CONTACT_IDENTIFIER.CONTACT.eq(""))
        .and(CONTACT_IDENTIFIER.KIND.eq(inline(VISITOR)))
        .and(CONTACT_IDENTIFIER.PROOF.eq(inline(PROVEN)))
        .and(VISITED_PAGE.CENTRE.eq(CONTACT_IDENTIFIER.CENTRE))
        .and(VISITED_PAGE.VISITOR.eq(CONTACT_IDENTIFIER.IDENTIFIER))
        .and(VISITED_PAGE.AT.gt(0L))
        .orderBy(VISITED_PAGE.AT.desc(), VISITED_PAGE.ADDRESS)
        .limit(inline(Step.SHOWN));
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
  ///
  /// @param contacts theirs, the newest first
  static List<Step> newest(
      DSLContext sql,
      String centre,
      List<String> records,
      List<ContactSummary> contacts,
      long now) {
    long since = now - Step.WITHIN_MS;
    Map<String, Step> steps = new LinkedHashMap<>();
    add(steps, ASKED.list(sql, TrailRows::row, centre, records, since));
    Set<String> seen = new LinkedHashSet<>();
    for (ContactSummary contact : contacts) {
      if (contact.createdAt() > since && seen.size() < CONTACTS) {
        seen.addAll(fromSameBrowser(sql, centre, contact.id()));
      }
    }
    return newest(sql, centre, seen, since, steps);
  }

  /// Of one contact, in which nobody need be recognised.
  static List<Step> inContact(DSLContext sql, String centre, String contact, long now) {
    Set<String> seen = fromSameBrowser(sql, centre, contact);
    return newest(sql, centre, seen, now - Step.WITHIN_MS, new LinkedHashMap<>());
  }

  private static Set<String> fromSameBrowser(DSLContext sql, String centre, String contact) {
    Set<String> seen = new LinkedHashSet<>(Set.of(contact));
    seen.addAll(SAME_VISITOR.list(sql, row -> row.getString(1), centre, contact));
    return seen;
  }

  private static List<Step> newest(
      DSLContext sql, String centre, Set<String> contacts, long since, Map<String, Step> steps) {
    for (String contact : contacts) {
      add(steps, IN_CONTACT.list(sql, TrailRows::row, centre, contact, since));
      add(steps, VISITED.list(sql, TrailRows::page, centre, contact, since));
    }
    return steps.values().stream()
        .sorted(Comparator.comparingLong(Step::at).reversed())
        .limit(Step.SHOWN)
        .toList();
  }

  private static void add(Map<String, Step> steps, List<Row> rows) {
    rows.forEach(row -> steps.putIfAbsent(row.id(), row.step()));
  }

  /// The same page at the same time is one step, whichever contact tells of it.
  private static Row page(ResultSet row) throws SQLException {
    long at = row.getLong(1);
    String title = row.getString(2);
    String address = row.getString(3);
    return new Row(
        at + " " + address,
        new Step(at, title.isEmpty() ? address : title, Step.VISITED, address, row.getString(4)));
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
