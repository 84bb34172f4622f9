package dev.rapport.storage;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.flywaydb.core.Flyway;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.conf.Settings;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/// One open database: all writes through one [GroupCommitter], reads on a small pool of connections
/// that cannot write. A write is seen by reads from the moment its future completes.
///
/// ```
///   DIR/rapport.db       the database (SQLite, WAL, synchronous=FULL)
///   DIR/rapport.lock     held by the one process that has it open
///   DIR/rapport.reserve  disk space kept back for a full disk
/// ```
public final class Store implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Store.class);
  private static final SQLDialect DIALECT = SQLDialect.SQLITE;

  /// Pages the writer keeps in memory. With SQLite's own 2 MiB a large import reads each page of an
  /// index from the file again for nearly every row.
  private static final int WRITER_CACHE_KIB = 64 << 10;

  private final StoreLock lock;
  private final HikariDataSource readers;
  private final Connection connection;
  private final GroupCommitter committer;

  private Store(
      StoreLock lock, HikariDataSource readers, Connection connection, GroupCommitter committer) {
    this.lock = lock;
    this.readers = readers;
    this.connection = connection;
    this.committer = committer;
  }

  /// Opens the database in a directory with the default bounds; see [#open(StoreSettings)].
  public static Store open(Path directory) {
    return open(StoreSettings.in(directory));
  }

  /// Opens the database, made or migrated as needed.
  ///
  /// @throws StoreStopped when another process has it open, or it cannot be opened or migrated
  public static Store open(StoreSettings settings) {
    quieten();
    StoreLock lock = StoreLock.take(settings.directory());
    Deque<AutoCloseable> opened = new ArrayDeque<>(List.of(lock));
    try {
      Path file = settings.directory().resolve("rapport.db");
      refuseDamage(file);
      migrate(file, settings);
      Connection connection = writable(file, settings).getConnection();
      opened.push(connection);
      makeDurable(connection, settings.directory());
      HikariDataSource readers = readers(file, settings);
      opened.push(readers);
      Reserve reserve =
          new Reserve(settings.directory().resolve("rapport.reserve"), settings.reserveBytes());
      GroupCommitter committer = new GroupCommitter(connection, dsl(connection), reserve, settings);
      return new Store(lock, readers, connection, committer);
    } catch (SQLException | IOException | RuntimeException e) {
      StoreStopped stopped =
          new StoreStopped(
              "The database in " + settings.directory() + " cannot be opened: " + e.getMessage(),
              e);
      for (AutoCloseable one : opened) {
        try {
          one.close();
        } catch (Exception again) {
          stopped.addSuppressed(again);
        }
      }
      throw stopped;
    }
  }

  /// jOOQ prints a banner and a tip of the day unless told not to before its first class is loaded.
  private static void quieten() {
    for (String key : List.of("org.jooq.no-logo", "org.jooq.no-tips")) {
      if (System.getProperty(key) == null) {
        System.setProperty(key, "true");
      }
    }
  }

  /// Before SQLite opens the file, since it would leave out silently what follows the damage (P21).
  private static void refuseDamage(Path file) throws IOException {
    WalFile.State log = WalFile.of(file);
    Damage damage = log.damage();
    if (damage != null) {
      throw new StoreStopped(damage + ". See `rapport verify` and `rapport repair`");
    }
    if (log.unfinishedFrames() > 0) {
      LOG.warn("{}: {}", file.getFileName(), StoreCheck.unfinished(log));
    }
  }

  static void migrate(Path file, StoreSettings settings) {
    Flyway.configure()
        .dataSource(writable(file, settings))
        // The second holds what only SQLite can or needs; no table or column comes from there.
        .locations("classpath:db/migration", "classpath:db/sqlite")
        // Numbers go by subject and not by date: a store may meet V10 after V20.
        .outOfOrder(true)
        // A store that a newer program has migrated is refused, not used on hope (P33).
        .ignoreMigrationPatterns(new String[0])
        .load()
        .migrate();
  }

  private static SQLiteDataSource writable(Path file, StoreSettings settings) {
    SQLiteConfig config = config(settings);
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.setCacheSize(-WRITER_CACHE_KIB);
    return source(file, config);
  }

  private static HikariDataSource readers(Path file, StoreSettings settings) {
    SQLiteConfig config = config(settings);
    config.setReadOnly(true);
    HikariConfig pool = new HikariConfig();
    pool.setPoolName("store-readers");
    pool.setDataSource(source(file, config));
    pool.setReadOnly(true);
    // A read is one transaction, so that several queries of it see the same moment.
    pool.setAutoCommit(false);
    pool.setMaximumPoolSize(settings.readers());
    pool.setMinimumIdle(1);
    pool.setConnectionTimeout(settings.readWait().toMillis());
    return new HikariDataSource(pool);
  }

  private static SQLiteConfig config(StoreSettings settings) {
    SQLiteConfig config = new SQLiteConfig();
    config.enforceForeignKeys(true);
    // Nobody asks for them, and the driver would query them after every row.
    config.setGetGeneratedKeys(false);
    config.setBusyTimeout((int) settings.busyTimeout().toMillis());
    return config;
  }

  private static SQLiteDataSource source(Path file, SQLiteConfig config) {
    SQLiteDataSource source = new KeepingSource(config);
    source.setUrl("jdbc:sqlite:" + file);
    return source;
  }

  /// What was read must also be on the disk: after a failed fsync the log of a crashed process may
  /// be in memory only. Copying it into the database writes and syncs it anew.
  private static void makeDurable(Connection connection, Path directory)
      throws SQLException, IOException {
    try (Statement sql = connection.createStatement()) {
      sql.execute("PRAGMA wal_checkpoint(TRUNCATE)");
    }
    try (FileChannel entries = FileChannel.open(directory, StandardOpenOption.READ)) {
      entries.force(true);
    }
  }

  private static DSLContext dsl(Connection connection) {
    return DSL.using(connection, DIALECT, rendering());
  }

  /// How every statement is written.
  static Settings rendering() {
    return new Settings().withExecuteLogging(false).withRenderSchema(false);
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

  /// See [GroupCommitter#write].
  public <T extends @Nullable Object> CompletableFuture<T> write(Function<DSLContext, T> work) {
    return committer.write(work);
  }

  /// See [GroupCommitter#writeEssential].
  public <T extends @Nullable Object> CompletableFuture<T> writeEssential(
      Function<DSLContext, T> work) {
    return committer.writeEssential(work);
  }

  /// Runs queries on a connection that cannot write, all in one transaction. Blocks: never on an
  /// event loop.
  ///
  /// @throws Overloaded when no connection became free in time
  public <T extends @Nullable Object> T read(Function<DSLContext, T> work) {
    try (Connection reader = readers.getConnection()) {
      T result = work.apply(dsl(reader));
      reader.rollback();
      return result;
    } catch (SQLTransientConnectionException e) {
      throw new Overloaded("No connection for a read became free in time", e);
    } catch (SQLException e) {
      throw new DataAccessException("A read failed: " + e.getMessage(), e);
    }
  }

  /// The writer, for its counters and its state.
  public GroupCommitter committer() {
    return committer;
  }

  /// Commits what is pending and lets the files go.
  @Override
  public void close() {
    committer.close();
    readers.close();
    try {
      connection.close();
    } catch (SQLException e) {
      throw new DataAccessException("The database did not close: " + e.getMessage(), e);
    } finally {
      lock.close();
    }
  }
}
