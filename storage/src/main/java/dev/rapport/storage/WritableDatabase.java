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

/// A database file opened to mend it: no committer, no readers, nothing migrated. Whoever opens it
/// holds the [StoreLock] of its directory.
final class WritableDatabase {
  private WritableDatabase() {}

  static Connection open(Path file) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:" + file);
    return source.getConnection();
  }

  static DSLContext dsl(Connection connection) {
    return DSL.using(
        connection,
        SQLDialect.SQLITE,
        new Settings().withExecuteLogging(false).withRenderSchema(false));
  }
}
