package dev.rapport.storage;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.jooq.SQLDialect;
import org.postgresql.ds.PGSimpleDataSource;

/// PostgreSQL 14 or newer: for several gateways on one record. As with SQLite one transaction
/// writes at a time: each takes a lock of the schema first, so that what is true of one writer is
/// true of all of them together.
final class PostgresEngine implements Engine {
  private static final int OLDEST = 140_000;
  private static final Duration CONNECT_WITHIN = Duration.ofSeconds(2);
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(30);

  /// A writer that stands still in a transaction keeps the lock from the others: a process that was
  /// paused, or a machine that is cut off. The server ends its session.
  private static final Duration IDLE_AT_MOST = Duration.ofMillis(1_500);

  /// Any number that nobody else in the database uses for advisory locks.
  private static final int WRITERS = 0x52415050;

  private final PostgresAddress address;
  private final StoreSettings settings;

  PostgresEngine(PostgresAddress address, StoreSettings settings) {
    this.address = address;
    this.settings = settings;
  }

  @Override
  public SQLDialect dialect() {
    return SQLDialect.POSTGRES;
  }

  @Override
  public Connection writer() throws SQLException {
    PGSimpleDataSource source = source(ANSWER_WITHIN);
    source.setOptions(
        source.getOptions() + " -c idle_in_transaction_session_timeout=" + IDLE_AT_MOST.toMillis());
    return source.getConnection();
  }

  @Override
  public DataSource readers() {
    return source(ANSWER_WITHIN);
  }

  @Override
  public void migrate() {
    // A large table takes as long as it takes to change.
    DataSource patient = source(Duration.ZERO);
    refuseOld(patient);
    Migrations.run(patient, this);
  }

  private static void refuseOld(DataSource source) {
    try (Connection connection = source.getConnection();
        Statement sql = connection.createStatement();
        ResultSet row = sql.executeQuery("SHOW server_version_num")) {
      row.next();
      if (row.getInt(1) < OLDEST) {
        throw new StoreStopped("PostgreSQL 14 or newer is needed, this is " + row.getInt(1));
      }
    } catch (SQLException e) {
      throw new StoreStopped("PostgreSQL does not answer: " + e.getMessage(), e);
    }
  }

  @Override
  public String begin() {
    return "BEGIN; SELECT pg_advisory_xact_lock(" + WRITERS + ", hashtext(current_schema()))";
  }

  @Override
  public List<String> migrations() {
    return List.of(Migrations.SHARED);
  }

  /// @param answer how long a statement may go without a word from the server; zero for any time
  private PGSimpleDataSource source(Duration answer) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(address.jdbc());
    source.setUser(address.user());
    source.setPassword(address.password());
    source.setApplicationName("rapport");
    source.setConnectTimeout((int) CONNECT_WITHIN.toSeconds());
    source.setSocketTimeout((int) answer.toSeconds());
    source.setTcpKeepAlive(true);
    // Many rows in one statement: a row of its own is a journey of its own.
    source.setReWriteBatchedInserts(true);
    source.setOptions("-c lock_timeout=" + settings.busyTimeout().toMillis());
    return source;
  }
}
