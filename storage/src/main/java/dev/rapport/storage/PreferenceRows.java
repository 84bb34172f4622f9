package dev.rapport.storage;

import static dev.rapport.storage.schema.Tables.PREFERENCE;

import dev.rapport.customers.learning.Preference;
import dev.rapport.storage.schema.tables.records.PreferenceRecord;
import java.util.List;
import org.jooq.DSLContext;

/// Rows of preferences, to what they mean.
final class PreferenceRows {
  /// Withdrawn ones are kept for the audit, but no reader needs more than this of them.
  private static final int MOST_READ = 300;

  private PreferenceRows() {}

  static List<Preference> of(DSLContext sql, String centre, List<String> customers) {
    return sql.selectFrom(PREFERENCE)
        .where(PREFERENCE.CENTRE.eq(centre))
        .and(PREFERENCE.CUSTOMER.in(customers))
        .orderBy(PREFERENCE.LEARNED_AT.desc(), PREFERENCE.ID)
        .limit(MOST_READ)
        .fetch(PreferenceRows::preference);
  }

  static Preference preference(PreferenceRecord row) {
    Long withdrawnAt = row.getWithdrawnAt();
    String withdrawnBy = row.getWithdrawnBy();
    return new Preference(
        row.getId(),
        row.getCustomer(),
        new Preference.Lesson(row.getTopic(), row.getWish(), row.getAvoid(), row.getChanges()),
        new Preference.Origin(
            Preference.Source.valueOf(row.getSource()),
            row.getSaidBy(),
            row.getPlace(),
            row.getLearnedAt()),
        row.getUntilAt(),
        new Preference.Kept(row.getHonoured(), row.getViolated()),
        withdrawnAt == null || withdrawnBy == null
            ? null
            : new Preference.Withdrawal(withdrawnBy, withdrawnAt));
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
