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
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.conf.Settings;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One open database: all writes through one [GroupCommitter], reads on a small pool of connections
/// that cannot write. A write is seen by reads from the moment its future completes.
///
/// ```
///   DIR/rapport.db       the database (SQLite, WAL, synchronous=FULL), unless it is a PostgreSQL
///   DIR/rapport.lock     held by the one process that has the directory open
///   DIR/rapport.reserve  disk space kept back for a full disk; with SQLite alone
/// ```
public final class Store implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Store.class);

  private final StoreLock lock;
  private final SQLDialect dialect;
  private final HikariDataSource readers;
  private final GroupCommitter committer;

  private Store(
      StoreLock lock, SQLDialect dialect, HikariDataSource readers, GroupCommitter committer) {
    this.lock = lock;
    this.dialect = dialect;
    this.readers = readers;
    this.committer = committer;
  }

  /// Opens the database in a directory with the default bounds; see [#open(StoreSettings)].
  public static Store open(Path directory) {
    return open(StoreSettings.in(directory));
  }

  /// Opens the database, made or migrated as needed.
  ///
  /// @throws StoreStopped when another process has the directory open, or the database cannot be
  ///   opened or migrated
  public static Store open(StoreSettings settings) {
    quieten();
    StoreLock lock = StoreLock.take(settings.directory());
    Deque<AutoCloseable> opened = new ArrayDeque<>(List.of(lock));
    String postgres = settings.postgres();
    try {
      return postgres == null
          ? sqlite(settings, lock, opened)
          : postgres(settings, postgres, lock, opened);
    } catch (SQLException | IOException | RuntimeException e) {
      String where =
          postgres == null ? settings.directory().toString() : PostgresAddress.of(postgres) + "";
      StoreStopped stopped =
          new StoreStopped("The database in " + where + " cannot be opened: " + e.getMessage(), e);
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

  /// Whether somebody has a store in that directory open now, be it this process or another.
  ///
  /// @throws StoreStopped when the directory cannot be used
  public static boolean isOpen(Path directory) {
    StoreLock lock = StoreLock.tryTake(directory);
    if (lock == null) {
      return true;
    }
    lock.close();
    return false;
  }

  private static Store sqlite(StoreSettings settings, StoreLock lock, Deque<AutoCloseable> opened)
      throws SQLException, IOException {
    Path file = settings.directory().resolve("rapport.db");
    refuseDamage(file);
    Engine engine = new SqliteEngine(file, settings);
    engine.migrate();
    makeDurable(engine, settings.directory());
    return over(engine, settings, lock, opened);
  }

  private static Store postgres(
      StoreSettings settings, String url, StoreLock lock, Deque<AutoCloseable> opened)
      throws SQLException {
    Engine engine = new PostgresEngine(PostgresAddress.of(url), settings);
    engine.migrate();
    // The disk is the server's, and so is what is kept back on it.
    return over(engine, settings.withReserveBytes(0), lock, opened);
  }

  private static Store over(
      Engine engine, StoreSettings settings, StoreLock lock, Deque<AutoCloseable> opened)
      throws SQLException {
    HikariDataSource readers = readers(engine, settings);
    opened.push(readers);
    Reserve reserve =
        new Reserve(settings.directory().resolve("rapport.reserve"), settings.reserveBytes());
    return new Store(
        lock, engine.dialect(), readers, new GroupCommitter(engine, reserve, settings));
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

  private static HikariDataSource readers(Engine engine, StoreSettings settings) {
    HikariConfig pool = new HikariConfig();
    pool.setPoolName("store-readers");
    pool.setDataSource(engine.readers());
    pool.setReadOnly(true);
    // A read is one transaction, so that several queries of it see the same moment.
    pool.setAutoCommit(false);
    if (engine.dialect() == SQLDialect.POSTGRES) {
      pool.setTransactionIsolation("TRANSACTION_REPEATABLE_READ");
    }
    pool.setMaximumPoolSize(settings.readers());
    pool.setMinimumIdle(1);
    pool.setConnectionTimeout(settings.readWait().toMillis());
    return new HikariDataSource(pool);
  }

  /// What was read must also be on the disk: after a failed fsync the log of a crashed process may
  /// be in memory only. Copying it into the database writes and syncs it anew.
  private static void makeDurable(Engine engine, Path directory) throws SQLException, IOException {
    try (Connection connection = engine.writer();
        Statement sql = connection.createStatement()) {
      sql.execute("PRAGMA wal_checkpoint(TRUNCATE)");
    }
    try (FileChannel entries = FileChannel.open(directory, StandardOpenOption.READ)) {
      entries.force(true);
    }
  }

  /// How every statement is written.
  static Settings rendering() {
    return new Settings().withExecuteLogging(false).withRenderSchema(false);
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
  /// @throws StoreAway when the database went away
  public <T extends @Nullable Object> T read(Function<DSLContext, T> work) {
    try (Connection reader = readers.getConnection()) {
      T result = work.apply(DSL.using(reader, dialect, rendering()));
      reader.rollback();
      return result;
    } catch (SQLTransientConnectionException e) {
      throw new Overloaded("No connection for a read became free in time", e);
    } catch (SQLException e) {
      throw away(e, new DataAccessException("A read failed: " + e.getMessage(), e));
    } catch (DataAccessException e) {
      throw away(e, e);
    }
  }

  /// The other connections are of the same time, and no better.
  private RuntimeException away(Exception why, RuntimeException otherwise) {
    if (Fault.of(why) != Fault.GONE) {
      return otherwise;
    }
    readers.getHikariPoolMXBean().softEvictConnections();
    return new StoreAway("The database cannot be reached", why);
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
    committer.letGo();
    lock.close();
  }
}
