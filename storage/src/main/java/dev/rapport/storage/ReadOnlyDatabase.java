package dev.rapport.storage;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.conf.Settings;
import org.jooq.impl.DSL;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/// A database file opened to look at, also while another process serves it: nothing is migrated,
/// made or changed, and all that is read is of one moment.
final class ReadOnlyDatabase implements AutoCloseable {
  private static final int WAIT_MS = 10_000;
  private static final int CACHE_KIB = 16_384;

  private final Connection connection;
  private final DSLContext dsl;

  private ReadOnlyDatabase(Connection connection) {
    this.connection = connection;
    dsl =
        DSL.using(
            connection,
            SQLDialect.SQLITE,
            new Settings().withExecuteLogging(false).withRenderSchema(false));
  }

  /// @throws SQLException when it is no database, or cannot be opened
  static ReadOnlyDatabase open(Path file) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(true);
    config.setBusyTimeout(WAIT_MS);
    config.setCacheSize(-CACHE_KIB);
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:" + file);
    return new ReadOnlyDatabase(source.getConnection());
  }

  /// From here on everything is read as it stood at the first read.
  ReadOnlyDatabase atOneMoment() throws SQLException {
    connection.setAutoCommit(false);
    return this;
  }

  Connection connection() {
    return connection;
  }

  DSLContext dsl() {
    return dsl;
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
