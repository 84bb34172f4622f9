package dev.rapport.storage;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jooq.Query;
import org.jooq.SQLDialect;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/// A statement composed with jOOQ like all others, but rendered once, for both dialects. Running it
/// binds and reads without jOOQ: rendering and mapping take jOOQ longer than a read by key takes
/// SQLite. Prepared it stays as well, by [KeptConnection].
///
/// For statements on the way of every contact; elsewhere jOOQ reads better.
///
/// ```
/// private static final Rendered NAME = Rendered.of(sql ->
///     sql.select(CUSTOMER.NAME).from(CUSTOMER).where(CUSTOMER.CENTRE.eq("")).and(CUSTOMER.ID.eq("")));
/// NAME.one(sql, row -> row.getString(1), centre, id);
/// ```
///
/// Values in the composition are placeholders, bound in the order in which they stand in the SQL.
/// What must stay is inlined (`DSL.inline`).
final class Rendered {
  /// Rows that PostgreSQL sends at once when they are not all held.
  private static final int FETCH = 1_000;

  private final String sqlite;
  private final String postgres;
  private final long places;

  private Rendered(String sqlite, String postgres) {
    this.sqlite = sqlite;
    this.postgres = postgres;
    this.places = sqlite.chars().filter(c -> c == '?').count();
  }

  /// Composes the statement for both dialects.
  static Rendered of(Function<DSLContext, Query> statement) {
    return new Rendered(
        render(SQLDialect.SQLITE, statement), render(SQLDialect.POSTGRES, statement));
  }

  private static String render(SQLDialect dialect, Function<DSLContext, Query> statement) {
    DSLContext sql = DSL.using(dialect, Store.rendering());
    return sql.render(statement.apply(sql));
  }

  /// Reads the row a result stands on; columns count from 1.
  interface RowReader<T extends @Nullable Object> {
    T read(ResultSet row) throws SQLException;
  }

  /// Looks at the row a result stands on; columns count from 1.
  interface RowVisitor {
    void row(ResultSet row) throws SQLException;
  }

  /// What is done with the prepared statement.
  private interface Use<T extends @Nullable Object> {
    T with(PreparedStatement statement) throws SQLException;
  }

  /// All rows. How many there can be is for the statement's `LIMIT` to say.
  <T extends @Nullable Object> List<T> list(
      DSLContext sql, RowReader<T> reader, @Nullable Object... values) {
    return use(
        sql,
        statement -> {
          bind(statement, values);
          List<T> read = new ArrayList<>();
          try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
              read.add(reader.read(rows));
            }
          }
          return read;
        });
  }

  /// Shows all rows, without holding them: a log is longer than memory.
  void each(DSLContext sql, RowVisitor visitor, @Nullable Object... values) {
    use(
        sql,
        statement -> {
          bind(statement, values);
          statement.setFetchSize(FETCH);
          try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
              visitor.row(rows);
            }
          }
          return true;
        });
  }

  /// The first row, if there is one.
  <T> Optional<T> one(DSLContext sql, RowReader<T> reader, @Nullable Object... values) {
    return use(
        sql,
        statement -> {
          bind(statement, values);
          try (ResultSet rows = statement.executeQuery()) {
            return rows.next() ? Optional.of(reader.read(rows)) : Optional.empty();
          }
        });
  }

  /// Whether there is a row.
  boolean any(DSLContext sql, @Nullable Object... values) {
    return one(sql, _ -> true, values).isPresent();
  }

  /// Executes it; how many rows it changed.
  int run(DSLContext sql, @Nullable Object... values) {
    return use(
        sql,
        statement -> {
          bind(statement, values);
          return statement.executeUpdate();
        });
  }

  /// Executes it for each of many rows of values.
  void runAll(DSLContext sql, List<@Nullable Object[]> rows) {
    if (!rows.isEmpty()) {
      use(
          sql,
          statement -> {
            for (@Nullable Object[] values : rows) {
              bind(statement, values);
              statement.executeUpdate();
            }
            return true;
          });
    }
  }

  /// As SQLite reads it, for those who look at its plan.
  String text() {
    return sqlite;
  }

  private <T extends @Nullable Object> T use(DSLContext sql, Use<T> use) {
    Connection connection = sql.configuration().connectionProvider().acquire();
    if (connection == null) {
      throw new IllegalStateException("a statement needs a connection");
    }
    String text = sql.family() == SQLDialect.POSTGRES ? postgres : sqlite;
    try (PreparedStatement statement = connection.prepareStatement(text)) {
      return use.with(statement);
    } catch (SQLException e) {
      // As jOOQ says it, so that a fault is told from a refusal in one way.
      throw new DataAccessException("SQL [" + text + "]; " + e.getMessage(), e);
    } finally {
      sql.configuration().connectionProvider().release(connection);
    }
  }

  private void bind(PreparedStatement statement, @Nullable Object[] values) throws SQLException {
    if (values.length != places) {
      throw new IllegalArgumentException(values.length + " values for " + places + " places");
    }
    for (int i = 0; i < values.length; i++) {
      switch (values[i]) {
        case String text -> statement.setString(i + 1, text);
        case Long number -> statement.setLong(i + 1, number);
        case Integer number -> statement.setInt(i + 1, number);
        case Boolean flag -> statement.setBoolean(i + 1, flag);
        case Double number -> statement.setDouble(i + 1, number);
        case byte[] bytes -> statement.setBytes(i + 1, bytes);
        case null -> statement.setObject(i + 1, null);
        default -> throw new IllegalArgumentException("cannot be bound: " + values[i].getClass());
      }
    }
  }

  /// A number that may be missing.
  static @Nullable Long number(ResultSet row, int column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? null : value;
  }
}
