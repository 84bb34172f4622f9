package dev.rapport.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/// A disk that fails at the moment of the commit, put between a real SQLite and the committer.
class FailedCommitTest {
  @TempDir Path directory;
  private Connection connection;
  private GroupCommitter committer;
  private final AtomicInteger commits = new AtomicInteger();
  private final AtomicReference<@Nullable SQLiteErrorCode> failure = new AtomicReference<>();

  @BeforeEach
  void open() throws SQLException {
    connection = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("some.db"));
    DSLContext dsl = DSL.using(connection, SQLDialect.SQLITE);
    dsl.execute("CREATE TABLE thing (name TEXT)");
    committer =
        new GroupCommitter(
            new FailingEngine(failing(connection, Connection.class)),
            new Reserve(directory.resolve("reserve"), 1_000),
            StoreSettings.in(directory));
  }

  @AfterEach
  void close() throws SQLException {
    committer.close();
    connection.close();
  }

  /// An engine whose writer is a given connection.
  private record FailingEngine(Connection writer) implements Engine {
    @Override
    public SQLDialect dialect() {
      return SQLDialect.SQLITE;
    }

    @Override
    public DataSource readers() {
      throw new IllegalStateException("nobody reads");
    }

    @Override
    public void migrate() {}

    @Override
    public String begin() {
      return "BEGIN IMMEDIATE";
    }

    @Override
    public List<String> migrations() {
      return List.of();
    }
  }

  /// The same object, but for COMMIT, which fails while a failure is set.
  private <T> T failing(T real, Class<T> type) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              if (arguments != null && "COMMIT".equals(arguments[0])) {
                commits.incrementAndGet();
                SQLiteErrorCode code = failure.get();
                if (code != null) {
                  throw new SQLiteException("the disk said no", code);
                }
              }
              try {
                Object result = method.invoke(real, arguments);
                return result instanceof Statement s && method.getName().equals("createStatement")
                    ? failing(s, Statement.class)
                    : result;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }

  private CompletableFuture<Integer> add(String name) {
    return committer.write(dsl -> dsl.execute("INSERT INTO thing VALUES (?)", name));
  }

  @Test
  @DisplayName("P23: a failed fsync stops the writer, and nothing is tried again")
  void aFailedFsyncStopsTheWriterAndNothingIsTriedAgain() {
    assertThat(add("first").join()).isEqualTo(1);
    failure.set(SQLiteErrorCode.SQLITE_IOERR_FSYNC);
    assertThatThrownBy(() -> add("second").join()).hasCauseInstanceOf(StoreStopped.class);
    failure.set(null);
    assertThatThrownBy(() -> add("third").join()).hasCauseInstanceOf(StoreStopped.class);
    assertThat(commits).hasValue(2);
    assertThat(committer.stopped()).isNotNull();
  }

  @Test
  @DisplayName("P22: a commit that finds the disk full is rolled back whole, and writing goes on")
  void aFullDiskAtTheCommitRollsBackAndHeals() {
    failure.set(SQLiteErrorCode.SQLITE_FULL);
    assertThatThrownBy(() -> add("first").join()).hasCauseInstanceOf(StorageFull.class);
    assertThat(committer.full()).isTrue();
    assertThat(directory.resolve("reserve")).doesNotExist();
    failure.set(null);
    // While the disk counts as full only what follows from earlier acknowledgements is taken.
    assertThat(committer.writeEssential(dsl -> dsl.fetchCount(dsl.selectFrom("thing"))).join())
        .isZero();
    assertThat(committer.stopped()).isNull();
  }
}
