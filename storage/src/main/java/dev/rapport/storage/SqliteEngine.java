package dev.rapport.storage;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.jooq.SQLDialect;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/// SQLite in one file: what a centre alone needs (WAL, `synchronous=FULL`).
final class SqliteEngine implements Engine {
  /// Pages the writer keeps in memory. With SQLite's own 2 MiB a large import reads each page of an
  /// index from the file again for nearly every row.
  private static final int WRITER_CACHE_KIB = 64 << 10;

  private final Path file;
  private final StoreSettings settings;

  SqliteEngine(Path file, StoreSettings settings) {
    this.file = file;
    this.settings = settings;
  }

  @Override
  public SQLDialect dialect() {
    return SQLDialect.SQLITE;
  }

  @Override
  public Connection writer() throws SQLException {
    return writable().getConnection();
  }

  private DataSource writable() {
    SQLiteConfig config = config();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.setCacheSize(-WRITER_CACHE_KIB);
    // What a job changed is copied aside until it is done, in case it fails: not to a file.
    config.setTempStore(SQLiteConfig.TempStore.MEMORY);
    config.setWalAutocheckpoint(settings.walPages());
    return source(config);
  }

  @Override
  public DataSource readers() {
    SQLiteConfig config = config();
    config.setReadOnly(true);
    return source(config);
  }

  @Override
  public void migrate() {
    Migrations.run(writable(), this);
  }

  @Override
  public String begin() {
    return "BEGIN IMMEDIATE";
  }

  @Override
  public List<String> migrations() {
    // The second holds what only SQLite can or needs; no table or column comes from there.
    return List.of(Migrations.SHARED, "classpath:db/sqlite");
  }

  private SQLiteConfig config() {
    SQLiteConfig config = new SQLiteConfig();
    config.enforceForeignKeys(true);
    // Nobody asks for them, and the driver would query them after every row.
    config.setGetGeneratedKeys(false);
    config.setBusyTimeout((int) settings.busyTimeout().toMillis());
    return config;
  }

  private DataSource source(SQLiteConfig config) {
    SQLiteDataSource source = new KeepingSource(config);
    source.setUrl("jdbc:sqlite:" + file);
    return source;
  }

  /// Its connections keep what they have prepared.
  private static final class KeepingSource extends SQLiteDataSource {
    KeepingSource(SQLiteConfig config) {
      super(config);
    }

    @Override
    public Connection getConnection() throws SQLException {
      return new KeptConnection(super.getConnection());
    }
  }
}
