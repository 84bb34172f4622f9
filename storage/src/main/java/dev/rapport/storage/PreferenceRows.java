package dev.rapport.storage;

import static dev.rapport.storage.schema.Tables.PREFERENCE;
import static org.jooq.impl.DSL.inline;

import dev.rapport.customers.learning.Preference;
import dev.rapport.storage.schema.tables.records.PreferenceRecord;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Field;

/// Rows of preferences, to what they mean.
final class PreferenceRows {
  /// Withdrawn ones are kept for the audit, but no reader needs more than this of them.
  private static final int MOST_READ = 300;

  private static final List<Field<?>> FIELDS =
      List.of(
          PREFERENCE.ID,
          PREFERENCE.CUSTOMER,
          PREFERENCE.TOPIC,
          PREFERENCE.WISH,
          PREFERENCE.AVOID,
          PREFERENCE.CHANGES,
          PREFERENCE.SOURCE,
          PREFERENCE.SAID_BY,
          PREFERENCE.PLACE,
          PREFERENCE.LEARNED_AT,
          PREFERENCE.UNTIL_AT,
          PREFERENCE.HONOURED,
          PREFERENCE.VIOLATED,
          PREFERENCE.WITHDRAWN_AT,
          PREFERENCE.WITHDRAWN_BY);

  private static final OfPerson THEIRS =
      OfPerson.of((sql, theirs) ->
          sql.select(FIELDS)
              .from(PREFERENCE)
              .where(PREFERENCE.CENTRE.eq(""))
              .and(theirs.in(PREFERENCE.CUSTOMER))
              .orderBy(PREFERENCE.LEARNED_AT.desc(), PREFERENCE.ID)
              .limit(inline(MOST_READ)));

  private static final Rendered BY_ID =
      Rendered.of(sql ->
          sql.select(FIELDS)
              .from(PREFERENCE)
              .where(PREFERENCE.CENTRE.eq(""))
              .and(PREFERENCE.ID.eq("")));

  private PreferenceRows() {}

  static Optional<Preference> find(DSLContext sql, String centre, String id) {
    return BY_ID.one(sql, PreferenceRows::preference, centre, id);
  }

  private static Preference preference(ResultSet row) throws SQLException {
    Long withdrawnAt = Rendered.number(row, 14);
    String withdrawnBy = row.getString(15);
    return new Preference(
        row.getString(1),
        row.getString(2),
        new Preference.Lesson(
            row.getString(3), row.getString(4), row.getBoolean(5), row.getString(6)),
        new Preference.Origin(
            Preference.Source.valueOf(row.getString(7)),
            row.getString(8),
            row.getString(9),
            row.getLong(10)),
        Rendered.number(row, 11),
        new Preference.Kept(row.getInt(12), row.getInt(13)),
        withdrawnAt == null || withdrawnBy == null
            ? null
            : new Preference.Withdrawal(withdrawnBy, withdrawnAt));
  }

  static List<Preference> of(DSLContext sql, String centre, List<String> customers) {
    return THEIRS.list(sql, PreferenceRows::preference, centre, customers);
  }

  static PreferenceRecord row(String centre, Preference preference) {
    var row = new PreferenceRecord();
    row.setCentre(centre);
    row.setId(preference.id());
    row.setCustomer(preference.customer());
    row.setTopic(preference.lesson().topic());
    row.setWish(preference.lesson().wish());
    row.setAvoid(preference.lesson().avoid());
    row.setChanges(preference.lesson().changes());
    row.setSource(preference.origin().source().name());
    row.setSaidBy(preference.origin().by());
    row.setPlace(preference.origin().place());
    row.setLearnedAt(preference.origin().at());
    row.setUntilAt(preference.until());
    row.setHonoured(preference.kept().honoured());
    row.setViolated(preference.kept().violated());
    return row;
  }
}
