package dev.rapport.storage;

import static dev.rapport.storage.schema.Tables.CONTACT;

import dev.rapport.storage.RowArrays.Column;
import dev.rapport.storage.schema.tables.records.ContactRecord;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.Query;
import org.jooq.SQLDialect;
import org.jooq.UpdateSetMoreStep;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/// Carries the events of an append to the rows of their contacts: each row is written once,
/// whatever happened to it. PostgreSQL is given all of them in one statement, since there the way
/// of a statement costs more than its work; in SQLite there is no way.
///
/// That statement finds rows by where they lie, and would pass over one that somebody else moves at
/// the same moment. Nobody does: whoever appends holds the end of the log, and nothing but an
/// append updates these rows while a centre is open.
final class ContactStatements {
  private static final int CHANGES_AGENT = 1;

  /// PostgreSQL keeps a plan that suits a small table until somebody counts its rows again; after
  /// so many writes it makes a new one.
  private static final int WRITES_PER_PLAN = 1_000;

  /// What is written of a contact, in the order of the parameters.
  private static final RowArrays<Merged> ROWS =
      new RowArrays<>(
          "changed",
          List.of(
              new Column<>("customer", SQLDataType.VARCHAR, to -> to.customer),
              new Column<>("state", SQLDataType.VARCHAR, to -> to.state),
              new Column<>("queue", SQLDataType.VARCHAR, to -> to.queue),
              new Column<>("changes_agent", SQLDataType.INTEGER, to -> to.agentChanges),
              new Column<>("agent", SQLDataType.VARCHAR, to -> to.agent),
              new Column<>("fate", SQLDataType.VARCHAR, to -> to.fate),
              new Column<>("arrived_at", SQLDataType.BIGINT, to -> to.arrivedAt),
              new Column<>("offered_at", SQLDataType.BIGINT, to -> to.offeredAt),
              new Column<>("accepted_at", SQLDataType.BIGINT, to -> to.acceptedAt),
              new Column<>("ended_at", SQLDataType.BIGINT, to -> to.endedAt),
              new Column<>("id", SQLDataType.VARCHAR, to -> to.contact)));

  /// Where the contact stands among them: last.
  private static final int ID = ROWS.columns().size() - 1;

  private final boolean atOnce;
  private final PreparedStatement update;
  private int writes;
  private final Map<String, Merged> changes = new LinkedHashMap<>();

  /// All that happens to one contact. A moment is the first of its kind; of all else the last
  /// counts.
  private static final class Merged {
    private final String contact;
    private @Nullable String customer;
    private @Nullable String state;
    private @Nullable String queue;
    private int agentChanges;
    private @Nullable String agent;
    private @Nullable String fate;
    private @Nullable Long arrivedAt;
    private @Nullable Long offeredAt;
    private @Nullable Long acceptedAt;
    private @Nullable Long endedAt;

    Merged(String contact) {
      this.contact = contact;
    }

    void add(ContactChange change, long at) {
      customer = change.customer() == null ? customer : change.customer().value();
      state = change.state() == null ? state : change.state();
      queue = change.queue() == null ? queue : change.queue().value();
      fate = change.fate() == null ? fate : change.fate();
      if (change.agent() instanceof ContactChange.Holder.Now(var holder)) {
        agentChanges = CHANGES_AGENT;
        agent = holder == null ? null : holder.value();
      }
      switch (change.reached()) {
        case NONE -> {}
        case ARRIVED -> arrivedAt = first(arrivedAt, at);
        case OFFERED -> offeredAt = first(offeredAt, at);
        case ACCEPTED -> acceptedAt = first(acceptedAt, at);
        case ENDED -> endedAt = first(endedAt, at);
      }
    }

    private static Long first(@Nullable Long already, long at) {
      return already == null ? Long.valueOf(at) : already;
    }
  }

  /// Where the values are: parameters, or the columns of a table of them.
  private interface Values {
    <T> Field<T> of(String column, DataType<T> type);
  }

