package dev.rapport.storage;

import static dev.rapport.storage.schema.Tables.EVENT;
import static dev.rapport.storage.schema.Tables.LEASE;
import static dev.rapport.storage.schema.Tables.LOG_END;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jooq.DSLContext;
import org.jooq.Query;
import org.jooq.impl.DSL;

/// The statements every event passes through. They are composed with jOOQ like all others, but
/// rendered and prepared once: doing that for each event cost more than the event itself. They
/// belong to the writer's connection, and end with it.
final class EventStatements {
  static final long NO_EPOCH = 0;

  private final Connection connection;
  private final PreparedStatement epoch;
  private final PreparedStatement end;
  private final PreparedStatement move;
  private final PreparedStatement begin;
  private final PreparedStatement insert;
  private final ContactStatements contacts;

  EventStatements(Connection connection, DSLContext dsl) throws SQLException {
    this.connection = connection;
    epoch = connection.prepareStatement(dsl.render(epochQuery(dsl)));
    end = connection.prepareStatement(dsl.render(endQuery(dsl)));
    move = connection.prepareStatement(dsl.render(moveQuery(dsl)));
    begin = connection.prepareStatement(dsl.render(beginQuery(dsl)));
    insert = connection.prepareStatement(dsl.render(insertQuery(dsl)));
    contacts = new ContactStatements(connection, dsl);
  }

  /// Whether they belong to this connection, and not to one that was lost.
  boolean belongTo(Connection one) {
    return connection.equals(one);
  }

  private static Query epochQuery(DSLContext dsl) {
    return dsl.select(LEASE.EPOCH).from(LEASE).where(LEASE.CENTRE.eq(""));
  }

  private static Query endQuery(DSLContext dsl) {
    return dsl.select(LOG_END.SEQ, LOG_END.HASH).from(LOG_END).where(LOG_END.CENTRE.eq(""));
  }

  private static Query moveQuery(DSLContext dsl) {
    return dsl.update(LOG_END)
        .set(LOG_END.SEQ, 0L)
        .set(LOG_END.HASH, "")
        .where(LOG_END.CENTRE.eq(""))
        .and(LOG_END.SEQ.eq(0L))
        .and(LOG_END.HASH.eq(""))
        .and(
            DSL.val(0L)
                .eq(DSL.inline(NO_EPOCH))
                .orExists(
                    dsl.selectOne()
                        .from(LEASE)
                        .where(LEASE.CENTRE.eq(""))
                        .and(LEASE.EPOCH.eq(0L))));
  }

  private static Query beginQuery(DSLContext dsl) {
    return dsl.insertInto(LOG_END)
        .columns(LOG_END.CENTRE, LOG_END.SEQ, LOG_END.HASH)
        .values("", 0L, "")
        .onConflictDoNothing();
  }

  private static Query insertQuery(DSLContext dsl) {
    return dsl.insertInto(EVENT)
        .columns(
            EVENT.CENTRE,
            EVENT.SEQ,
            EVENT.AT,
            EVENT.TYPE,
            EVENT.VERSION,
            EVENT.CONTACT,
            EVENT.AGENT,
            EVENT.PAYLOAD,
            EVENT.PREV_HASH,
            EVENT.HASH)
        .values("", 0L, 0L, "", 0, "", "", "", "", "");
  }

  /// The epoch of whoever leads the centre; 0 when nobody ever did.
  long epoch(String centre) throws SQLException {
    epoch.setString(1, centre);
    try (ResultSet rows = epoch.executeQuery()) {
      return rows.next() ? rows.getLong(1) : 0;
    }
  }

  LogEnd end(String centre) throws SQLException {
    end.setString(1, centre);
    try (ResultSet rows = end.executeQuery()) {
      return rows.next() ? new LogEnd(rows.getLong(1), rows.getString(2)) : LogEnd.EMPTY;
    }
  }

  /// Moves the end of a log, if it is where the appender left it, and if nobody leads by a newer
  /// epoch: one journey for both, in the transaction of the append, so that there is no moment
  /// between.
  ///
  /// @param epoch [#NO_EPOCH] for a log that only one process has
  /// @return false when it is not
  boolean move(String centre, LogEnd from, LogEnd to, long epoch) throws SQLException {
    if (from.equals(LogEnd.EMPTY)) {
      begin.setString(1, centre);
      begin.setLong(2, from.sequence());
      begin.setString(3, from.hash());
      begin.executeUpdate();
    }
    move.setLong(1, to.sequence());
    move.setString(2, to.hash());
    move.setString(3, centre);
    move.setLong(4, from.sequence());
    move.setString(5, from.hash());
    move.setLong(6, epoch);
    move.setString(7, centre);
    move.setLong(8, epoch);
    return move.executeUpdate() == 1;
  }

  /// To be written with [#flush].
  void insert(EventRow row) throws SQLException {
    insert.setString(1, row.centre());
    insert.setLong(2, row.sequence());
    insert.setLong(3, row.at());
    insert.setString(4, row.type());
    insert.setInt(5, row.version());
    insert.setString(6, row.contact());
    insert.setString(7, row.agent());
    insert.setString(8, row.payload());
    insert.setString(9, row.previousHash());
    insert.setString(10, row.hash());
    insert.addBatch();
  }

  /// To be written with [#flush].
  void change(ContactChange to, long at) {
    contacts.add(to, at);
  }

  /// Writes what was collected, in one journey to the database for each statement.
  void flush(String centre) throws SQLException {
    insert.executeBatch();
    contacts.flush(centre);
  }

  /// Forgets what was collected and not written.
  void clear() throws SQLException {
    insert.clearBatch();
    contacts.clear();
  }
}