  ContactStatements(Connection connection, DSLContext dsl) throws SQLException {
    atOnce = dsl.family() == SQLDialect.POSTGRES;
    update = connection.prepareStatement(dsl.render(atOnce ? manyRows(dsl) : oneRow(dsl)));
  }

  private static Query oneRow(DSLContext dsl) {
    Values places =
        new Values() {
          @Override
          public <T> Field<T> of(String column, DataType<T> type) {
            return DSL.val((T) null, type);
          }
        };
    return changed(dsl, places).where(CONTACT.CENTRE.eq("")).and(CONTACT.ID.eq(""));
  }

  private static Query manyRows(DSLContext dsl) {
    Values columns =
        new Values() {
          @Override
          public <T> Field<T> of(String column, DataType<T> type) {
            return ROWS.field(column, type);
          }
        };
    return changed(dsl, columns)
        .from(ROWS.placed(CONTACT))
        .where(
            DSL.field(DSL.name(CONTACT.getName(), "ctid"))
                .eq(ROWS.field("place", SQLDataType.OTHER)));
  }

  /// Every column keeps what it has where the value is null; a moment is written once.
  private static UpdateSetMoreStep<ContactRecord> changed(DSLContext dsl, Values to) {
    return dsl.update(CONTACT)
        .set(CONTACT.CUSTOMER, last(to, CONTACT.CUSTOMER))
        .set(CONTACT.STATE, last(to, CONTACT.STATE))
        .set(CONTACT.QUEUE, last(to, CONTACT.QUEUE))
        .set(
            CONTACT.AGENT,
            DSL.when(
                    to.of("changes_agent", SQLDataType.INTEGER).eq(DSL.inline(CHANGES_AGENT)),
                    to.of("agent", SQLDataType.VARCHAR))
                .otherwise(CONTACT.AGENT))
        .set(CONTACT.FATE, last(to, CONTACT.FATE))
        .set(CONTACT.ARRIVED_AT, first(to, CONTACT.ARRIVED_AT))
        .set(CONTACT.OFFERED_AT, first(to, CONTACT.OFFERED_AT))
        .set(CONTACT.ACCEPTED_AT, first(to, CONTACT.ACCEPTED_AT))
        .set(CONTACT.ENDED_AT, first(to, CONTACT.ENDED_AT));
  }

  private static Field<String> last(Values to, Field<String> column) {
    return DSL.coalesce(to.of(column.getName(), SQLDataType.VARCHAR), column);
  }

  private static Field<Long> first(Values to, Field<Long> moment) {
    return DSL.coalesce(moment, to.of(moment.getName(), SQLDataType.BIGINT));
  }

  /// To be written with [#flush]. A contact without a row is passed over: rows are made by whoever
  /// takes contacts in, and the log does not depend on them.
  void add(ContactChange change, long at) {
    changes.computeIfAbsent(change.contact().value(), Merged::new).add(change, at);
  }

  void flush(String centre) throws SQLException {
    if (changes.isEmpty()) {
      return;
    }
    List<Merged> all = List.copyOf(changes.values());
    changes.clear();
    if (atOnce) {
      writeAtOnce(centre, all);
    } else {
      writeEach(centre, all);
    }
  }

  private void writeAtOnce(String centre, List<Merged> all) throws SQLException {
    writes++;
    if (writes % WRITES_PER_PLAN == 0) {
      try (Statement sql = update.getConnection().createStatement()) {
        sql.execute("DISCARD PLANS");
      }
    }
    ROWS.bind(update, all);
    update.setString(ROWS.columns().size() + 1, centre);
    update.executeUpdate();
  }

  private void writeEach(String centre, List<Merged> all) throws SQLException {
    for (Merged merged : all) {
      int place = 0;
      for (Column<Merged> column : ROWS.columns().subList(0, ID)) {
        place++;
        update.setObject(place, column.valueOf().apply(merged));
      }
      update.setString(ID + 1, centre);
      update.setString(ID + 2, merged.contact);
      update.addBatch();
    }
    update.executeBatch();
  }

  /// Forgets what was collected and not written.
  void clear() throws SQLException {
    changes.clear();
    update.clearBatch();
  }
}
